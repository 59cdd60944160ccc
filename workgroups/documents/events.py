"""What happens in a library."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from workgroups.events.events import Event, Log, Told
from workgroups.groups.events import OfMarked


@dataclass(frozen=True)
class OfDocument(OfMarked):
    """Something that a document's open page and the list of documents show."""

    shows: ClassVar[tuple[str, ...]] = ("document:{document_id}", "documents")

    group_id: int
    document_id: int
    actor_id: int
    marking: str


@dataclass(frozen=True)
class DocumentAdded(OfDocument, Event):
    """A document with its first version."""

    name: ClassVar[str] = "documents.added"
    words = _("added a document")


@dataclass(frozen=True)
class VersionAdded(OfDocument, Event):
    """A new version, in a language that the document had or a further one."""

    name: ClassVar[str] = "documents.version_added"
    words = _("added a version of a document")
    version_id: int
    is_revision: bool


@dataclass(frozen=True)
class DocumentChanged(OfDocument, Event):
    """Its title, type, marking, delegation or deadline is another one now."""

    name: ClassVar[str] = "documents.changed"
    words = _("changed a document")


@dataclass(frozen=True)
class DocumentWithdrawn(OfDocument, Event):
    name: ClassVar[str] = "documents.withdrawn"
    words = _("withdrew a document")


@dataclass(frozen=True)
class DocumentRestored(OfDocument, Event):
    """A withdrawal was undone in time."""

    name: ClassVar[str] = "documents.restored"
    words = _("restored a document")


@dataclass(frozen=True)
class DocumentPurged(OfDocument, Event):
    """A withdrawn document has lost its files for good."""

    name: ClassVar[str] = "documents.purged"
    when_closed = True


@dataclass(frozen=True)
class DocumentRead(OfMarked, Event):
    """The product has read the words of a document's files: from now on they are found."""

    name: ClassVar[str] = "documents.read"
    when_closed = True
    shows = ("document:{document_id}:text",)
    group_id: int
    document_id: int
    marking: str


@dataclass(frozen=True)
class SchemeChanged(Event):
    """The group numbers its documents in another way, or uses other types or languages."""

    name: ClassVar[str] = "documents.scheme_changed"
    words = _("changed how documents are numbered")
    shows = ("documents",)
    group_id: int
    actor_id: int


@dataclass(frozen=True)
class OfReader:
    """Something that only one reader's own pages show."""

    log: ClassVar[Log] = "person"
    told: ClassVar[Told] = "person"

    group_id: int
    person_id: int


@dataclass(frozen=True)
class WatchingChosen(OfReader, Event):
    name: ClassVar[str] = "documents.watching_chosen"
    when_closed = True
    shows = ("document:{document_id}:own",)
    document_id: int


@dataclass(frozen=True)
class ArchiveAsked(OfReader, Event):
    name: ClassVar[str] = "documents.archive_asked"
    when_closed = True
    shows = ("archive:{archive_id}",)
    archive_id: int


@dataclass(frozen=True)
class ArchiveChanged(OfReader, Event):
    """It is further on, ready, failed or gone."""

    name: ClassVar[str] = "documents.archive_changed"
    when_closed = True
    shows = ("archive:{archive_id}",)
    archive_id: int
