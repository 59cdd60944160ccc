"""The words of files, for reading in place and for the search; the engine of files has read them."""

from collections.abc import Iterable
from dataclasses import dataclass

from workgroups.documents.models import Document, Rendition
from workgroups.documents.queries.documents import renditions_of
from workgroups.files.models import Blob, Extract, File
from workgroups.files.queries import text_of, texts_of

SHOWN = 12_000  # characters of a file that its page shows


@dataclass(frozen=True)
class Shown:
    """What a page shows of a file: its words (`is_cut` when there are more), or `why` not; its first page."""

    file: File
    text: str = ""
    is_cut: bool = False
    is_waiting: bool = False
    why: str = ""
    has_page: bool = False
    pages: int | None = None


def text_shown(rendition: Rendition | None) -> Shown | None:
    """Return what is shown of a rendition's current file; None without a file; one query."""
    if rendition is None or rendition.current is None or rendition.current.file is None:
        return None
    file = rendition.current.file
    if file.why_closed:
        return Shown(file, why=file.why_closed)
    extract = text_of(file.blob)
    if extract is None or extract.state == Extract.State.WAITING:
        return Shown(file, is_waiting=True)
    text = extract.text.strip()
    is_cut = extract.is_cut or len(text) > SHOWN
    return Shown(
        file,
        text=text[:SHOWN],
        is_cut=is_cut,
        why=extract.words,
        has_page=extract.picture_id is not None,
        pages=extract.pages,
    )


def blobs_of(document: Document) -> list[Blob]:
    """Return the bytes of a document's current files, language after language; none once it is withdrawn."""
    if document.withdrawn_at is not None:
        return []
    currents = [one.current for one in renditions_of(document) if one.current]
    return [one.file.blob for one in currents if one.file]


def words_of(blobs: Iterable[Blob]) -> str:
    """Return the words of these blobs as far as they have been read; one query."""
    ids = [blob.pk for blob in blobs]
    read = texts_of(ids)
    return "\n".join(read[pk].text for pk in ids if pk in read and read[pk].text)


def documents_saying(blob_id: int) -> list[Document]:
    """Return the documents of whose current files one has these bytes."""
    return list(Document.objects.filter(renditions__current__file__blob_id=blob_id).distinct())
