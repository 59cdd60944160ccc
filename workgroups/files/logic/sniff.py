"""What bytes are, by their first bytes (and the inside of a ZIP), whatever they are called."""

from typing import BinaryIO

from workgroups.files.logic import packed

HEAD = 4096
OTHER = "application/octet-stream"
TEXT = "text/plain"
ZIP = "application/zip"
_OFFICE = "application/vnd.openxmlformats-officedocument."

_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (0, b"BM", "image/bmp"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftypmif1", "image/heic"),
    (4, b"ftypavif", "image/avif"),
    (0, b"%PDF-", "application/pdf"),
    (0, b"PK\x03\x04", ZIP),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
)
_INSIDE = {
    "word/document.xml": _OFFICE + "wordprocessingml.document",
    "xl/workbook.xml": _OFFICE + "spreadsheetml.sheet",
    "ppt/presentation.xml": _OFFICE + "presentationml.presentation",
}
_IMAGES = {"image/png", "image/jpeg", "image/gif", "image/webp", "image/tiff", "image/bmp", "image/heic", "image/avif"}
# An ending that promises something, and what keeps the promise.
_PROMISES: dict[str, set[str]] = {
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".tiff", ".bmp", ".heic", ".avif"), _IMAGES),
    ".pdf": {"application/pdf"},
    ".docx": {_INSIDE["word/document.xml"]},
    ".xlsx": {_INSIDE["xl/workbook.xml"]},
    ".pptx": {_INSIDE["ppt/presentation.xml"]},
}


def type_of(stream: BinaryIO) -> str:
    """Return the media type of a seekable stream; its position is at the start afterwards."""
    stream.seek(0)
    head = stream.read(HEAD)
    found = head_type_of(head)
    if found == ZIP:
        found = _inside(stream, head)
    stream.seek(0)
    return found


def head_type_of(head: bytes) -> str:
    """Return what the first HEAD bytes say; ZIP for everything that is packed that way (see `type_of`)."""
    found = next((name for at, mark, name in _SIGNATURES if head[at : at + len(mark)] == mark), "")
    return found or (TEXT if _is_text(head) else OTHER)


def keeps_promise(ending: str, media_type: str) -> bool:
    """Whether a file with this ending (`.png`) may be of this type; endings that promise nothing may be anything."""
    return media_type in _PROMISES.get(ending, {media_type})


def promises_image(ending: str) -> bool:
    """Whether the ending says that this is an image."""
    return _PROMISES.get(ending) is _IMAGES


def _inside(stream: BinaryIO, head: bytes) -> str:
    if head[30:38] == b"mimetype":  # OpenDocument and EPUB say it first, stored without compression
        length = int.from_bytes(head[22:26], "little")
        said = head[38 : 38 + min(length, 80)].decode("ascii", "replace")
        known = said.startswith("application/vnd.oasis.opendocument.") or said == "application/epub+zip"
        return (
            said
            if known and said.replace("-", "").replace(".", "").replace("/", "").replace("+", "").isalnum()
            else ZIP
        )
    try:
        names = set(packed.opened(stream).namelist())
    except packed.TooMuchInside:
        return ZIP
    except packed.FAULTS:
        return OTHER
    return next((media_type for name, media_type in _INSIDE.items() if name in names), ZIP)


def _is_text(head: bytes) -> bool:
    if b"\x00" in head:
        return False
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.end == len(head) and error.start > len(head) - 4 and len(head) == HEAD
    return bool(head)
