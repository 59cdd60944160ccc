"""How a notice reads: each kind has a renderer, asked when somebody reads, under the permissions of that moment."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar, cast

from django.utils.translation import gettext as _

from workgroups.notifications.models import Notice

Weight = Literal["news", "mine", "always"]
Section = Literal["waiting", "decided", "changed", "new"]
RESTRICTED, UNATTRIBUTED = "restricted", "unattributed"  # markings that mail says; the groups own the word
SECTIONS: tuple[Section, ...] = ("waiting", "decided", "changed", "new")


def in_mail(marking: str, words: str) -> str:
    """Return words with the marking before them, such as `[Restricted] ...`; everyday markings say nothing."""
    said = {RESTRICTED: _("Restricted"), UNATTRIBUTED: _("Not for attribution")}.get(marking)
    return f"[{said}] {words}" if said else words


def nameless(group_name: str) -> str:
    """Return what stands for the name of a restricted thing: mail goes where nobody knows who reads it."""
    return _("something in %(group)s: read it there") % {"group": group_name}


@dataclass(frozen=True)
class Line:
    """What a reader is told: a title that links, perhaps words of it, and why they are told."""

    title: str
    url: str  # a path; mail puts the base address before it
    section: Section
    detail: str = ""
    reason: str = ""
    group_id: int | None = None
    marking: str = "group"  # of the thing: mail says it, and names nothing of what is restricted
    unnamed: str = ""  # a title that says who did it, without saying so: for mail of what is not for attribution

    def mailed(self, group_name: str) -> "Line":
        """Return the line as mail carries it."""
        if self.marking == RESTRICTED:
            return replace(self, title=in_mail(self.marking, nameless(group_name)), detail="", reason="")
        if self.marking == UNATTRIBUTED:
            return replace(self, title=in_mail(self.marking, self.unnamed or self.title), detail="", reason="")
        return replace(self, title=in_mail(self.marking, self.title))


type_members = Callable[[Iterable[int]], dict[int, set[int]]]
type_render = Callable[[Any, list[Notice]], dict[int, Line]]
type_render_many = Callable[[list[Notice]], dict[int, Line]]
R = TypeVar("R", bound=Callable[..., dict[int, Line]])
M = TypeVar("M", bound=type_members)
G = TypeVar("G", bound=Callable[[Any], list[Any]])
_members: list[type_members] = []
_groups: list[Callable[[Any], list[Any]]] = []
renderers: dict[str, type_render_many] = {}
weights: dict[str, Weight] = {}


def notice_kind(kind: str, *, many: bool = False, weight: Weight = "news") -> Callable[[R], R]:
    """Register how notices of `kind` read: `render(person, notices)` gives a line by notice id.

    `weight` says who may leave them out: "news" anybody, "mine" (said to the reader, as a mention is) only those who
    want nothing but duties, "always" (a circular) nobody.

    The renderer leaves out what the reader may no longer see or has read, with a constant number of queries.
    With `many=True` it is `render(notices)`, all readers at once (`notice.person` is loaded): a digest run of a
    thousand members then asks once for all.
    """

    def register(render: R) -> R:
        if kind in renderers:
            raise RuntimeError(f"notices of {kind} have a renderer")
        weights[kind] = weight
        renderers[kind] = cast("type_render_many", render) if many else _each_reader(cast("type_render", render))
        return render

    return register


def reads_members(read: M) -> M:
    """Register the function that gives the ids of today's members of each of these groups."""
    _members.append(read)
    return read


def members_of(group_ids: Iterable[int]) -> dict[int, set[int]]:
    """Return today's members of each group: a notice of a group reaches nobody else, whatever its renderer thinks."""
    (read,) = _members
    return read(group_ids)


def weight_of(kind: str) -> Weight:
    """Return who may leave notices of a kind out; of one that only newer code knows: anybody."""
    return weights.get(kind, "news")


def reads_groups(read: G) -> G:
    """Register the function that gives the groups in which a person holds a seat or an office today, by name."""
    _groups.append(read)
    return read


def groups_of(person: Any) -> list[Any]:
    """Return the groups in which a person holds a seat or an office today, by name."""
    (read,) = _groups
    return read(person)


def _each_reader(render: type_render) -> type_render_many:
    def render_many(notices: list[Notice]) -> dict[int, Line]:
        by_person: dict[int, list[Notice]] = {}
        for notice in notices:
            by_person.setdefault(notice.person_id, []).append(notice)
        lines: dict[int, Line] = {}
        for own in by_person.values():
            lines |= render(own[0].person, own)
        return lines

    return render_many
