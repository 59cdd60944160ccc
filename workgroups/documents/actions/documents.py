"""Bring documents, change what is said about them, withdraw them."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import available_timezones

from django.db import transaction
from django.utils.translation import gettext as _

from workgroups.core import clock
from workgroups.core.errors import Refused
from workgroups.core.text import fold, single_line
from workgroups.documents.actions.numbers import numbered
from workgroups.documents.actions.versions import name_files, write_version
from workgroups.documents.events import (
    DocumentAdded,
    DocumentChanged,
    DocumentPurged,
    DocumentRestored,
    DocumentWithdrawn,
    WatchingChosen,
)
from workgroups.documents.logic.deadlines import instant_of
from workgroups.documents.models import Document, Version, Watching
from workgroups.documents.permissions import can_add, can_change, can_read, can_restore, can_withdraw
from workgroups.events.actions import emit
from workgroups.groups.models import Delegation
from workgroups.groups.permissions import Member, can_manage, require, require_marking, require_remarking

LONGEST_TITLE = 200
LONGEST_NOTE = 300
MOST_FILES = 50  # in one upload


@dataclass(frozen=True)
class Given:
    """What a document is a paper for, and until when it had to be there; without a day there is no deadline."""

    words: str = ""
    kind: str = ""
    day: date | None = None
    at: time | None = None
    zone: str = "UTC"

    @property
    def due(self) -> datetime | None:
        """The first instant that is too late."""
        if self.day is None or not self.kind:
            return None
        return instant_of(kind=self.kind, day=self.day, at=self.at, zone=self.zone)


@transaction.atomic
def add_document(
    *,
    actor: Member,
    title: str,
    files: dict[str, int],
    type: str = Document.Type.WORKING,  # noqa: A002  (the word of the form and of the table)
    marking: str = "group",
    delegation: Delegation | None = None,
    parent: Document | None = None,
    part: str = "",
    given: Given | None = None,
    note: str = "",
) -> Document:
    """Put a document into the library under the next symbol; `files` gives the id of a loose file by language.

    With a `parent` it is an addendum (`add`) or a corrigendum (`corr`) of that. Raises Refused.
    """
    require(can_add(actor) and (parent is None or can_read(actor, parent)))
    if not files:
        raise Refused(_("Choose a file first."), field="files")
    require_marking(actor, marking)
    _refuse_foreign(actor, delegation)
    document = numbered(group=actor.group, parent=parent, part=part, marking=marking)
    document.by, document.came_at = actor.person, clock.now()
    document.changed_at = document.came_at
    _say(actor, document, title=title, type=type, marking=marking, delegation=delegation, given=given or Given())
    document.save(force_insert=True)
    for language, file_id in files.items():
        write_version(actor=actor, document=document, language=language, file_id=file_id, note=note)
    emit(DocumentAdded(**_of(actor, document)))
    return document


@transaction.atomic
def change_document(
    *,
    actor: Member,
    document: Document,
    title: str,
    type: str,  # noqa: A002
    marking: str,
    delegation: Delegation | None,
    given: Given,
) -> Document:
    """Correct what is said about a document; its number and symbol stay. Its files carry their new names at once."""
    locked = _locked(document)
    require(can_change(actor, locked))
    _refuse_foreign(actor, delegation, before=locked.delegation_id)
    before = locked.marking
    if marking != locked.marking:
        require_remarking(actor, locked.marking, marking)
    _say(actor, locked, title=title, type=type, marking=marking, delegation=delegation, given=given)
    locked.save()
    name_files(document=locked)
    heard = before if locked.is_restricted else locked.marking  # whoever loses sight of it must hear of that
    emit(DocumentChanged(**_of(actor, locked) | {"marking": heard}))
    return locked


@transaction.atomic
def withdraw_document(*, actor: Member, document: Document, note: str = "") -> None:
    """Take a document back: its number and title stay as a trace, its files are refused to everybody."""
    locked = _locked(document)
    require(can_withdraw(actor, locked))
    note = single_line(note)
    if len(note) > LONGEST_NOTE:
        raise Refused(_("The reason is too long: at most %s characters.") % LONGEST_NOTE, field="note")
    Document.objects.filter(pk=locked.pk).update(
        withdrawn_at=clock.now(), withdrawn_by=actor.person, withdrawn_note=note
    )
    emit(DocumentWithdrawn(**_of(actor, locked)))


@transaction.atomic
def restore_document(*, actor: Member, document: Document) -> None:
    """Undo a withdrawal within `clock.UNDO`: the document stands again as it stood."""
    locked = _locked(document)
    require(can_restore(actor, locked), _("The withdrawal can no longer be undone."))
    Document.objects.filter(pk=locked.pk).update(withdrawn_at=None, withdrawn_by=None, withdrawn_note="")
    emit(DocumentRestored(**_of(actor, locked)))


@transaction.atomic
def purge_document(*, document_id: int) -> list[int]:
    """Let go of the files of a withdrawn document for good, and return their ids; one that stands again keeps them."""
    locked = Document.objects.select_for_update(of=("self",)).filter(pk=document_id).first()
    if locked is None or locked.withdrawn_by_id is None or locked.is_purged:
        return []
    versions = Version.objects.filter(rendition__document=locked).exclude(file=None)
    files = [pk for pk in versions.values_list("file_id", flat=True) if pk]
    versions.update(file=None)
    Document.objects.filter(pk=locked.pk).update(is_purged=True)
    emit(
        DocumentPurged(
            group_id=locked.group_id,
            document_id=locked.pk,
            actor_id=locked.withdrawn_by_id,
            marking=locked.marking,
        )
    )
    return files


@transaction.atomic
def choose_watching(*, actor: Member, document: Document, watching: bool) -> None:
    """Hear of every new version of a document, or only of its revisions."""
    require(can_read(actor, document))
    if watching:
        Watching.objects.get_or_create(document=document, person=actor.person)
    else:
        Watching.objects.filter(document=document, person=actor.person).delete()
    emit(WatchingChosen(group_id=actor.group.pk, person_id=actor.person.pk, document_id=document.pk))


def _of(actor: Member, document: Document) -> dict[str, Any]:
    """Return what every event of a document says."""
    return {
        "group_id": actor.group.pk,
        "document_id": document.pk,
        "actor_id": actor.person.pk,
        "marking": document.marking,
    }


def _say(
    actor: Member,
    document: Document,
    *,
    title: str,
    type: str,  # noqa: A002
    marking: str,
    delegation: Delegation | None,
    given: Given,
) -> None:
    """Write what is said about a document into its row, checked."""
    title = single_line(title)
    if not title:
        raise Refused(_("Give the document a title: what is it about?"), field="title")
    if len(title) > LONGEST_TITLE:
        raise Refused(_("The title is too long: at most %s characters.") % LONGEST_TITLE, field="title")
    if type not in Document.Type.values:
        raise Refused(_("Choose one of the offered types."), field="type")
    if given.zone not in available_timezones():
        raise Refused(_("Choose a time zone from the list."), field="zone")
    if given.kind and given.day is None:
        raise Refused(_("Give the day of the deadline."), field="day")
    document.title, document.sort_title = title, fold(title)[:LONGEST_TITLE]
    document.type, document.marking, document.delegation = type, marking, delegation
    document.given_for, document.due_kind = single_line(given.words)[:LONGEST_TITLE], given.kind
    document.due_day, document.due_time, document.due_zone = given.day, given.at, given.zone
    document.due_at = given.due
    document.is_late = document.due_at is not None and document.came_at >= document.due_at


def _refuse_foreign(actor: Member, delegation: Delegation | None, before: int | None = None) -> None:
    """Speak for one's own delegation only; officers name any of the group."""
    if delegation is None or delegation.pk == before:
        return
    own = delegation.pk in actor.delegation_ids
    if delegation.group_id != actor.group.pk or not (own or can_manage(actor)):
        raise Refused(_("You bring documents in the name of your own delegation."), field="delegation")


def _locked(document: Document) -> Document:
    locked = Document.objects.select_for_update(no_key=True, of=("self",)).select_related("group")
    return locked.get(pk=document.pk)
