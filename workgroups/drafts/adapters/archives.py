"""The XML inside a stranger's office file, taken out under limits."""

import io
import re
import zipfile

LARGEST = 64_000_000
"""Bytes of one part; all of them together may have four times as many."""
MEMBERS = 5_000
MEDIA = "word/media/"
PRIVATE = re.compile("[\ue000-\ue003]")
"""Signs that we put into a file to find something again; one that came with it is let go."""
FAULTS = (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError)


class Unreadable(ValueError):  # noqa: N818
    """The file is not what its name says, or larger inside than anything that a draft could hold."""


class Locked(Unreadable):
    """The file is encrypted with a password."""


def xml_parts(data: bytes) -> dict[str, bytes]:
    """Its parts of XML by name: fonts and whatever else it carries along are not read. Raises Unreadable.

    Pictures of a Word file are named, for a reader that shows only what is there, but not read either.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MEMBERS or sum(one.file_size for one in members if _is_xml(one)) > 4 * LARGEST:
                raise Unreadable("too large inside")
            found = {one.filename: archive.read(one) for one in members if _is_xml(one)}
            return found | {one.filename: b"-" for one in members if one.filename.startswith(MEDIA)}
    except FAULTS as fault:
        raise Unreadable(str(fault)[:300]) from fault


def _is_xml(member: zipfile.ZipInfo) -> bool:
    name = member.filename
    if not name.endswith((".xml", ".rels")) or ".." in name or name.startswith("/"):
        return False
    if member.file_size > LARGEST:
        raise Unreadable("too large inside")
    return True
