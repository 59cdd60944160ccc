"""The inside of a ZIP, looked at without unfolding it: what it names, and a few small members."""

import zipfile
from typing import BinaryIO, cast
from xml.parsers import expat

LARGEST_LIST = 1_000_000  # bytes of a ZIP's list of members; an office file of 5,000 members has half of that
LARGEST_MEMBER = 1_000_000  # bytes that a member unfolds to, of those that are read
MOST_READ = 200  # members
FAULTS = (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, RuntimeError, expat.ExpatError)


class TooMuchInside(ValueError):  # noqa: N818  (an answer about bytes)
    """The list of members alone would take more memory than a web process should give a stranger."""


class _Careful:
    """A stream that refuses to hand out much at once: `zipfile` reads the whole list of members in one go."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream, self.seek, self.tell, self.seekable = stream, stream.seek, stream.tell, stream.seekable

    def read(self, size: int = -1) -> bytes:
        if size > LARGEST_LIST:
            raise TooMuchInside
        found = self.stream.read(LARGEST_LIST + 1 if size < 0 else size)
        if len(found) > LARGEST_LIST:
            raise TooMuchInside
        return found


def opened(stream: BinaryIO) -> zipfile.ZipFile:
    """Return the archive; raises TooMuchInside, or one of FAULTS for what is none."""
    return zipfile.ZipFile(cast("BinaryIO", _Careful(stream)))


def external(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Return kind and address of whatever the parts of an office file (ECMA-376 part 2) point to outside of it."""
    found: list[tuple[str, str]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if attributes.get("TargetMode") == "External":
            found.append((attributes.get("Type", "").rsplit("/", 1)[-1], attributes.get("Target", "")))

    parts = [one for one in archive.infolist() if one.filename.endswith(".rels")]
    for part in parts[:MOST_READ]:
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.StartElementHandler = start
        with archive.open(part) as member:
            parser.Parse(member.read(LARGEST_MEMBER), True)  # noqa: FBT003  (its own signature)
    return found


def _refuse_doctype(*_: object) -> None:
    raise ValueError("a part with a document type could define bombs")
