"""Bring new versions of a document, in a language that it has or a further one."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from workgroups.core import clock
from workgroups.core.errors import Refused
from workgroups.core.text import single_line
from workgroups.documents.events import VersionAdded
from workgroups.documents.logic import names, symbols
from workgroups.documents.models import Document, Rendition, Version, Watching
from workgroups.documents.permissions import brought_file, can_change
from workgroups.events.actions import emit
from workgroups.groups.permissions import Member, require

LONGEST_NOTE = 500


@transaction.atomic
def add_version(
    *, actor: Member, document: Document, language: str, file_id: int, note: str = "", is_revision: bool = False
) -> Version:
    """Bring a new version; as a revision it is published as the next Rev. of the symbol. Raises Refused."""
    locked = Document.objects.select_for_update(no_key=True, of=("self",)).select_related("group").get(pk=document.pk)
    require(can_change(actor, locked))
    locked.changed_at = clock.now()
    if is_revision:
        locked.revision += 1
    locked.save(update_fields=["changed_at", "revision"])
    version = write_version(actor=actor, document=locked, language=language, file_id=file_id, note=note)
    emit(
        VersionAdded(
            group_id=actor.group.pk,
            document_id=locked.pk,
            actor_id=actor.person.pk,
            marking=locked.marking,
            version_id=version.pk,
            is_revision=is_revision,
        )
    )
    return version


def write_version(*, actor: Member, document: Document, language: str, file_id: int, note: str) -> Version:
    """Write a version's row and give its file to it; inside the caller's transaction."""
    note = single_line(note)
    if len(note) > LONGEST_NOTE:
        raise Refused(_("The note is too long: at most %s characters.") % LONGEST_NOTE, field="note")
    if not language or len(language) > 12:
        raise Refused(_("Choose the language of the text."), field="language")
    file = brought_file(actor, file_id)
    rendition, _made = Rendition.objects.get_or_create(document=document, language=language)
    number = (rendition.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    version = Version.objects.create(
        rendition=rendition,
        number=number,
        revision=document.revision,
        file=file,
        brought_as=file.name,
        note=note,
        by=actor.person,
        at=clock.now(),
    )
    Rendition.objects.filter(pk=rendition.pk).update(current=version)
    file.subject_id = version.pk
    file.save(update_fields=["subject_id"])
    name_files(document=document)
    Watching.objects.get_or_create(document=document, person=actor.person)
    return version


def name_files(*, document: Document) -> None:
    """Give the files of all versions the names that their document's marking asks for; in the caller's transaction."""
    versions = Version.objects.filter(rendition__document=document).exclude(file=None)
    for version in versions.select_related("rendition", "file"):
        name = names.file_name(
            symbol=symbols.revision_of(document.symbol, version.revision),
            language=version.rendition.language,
            marking=document.marking,
            brought_as=version.brought_as,
        )
        if version.file and version.file.name != name:
            version.file.name = name
            version.file.save(update_fields=["name"])
