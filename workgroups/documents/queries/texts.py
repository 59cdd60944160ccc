"""The words of files, for reading in place and for the search."""

from dataclasses import dataclass

from workgroups.documents.models import Document, Rendition
from workgroups.documents.queries.documents import renditions_of
from workgroups.files.models import File
from workgroups.files.queries import bytes_of

MOST = 400_000  # characters of one file that the search looks at
SHOWN = 12_000  # characters of a file that its page shows


@dataclass(frozen=True)
class Shown:
    """The words of a file as a page shows them; `is_cut` when there are more."""

    text: str
    is_cut: bool


def text_of(file: File) -> str:
    """Return the words of a file; empty when it holds none that can be read."""
    if file.type == "text/plain":
        return bytes_of(file).decode("utf-8", "replace")[:MOST]
    return ""


def text_shown(rendition: Rendition | None) -> Shown | None:
    """Return the words of a rendition's current file; None when there are none to show."""
    if rendition is None or rendition.current is None or rendition.current.file is None:
        return None
    text = text_of(rendition.current.file).strip()
    return Shown(text[:SHOWN], len(text) > SHOWN) if text else None


def words_of_files(document: Document) -> str:
    """Return the words of a document's current files, language after language; none once it is withdrawn."""
    if document.withdrawn_at is not None:
        return ""
    currents = [one.current for one in renditions_of(document) if one.current]
    return "\n".join(text for one in currents if one.file and (text := text_of(one.file)))
