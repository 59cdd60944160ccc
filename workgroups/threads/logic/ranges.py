"""Sets of whole numbers as sorted ranges with both ends, `[[1, 5], [8, 9]]`: what was read, in one value."""

from collections.abc import Iterable

Ranges = list[list[int]]


def add(ranges: Ranges, first: int, last: int) -> Ranges:
    """Return the ranges with `first` to `last` joined in; an empty span (`last < first`) changes nothing."""
    if last < first:
        return ranges
    joined: Ranges = []
    for low, high in ranges:
        if high < first - 1 or low > last + 1:
            joined.append([low, high])
        else:
            first, last = min(first, low), max(last, high)
    return sorted([*joined, [first, last]])


def contains(ranges: Ranges, number: int) -> bool:
    """Return whether `number` is in one of the ranges."""
    return any(low <= number <= high for low, high in ranges)


def count(ranges: Ranges) -> int:
    """Return how many numbers the ranges hold."""
    return sum(high - low + 1 for low, high in ranges)


def count_without(ranges: Ranges, left_out: Iterable[int]) -> int:
    """Return how many numbers the ranges hold when these are not counted."""
    return count(ranges) - sum(contains(ranges, number) for number in set(left_out))


def first_outside(ranges: Ranges, last: int, left_out: Iterable[int] = ()) -> int | None:
    """Return the lowest of 1 to `last` that is neither in a range nor left out."""
    skipped = set(left_out)
    number = 1
    while number <= last:
        inside = next((high for low, high in ranges if low <= number <= high), None)
        if inside is None and number not in skipped:
            return number
        number = (inside or number) + 1
    return None
