"""Which of the states that a draft kept by itself stay, as they grow older."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

PAUSE: Final = timedelta(minutes=15)
"""Without a change for so long, a sitting of writing has ended."""
LONGEST: Final = timedelta(hours=2)
"""A sitting without a pause is kept once in so long."""
MOST: Final = 60
"""So many stay at most; named versions are not among them."""

_STEPS: Final = (
    (timedelta(days=2), timedelta(0)),  # of the last two days, every one
    (timedelta(days=14), timedelta(hours=6)),
    (timedelta(days=90), timedelta(days=1)),
    (timedelta.max, timedelta(days=7)),
)


def leaving(moments: Iterable[tuple[int, datetime]], now: datetime) -> set[int]:
    """Return which of these (key, when) leave: the older, the fewer; the newest and the first always stay."""
    found = sorted(moments, key=lambda one: one[1])
    if len(found) < 3:
        return set()
    first, newest = found[0], found[-1]
    stay: list[tuple[int, datetime]] = [newest]
    for key, at in reversed(found[1:-1]):
        distance = next(step for age, step in _STEPS if now - at <= age)
        if stay[-1][1] - at >= distance:
            stay.append((key, at))
    kept = {first[0], *(key for key, _at in stay[: MOST - 1])}
    return {key for key, _at in found} - kept
