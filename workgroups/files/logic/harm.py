"""What office files bring along that runs, or fetches something, on the machine of whoever opens them."""

from typing import BinaryIO

from workgroups.files.logic import packed

MACROS, REMOTE = "macros", "remote"
OLE = "application/x-ole-storage"  # Word, Excel and PowerPoint until 2003
_IN_OLE = "_VBA_PROJECT".encode("utf-16-le")  # the name of a stream in its directory (MS-OVBA 2.2.1)
_ENDS = ("vbaproject.bin", "vbadata.xml")
_BEGINS = ("xl/macrosheets/", "basic/", "scripts/")  # the last two of OpenDocument (part 3, 2.2.1)
_OFFICE = ("application/vnd.openxmlformats", "application/vnd.oasis")
# What is loaded and run, or shown in place, without a click; hyperlinks and linked pictures are not among it.
_LOADED = {"attachedTemplate", "oleObject", "frame", "subDocument", "externalLinkPath", "aFChunk"}
_FAR = ("http:", "https:", "ftp:", "mhtml:")
CHUNK = 256 * 1024


def harm_in(stream: BinaryIO, media_type: str) -> str:
    """Return MACROS or REMOTE, or nothing; the stream is seekable, its position is at the start afterwards."""
    try:
        if media_type == OLE:
            return MACROS if _holds(stream, _IN_OLE) else ""
        return _in_packed(stream, is_office=media_type.startswith(_OFFICE))
    finally:
        stream.seek(0)


def _in_packed(stream: BinaryIO, *, is_office: bool) -> str:
    stream.seek(0)
    if stream.read(2) != b"PK":
        return ""
    try:
        archive = packed.opened(stream)
        names = [name.lower() for name in archive.namelist()]
        if any(name.endswith(_ENDS) or (is_office and name.startswith(_BEGINS)) for name in names):
            return MACROS
        found = packed.external(archive)
    except packed.FAULTS:
        return ""  # no program of an office opens it either
    return REMOTE if any(kind in _LOADED and to.lower().startswith(_FAR) for kind, to in found) else ""


def _holds(stream: BinaryIO, mark: bytes) -> bool:
    stream.seek(0)
    before = b""
    while piece := stream.read(CHUNK):
        if mark in before + piece:
            return True
        before = piece[-len(mark) :]
    return False
