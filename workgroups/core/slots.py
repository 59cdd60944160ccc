"""Named places on a page that apps above may fill; the page does not know them."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

Filler = Callable[..., Any]
_fillers: dict[str, list[tuple[int, str, Filler]]] = defaultdict(list)


def fill(name: str, order: int = 50) -> Callable[[Filler], Filler]:
    """Register a filler of the slot `name`; lower orders come first. A filler returns None to stay empty."""

    def register(filler: Filler) -> Filler:
        _fillers[name].append((order, f"{filler.__module__}.{filler.__qualname__}", filler))
        _fillers[name].sort(key=lambda entry: entry[:2])
        return filler

    return register


def gather(name: str, *args: Any) -> list[Any]:
    """Return what the slot's fillers give for `args`, in order, without the empty ones."""
    return [part for _, _, filler in _fillers[name] if (part := filler(*args)) is not None]


def one(name: str) -> Filler:
    """Return the single filler of a slot that must have one."""
    ((_, _, filler),) = _fillers[name]
    return filler
