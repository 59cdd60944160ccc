"""On events of a library: tell people, read the words of files, keep the search in step, make archives."""

from collections.abc import Iterable

from django.db.transaction import on_commit

from workgroups.core import clock, slots
from workgroups.documents.actions import expire_archive, purge_document, read_words
from workgroups.documents.events import (
    ArchiveAsked,
    ArchiveChanged,
    DocumentAdded,
    DocumentChanged,
    DocumentRead,
    DocumentRestored,
    DocumentWithdrawn,
    OfDocument,
    VersionAdded,
)
from workgroups.documents.models import Archive, Document, Text
from workgroups.documents.queries import blobs_of, documents_saying, watchers_of, words_of
from workgroups.documents.tasks import build, sweep
from workgroups.events.subscribe import on
from workgroups.files.actions import forget_file, want_text
from workgroups.files.models import File
from workgroups.files.registry import hears_text
from workgroups.groups.queries import members_by_group, readers_of_marking
from workgroups.notifications.actions import file_notices, withdraw
from workgroups.search import actions as search
from workgroups.search.queries import vector_of
from workgroups.timers.actions import cancel_timer, set_timer
from workgroups.timers.registry import handles

KEPT = 4_000  # characters that the search of all groups shows a piece of; it finds all words


@on(DocumentAdded, reader="notifications")
def tell_of_the_document(event: DocumentAdded) -> None:
    """Tell those who may read it of a new document, in their digest."""
    _tell("documents.added", event, event.document_id, _readers(event) - {event.actor_id})


@on(VersionAdded, reader="notifications")
def tell_of_the_version(event: VersionAdded) -> None:
    """Tell everybody of a revision, and those who watch the document of any version."""
    document, readers = Document.objects.get(pk=event.document_id), _readers(event)
    told = readers if event.is_revision else readers & watchers_of(document)
    _tell("documents.version", event, event.version_id, told - {event.actor_id})


@on(DocumentWithdrawn, reader="notifications")
def take_notices_back(event: DocumentWithdrawn) -> None:
    """Nobody is sent to a document that is no longer there."""
    withdraw(kind="documents.added", key=str(event.document_id))


@on(DocumentRestored, reader="notifications")
def tell_of_it_again(event: DocumentRestored) -> None:
    """What was taken back with the document is told again."""
    _tell("documents.added", event, event.document_id, _readers(event) - {event.actor_id})


@on(DocumentWithdrawn, reader="timers")
def time_the_purge(event: DocumentWithdrawn) -> None:
    """Keep the files only as long as the withdrawal can be undone."""
    withdrawn_at = Document.objects.values_list("withdrawn_at", flat=True).get(pk=event.document_id)
    if withdrawn_at:
        set_timer(kind="documents.purge", subject_id=event.document_id, due=withdrawn_at + clock.UNDO)


@on(DocumentRestored, reader="timers")
def forget_the_purge(event: DocumentRestored) -> None:
    """A document that stands again keeps its files."""
    cancel_timer(kind="documents.purge", subject_id=event.document_id)


@handles("documents.purge")
def purge(document_id: int) -> None:
    """Take the files of a withdrawn document away for good."""
    _forget(purge_document(document_id=document_id))


@on(DocumentAdded, reader="documents", may_emit_events=(DocumentRead,))
def read_the_document(event: DocumentAdded) -> None:
    """Make it findable by what its files say; in a reader of its own, so that a slow file holds up nobody else."""
    _read(event.document_id)


@on(VersionAdded, reader="documents", may_emit_events=(DocumentRead,))
def read_the_version(event: VersionAdded) -> None:
    """Find what the newest versions say."""
    _read(event.document_id)


@on(DocumentChanged, reader="documents", may_emit_events=(DocumentRead,))
def read_what_was_corrected(event: DocumentChanged) -> None:
    """Find it by its title of today."""
    _read(event.document_id)


@on(DocumentWithdrawn, reader="documents", may_emit_events=(DocumentRead,))
def forget_the_words(event: DocumentWithdrawn) -> None:
    """Find a withdrawn document by its symbol and title only."""
    _read(event.document_id)


@on(DocumentRestored, reader="documents", may_emit_events=(DocumentRead,))
def read_it_again(event: DocumentRestored) -> None:
    """Find it again."""
    _read(event.document_id)


@hears_text
def find_the_words(blob_id: int) -> None:
    """Find documents by what their files say, now that it has been read."""
    for document in documents_saying(blob_id):
        _read(document.pk)


@on(DocumentRead, reader="search")
def index_the_document(event: DocumentRead) -> None:
    """Let the search of all groups find what the library finds, while it stands."""
    document = Document.objects.select_related("group").get(pk=event.document_id)
    if document.withdrawn_at is not None:
        search.drop(kind="documents.document", object_id=document.pk)
        return
    text = Text.objects.values_list("text", flat=True).filter(document=document).first() or ""
    search.put(
        kind="documents.document",
        object_id=document.pk,
        group_id=document.group_id,
        title=f"{document.cited}: {document.title}",
        text=text[:KEPT],
        beyond=text[KEPT:],
        url=document.get_absolute_url(),
        at=document.changed_at,
    )


@on(ArchiveAsked, reader="documents")
def wake_a_worker(event: ArchiveAsked) -> None:
    """Make it now; the sweep does so when this hint is lost."""
    on_commit(lambda: build.delay(event.archive_id), robust=True)


@on(ArchiveChanged, reader="timers")
def time_the_end(event: ArchiveChanged) -> None:
    """Take an archive away when its time has come."""
    archive = Archive.objects.filter(pk=event.archive_id, state=Archive.State.READY).first()
    if archive and archive.expires_at:
        set_timer(kind="documents.archive_expires", subject_id=archive.pk, due=archive.expires_at)


@handles("documents.archive_expires")
def expire(archive_id: int) -> None:
    """Take an archive's file away."""
    _forget(expire_archive(archive_id=archive_id))


@slots.fill("due")
def due_archives() -> list[str]:
    """Make in this process what waits for a worker, a line for what was done."""
    made = sweep()
    return [f"{made} archives made"] if made else []


def _forget(file_ids: list[int]) -> None:
    for file in File.objects.filter(pk__in=file_ids):
        forget_file(file=file)


def _read(document_id: int) -> None:
    document = Document.objects.get(pk=document_id)
    blobs = blobs_of(document)
    for blob in blobs:
        want_text(blob=blob)
    text = words_of(blobs)
    heading = f"{document.cited} {document.symbol} {document.title}"
    read_words(document=document, text=text, words=vector_of(heading, text))


def _readers(event: OfDocument) -> set[int]:
    """Return the ids of those who may know of the document today."""
    marking = Document.objects.values_list("marking", flat=True).get(pk=event.document_id)
    readers = readers_of_marking(event.group_id, marking)
    return members_by_group([event.group_id])[event.group_id] if readers is None else readers


def _tell(kind: str, event: OfDocument, subject_id: int, people: Iterable[int]) -> None:
    file_notices(
        kind=kind,
        key=str(subject_id),
        readers=sorted(people),
        group_id=event.group_id,
        subject_id=subject_id,
        at=clock.now(),
    )
