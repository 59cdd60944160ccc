"""Who writes a programme's pages, and the guarded way to their parts."""

from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.core.errors import Missing
from workgroups.groups.models import (
    Collaboration,
    Occasion,
    ParticipantList,
    Programme,
    ProgrammeYear,
)
from workgroups.groups.permissions.members import or_missing, require
from workgroups.groups.queries import programmes_edited_by


def can_edit_programme(person: Person, programme: Programme) -> bool:
    """Edit a programme's pages: the installation's officers, and chairs and secretariat of its groups at work."""
    return person.is_operator or programme.pk in set(programmes_edited_by(person).values_list("pk", flat=True))


def require_editor(actor: Person, programme: Programme) -> None:
    """Let only a programme's editors pass: the first line of an action on its public pages."""
    words = _("The chairs and the secretariat of a programme's active groups write its pages.")
    require(actor.is_active and can_edit_programme(actor, programme), words)


def programme_for(slug: str) -> Programme:
    """Return a programme that has public pages, or raise Missing."""
    return or_missing(Programme.objects.filter(slug=slug, is_public=True).first())


def programme_edited_by(person: Person, slug: str) -> Programme:
    """Return a programme for one of its editors; Missing to those who may not know of it, NotAllowed to others."""
    found = or_missing(Programme.objects.filter(slug=slug).first())
    if not can_edit_programme(person, found) and not found.is_public:
        raise Missing
    require_editor(person, found)
    return found


def year_for(programme: Programme, year: int) -> ProgrammeYear:
    """Return a published year of a programme, or raise Missing."""
    return or_missing(programme.years.filter(year=year, state=ProgrammeYear.State.PUBLISHED).first())


def year_edited(programme: Programme, year: int) -> ProgrammeYear:
    """Return a year of a programme for its editors, draft or not; the caller has asked who they are."""
    return or_missing(programme.years.filter(year=year).first())


def collaboration_of(programme: Programme, number: int) -> Collaboration:
    """Return a kind of collaboration of a programme for its editors."""
    return or_missing(programme.collaborations.filter(pk=number).first())


def occasion_of(programme: Programme, number: int) -> Occasion:
    """Return an event of a programme for its editors."""
    return or_missing(programme.occasions.filter(pk=number).first())


def participants_of(programme: Programme, number: int) -> ParticipantList:
    """Return a list of participants of a programme for its editors."""
    return or_missing(programme.participant_lists.select_related("of").filter(pk=number).first())
