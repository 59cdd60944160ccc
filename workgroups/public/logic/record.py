"""What is known of a published work, as plain values: every citation and every machine reads this and nothing else."""

import re
from dataclasses import dataclass

ISO_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True)
class FileOf:
    """One file of a release at its address; `size` in bytes."""

    name: str
    address: str
    type: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Record:
    """A work, or one release of it. Empty: not known; addresses are absolute.

    `published` is an ISO 8601 date with the precision that is known (`2021`, `2021-11`, `2021-11-30`); `release` 0
    stands for the work as a whole, or for one that was published elsewhere.
    """

    title: str
    address: str
    subtitle: str = ""
    author: str = ""
    author_address: str = ""
    publisher: str = ""
    published: str = ""
    language: str = ""
    licence: str = ""
    summary: str = ""
    release: int = 0
    work: str = ""  # the address of the work that this is a release of
    earlier: str = ""  # the address of the release before this one
    later: str = ""
    files: tuple[FileOf, ...] = ()

    @property
    def full_title(self) -> str:
        """Title and subtitle as one line."""
        return f"{self.title}: {self.subtitle}" if self.subtitle else self.title

    @property
    def date_parts(self) -> list[int]:
        """Year, month, day as far as they are known."""
        return [int(part) for part in self.published.split("-")] if ISO_DATE.fullmatch(self.published) else []

    @property
    def year(self) -> str:
        """The year in four digits, or empty."""
        return self.published[:4] if self.date_parts else ""
