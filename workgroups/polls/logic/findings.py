"""The sentences of figures: titles that say the finding, text alternatives, how a number is said."""

from collections.abc import Sequence
from decimal import Decimal

from babel import UnknownLocaleError
from babel.lists import format_list
from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext, to_locale
from django.utils.translation import gettext as _

from .figure import Item
from .tally import Result


def percent_words(value: Decimal | int) -> str:
    """Return “81 %” with the digits it was given with, in the page's language."""
    number = Decimal(value).normalize()
    places = max(0, -int(number.as_tuple().exponent))
    return _("%(number)s %%") % {"number": number_format(number, decimal_pos=places)}


def names_of(labels: Sequence[str]) -> str:
    """Return labels in quotation marks, as a list in words."""
    quoted = [_("“%s”") % label for label in labels]
    try:
        return str(format_list(quoted, locale=to_locale(get_language() or "en")))
    except (UnknownLocaleError, ValueError):
        return str(format_list(quoted, locale="en"))


def said_by(answered: int, eligible: int, *, delegations: bool) -> str:
    """Return “6 of 9 delegations have answered”."""
    if delegations:
        words = ngettext(
            "%(answered)d of %(eligible)d delegation has answered",
            "%(answered)d of %(eligible)d delegations have answered",
            eligible,
        )
    else:
        words = ngettext(
            "%(answered)d of %(eligible)d person has answered",
            "%(answered)d of %(eligible)d people have answered",
            eligible,
        )
    return words % {"answered": answered, "eligible": eligible}


def of_bars(result: Result, said: str) -> str:
    """Return the finding of counted bars."""
    if not result.answered:
        return _("Nobody has answered yet")
    leaders = result.leaders
    if len(leaders) == 1:
        values = {"label": leaders[0].label, "count": leaders[0].count, "said": said}
        return _("“%(label)s” leads with %(count)d; %(said)s") % values
    if len(leaders) > 3 or len(leaders) == len(result.rows):
        return _("No answer stands out: the most chosen have %(count)d each; %(said)s") % {
            "count": leaders[0].count,
            "said": said,
        }
    labels = names_of([row.label for row in leaders])
    return _("%(labels)s are level with %(count)d each; %(said)s") % {
        "labels": labels,
        "count": leaders[0].count if leaders else 0,
        "said": said,
    }


def of_rating(result: Result, said: str) -> str:
    """Return the finding of a rating: its middle answer."""
    middle = median(result)
    if middle is None:
        return _("Nobody has answered yet")
    return _("The middle answer is “%(label)s”; %(said)s") % {"label": result.rows[middle].label, "said": said}


def median(result: Result) -> int | None:
    """Return the index of the lower middle answer on an ordered scale, None while nobody has answered."""
    total, half = sum(row.count for row in result.rows), 0
    for index, row in enumerate(result.rows):
        half += row.count
        if total and 2 * half >= total:
            return index
    return None


def mean(result: Result) -> Decimal | None:
    """Return the mean step (from 1) to one decimal, None while nobody has answered."""
    total = sum(row.count for row in result.rows)
    if not total:
        return None
    return (Decimal(sum(step * row.count for step, row in enumerate(result.rows, 1))) / total).quantize(Decimal("0.1"))


def of_recorded(items: Sequence[Item]) -> str:
    """Return the finding of bars that a source gives: the highest figure, nothing computed."""
    known = [item for item in items if item.percent is not None or item.count is not None]
    if not known:
        return _("Results are not recorded in the source")
    leaders = [item for item in known if item.leads]
    if len(leaders) == 1:
        return _("“%(label)s” comes first with %(value)s, as recorded") % {
            "label": leaders[0].label,
            "value": leaders[0].value,
        }
    values = {"labels": names_of([item.label for item in leaders]), "value": leaders[0].value}
    return _("%(labels)s come first with %(value)s each, as recorded") % values


def of_cloud(items: Sequence[Item], said: str) -> str:
    """Return the finding of counted keywords."""
    leaders = [item for item in items if item.leads]
    if not leaders:
        return _("Nobody has answered yet")
    count, labels = leaders[0].count or 0, names_of([item.label for item in leaders])
    if len(leaders) == 1:
        words = ngettext(
            "%(labels)s was named most, %(count)d time; %(said)s",
            "%(labels)s was named most, %(count)d times; %(said)s",
            count,
        )
        return words % {"labels": labels, "count": count, "said": said}
    if len(leaders) > 3:
        return _("No keyword stands out among %(number)d; %(said)s") % {"number": len(items), "said": said}
    return _("%(labels)s were named most, %(count)d times each; %(said)s") % {
        "labels": labels,
        "count": count,
        "said": said,
    }


def of_themes(items: Sequence[Item], answers: int) -> str:
    """Return the finding of coded answers."""
    themes = [item for item in items if not item.group]
    leaders = [item for item in themes if item.leads]
    if not themes:
        return _("No themes yet")
    if not leaders:
        return ngettext("%(number)d theme", "%(number)d themes", len(themes)) % {"number": len(themes)}
    values = {"labels": names_of([item.label for item in leaders[:3]]), "count": leaders[0].count, "answers": answers}
    if len(leaders) == 1:
        return _("%(labels)s comes up most: in %(count)d of %(answers)d answers") % values
    return _("%(labels)s come up most: each in %(count)d of %(answers)d answers") % values


def of_recorded_themes(items: Sequence[Item]) -> str:
    """Return what a recorded theme map shows: its themes by name, because nothing else is known of them."""
    themes = [item.label for item in items if not item.group]
    if not themes:
        return _("Themes are not recorded in the source")
    if len(themes) > 3:
        return ngettext("%(number)d theme, as recorded", "%(number)d themes, as recorded", len(themes)) % {
            "number": len(themes)
        }
    return _("%(labels)s, as recorded") % {"labels": names_of(themes)}


def alternative(name: str, title: str, items: Sequence[Item]) -> str:
    """Return the figure for somebody who does not see it; `name` is what it is."""
    groups = {item.group for item in items if item.group}
    said = []
    for item in items:
        if item.group:
            continue
        own = _with_value(item)
        points = [_with_value(one) for one in items if one.group == item.label] if groups else []
        said.append(_("%(theme)s (%(points)s)") % {"theme": own, "points": ", ".join(points)} if points else own)
    return _("%(name)s. %(title)s. %(items)s.") % {"name": name, "title": title, "items": "; ".join(said)}


def _with_value(item: Item) -> str:
    return _("%(label)s: %(value)s") % {"label": item.label, "value": item.value} if item.value else item.label
