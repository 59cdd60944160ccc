"""What came of reading a file."""

from dataclasses import dataclass

LONGEST = 1_000_000  # characters of text that are kept


@dataclass(frozen=True)
class Read:
    """Plain text (cut at LONGEST) and the number of pages, or the `reason` (of files.Extract.Reason) why not."""

    text: str = ""
    is_cut: bool = False
    pages: int | None = None
    reason: str = ""
    picture: bytes = b""  # the first page as PNG, perhaps none
