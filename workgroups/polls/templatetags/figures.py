"""The tag that shows a figure: bars, a word cloud or a theme map, with the table behind it."""

from collections.abc import Collection
from dataclasses import dataclass

from django import template
from django.utils.translation import get_language

from workgroups.core.languages import direction
from workgroups.polls.logic.draw import draw
from workgroups.polls.logic.figure import Figure

register = template.Library()

WIDE, NARROW = 680, 328


@dataclass(frozen=True)
class Bar:
    """A bar as the page draws it; `share` (0 to 100) is None where nobody knows it."""

    label: str
    value: str
    share: float | None
    leads: bool
    mine: bool


@register.inclusion_tag("polls/_figure.html")
def figure(shown: Figure, uid: str, mine: Collection[str] = ()) -> dict[str, object]:
    """Show a figure; `uid` tells it apart on the page, `mine` are the labels of the reader's own answer."""
    right_to_left = direction(get_language() or "en") == "rtl"
    return {
        "figure": shown,
        "uid": uid,
        "bars": _bars(shown, mine) if shown.kind in {"bars", "rating", "recorded"} else [],
        "wide": draw(shown, WIDE, right_to_left=right_to_left),
        "narrow": draw(shown, NARROW, right_to_left=right_to_left),
    }


def _bars(shown: Figure, mine: Collection[str]) -> list[Bar]:
    most = max((item.count or 0 for item in shown.items), default=0)
    return [
        Bar(
            item.label,
            item.value,
            float(item.percent)
            if item.percent is not None
            else (100 * item.count / most if item.count is not None and most else None),
            item.leads,
            item.label in mine,
        )
        for item in shown.items
    ]
