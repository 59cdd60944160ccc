"""A poll as a figure: its finding in words, its bars, its text alternative."""

from collections.abc import Sequence
from typing import TypedDict

from django.utils.translation import gettext as _

from .model import Bar, PollResult


class Option(TypedDict):
    label: str
    count: int


def bars_of(options: Sequence[Option], answered: int) -> tuple[Bar, ...]:
    longest = max((option["count"] for option in options), default=0)
    return tuple(
        Bar(
            option["label"],
            option["count"],
            percent(option["count"], answered),
            option["count"] * 1000 // longest if longest else 0,
        )
        for option in options
    )


def percent(count: int, answered: int) -> int:
    """Rounded half up, as a reader would by hand."""
    return (200 * count + answered) // (2 * answered) if answered else 0


def finding(bars: Sequence[Bar], answered: int) -> str:
    """What the figure shows, in one sentence: its title."""
    best = max((bar.count for bar in bars), default=0)
    if not best:
        return _("No answers were given")
    leaders = [bar for bar in bars if bar.count == best]
    if len(leaders) > 3:
        return _("No answer stands out: the most chosen have %(count)d each") % {"count": best}
    names = _(" and ").join(_("“%s”") % bar.label for bar in leaders)
    facts = {"names": names, "count": best, "answered": answered}
    if len(leaders) > 1:
        return _("%(names)s share first place with %(count)d of %(answered)d each") % facts
    if best == answered:
        return _("Everyone who answered chose %(names)s") % facts
    if 2 * best > answered:
        return _("Most chose %(names)s: %(count)d of %(answered)d") % facts
    return _("%(names)s was chosen most: %(count)d of %(answered)d") % facts


def alternative(bars: Sequence[Bar], title: str) -> str:
    """The figure for somebody who does not see it; the table repeats the numbers with their shares."""
    rows = "; ".join(f"{bar.label}: {bar.count}" for bar in bars)
    return _("Bar chart. %(title)s. %(rows)s.") % {"title": title, "rows": rows}


def poll_result(
    question: str, kind: str, options: Sequence[Option], answered: int, entitled: int, closed: str
) -> PollResult:
    """The figure of a closed poll. `kind` and `closed` are words for people."""
    bars = bars_of(options, answered)
    title = finding(bars, answered)
    turnout = _("%(answered)d of %(entitled)d entitled") % {"answered": answered, "entitled": entitled}
    facts = ((_("Type"), kind), (_("Answers"), turnout), (_("Closed"), closed))
    return PollResult(question, facts, title, alternative(bars, title), bars)
