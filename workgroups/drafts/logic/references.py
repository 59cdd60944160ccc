"""The works that a group cites: how each is named in the text and printed in the list (fields after CSL 1.0)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

Part = tuple[str, str]
"""(style, words); the style is empty, `em` or `link`"""


@dataclass(frozen=True, slots=True)
class Reference:
    """One work. `authors`: one a line, people as "Family, Given"; `kind` is a type of CSL."""

    key: str
    kind: str
    authors: str
    year: str
    title: str
    container: str = ""
    publisher: str = ""
    pages: str = ""
    url: str = ""

    @property
    def people(self) -> list[str]:
        return [line.strip() for line in self.authors.splitlines() if line.strip()]


def short_name(one: Reference) -> str:
    """As the text names it: World Bank 2023; Silva and Mensah 2021; Ito et al. 2020."""
    names = [name.partition(",")[0] for name in one.people] or [one.title]
    if len(names) > 2:
        who = _("%(name)s et al.") % {"name": names[0]}
    else:
        who = _("%(one)s and %(other)s") % {"one": names[0], "other": names[1]} if len(names) == 2 else names[0]
    return f"{who} {one.year or _('n.d.')}"


def short_names(found: Iterable[Reference]) -> dict[str, str]:
    """The names in the text by key; works of the same name are told apart by a letter: 2023a, 2023b."""
    by_name: dict[str, list[str]] = {}
    for one in in_order(found):
        by_name.setdefault(short_name(one), []).append(one.key)
    return {
        key: name + (chr(97 + place % 26) if len(keys) > 1 else "")
        for name, keys in by_name.items()
        for place, key in enumerate(keys)
    }


def in_order(found: Iterable[Reference]) -> list[Reference]:
    """By who wrote it, then by year and title."""
    return sorted(found, key=lambda one: (one.authors.casefold() or one.title.casefold(), one.year, one.title, one.key))


def listed(found: Iterable[Reference], names: Mapping[str, str]) -> list[list[Part]]:
    """The list as it is printed, in alphabetical order; `names`: by which the text calls them."""
    return [printed(one, names[one.key]) for one in in_order(found)]


def printed(one: Reference, name: str) -> list[Part]:
    """One line of the list: who (year), title, where it appeared, its address."""
    year = (one.year or _("n.d.")) + (name[-1] if name != short_name(one) else "")
    people = "; ".join(one.people)
    whole = one.kind in {"book", "report", "thesis", "legislation"} or not one.container
    parts: list[Part] = [("", f"{people} ({year}). " if people else "")]
    parts.append(("em" if whole else "", one.title))
    parts.append(("", ". " if people else f" ({year}). "))
    if one.container:
        parts += [("" if whole else "em", one.container), ("", f", {one.pages}. " if one.pages else ". ")]
    elif one.pages:
        parts.append(("", f"{one.pages}. "))
    if one.publisher:
        parts.append(("", f"{one.publisher}. "))
    if one.url:
        parts.append(("link", one.url))
    return [part for part in parts if part[1]]
