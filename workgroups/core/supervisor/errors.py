"""What ends a start in words instead of a traceback."""


class CannotStart(Exception):  # noqa: N818 (reads as what it says)
    """The product cannot start; the text says why and what cures it."""


class AlreadyRuns(CannotStart):
    """Another process holds this data folder."""
