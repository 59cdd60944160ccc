"""Make programmes and say what they are: their words, the kinds of collaboration they offer, their events."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.core import dates
from workgroups.core import text as words
from workgroups.core.errors import Refused
from workgroups.events.actions import emit
from workgroups.groups.events import ProgrammeChanged, ProgrammeCreated
from workgroups.groups.models import Collaboration, Group, Occasion, Programme
from workgroups.groups.permissions import require, require_editor


@transaction.atomic
def create_programme(*, actor: Person, slug: str, name: str, purpose: str = "", contact_email: str = "") -> Programme:
    """Make a programme; for officers of the installation."""
    require(actor.is_operator)
    if Programme.objects.filter(slug=slug).exists():
        raise Refused(_("There is a programme at this address already; choose another."), field="slug")
    programme = Programme.objects.create(
        slug=slug, name=words.single_line(name), purpose=purpose, contact_email=contact_email
    )
    emit(ProgrammeCreated(programme_id=programme.pk, actor_id=actor.pk))
    return programme


@transaction.atomic
def change_programme(
    *,
    actor: Person,
    programme: Programme,
    name: str,
    purpose: str,
    about: str = "",
    host: str = "",
    founded_year: int | None = None,
    contact_email: str = "",
    contact_words: str = "",
    language: str = "en",
    is_public: bool = True,
) -> Programme:
    """Say what a programme is: purpose in two or three sentences, about in Markdown; its editors only."""
    require_editor(actor, programme)
    if not (name := words.single_line(name)):
        raise Refused(_("A programme needs a name."), field="name")
    fields = {
        "name": name,
        "purpose": purpose.strip(),
        "about": about.strip(),
        "host": words.single_line(host),
        "founded_year": founded_year,
        "contact_email": contact_email.strip(),
        "contact_words": contact_words.strip(),
        "language": language,
        "is_public": is_public,
    }
    Programme.objects.filter(pk=programme.pk).update(**fields)
    programme.refresh_from_db()
    emit(ProgrammeChanged(programme_id=programme.pk, actor_id=actor.pk))
    return programme


@transaction.atomic
def choose_desk(*, actor: Person, programme: Programme, desk: Group | None) -> None:
    """Let a group take what members write to the secretariat, or none. Operators only."""
    require(actor.is_operator)
    if desk and desk.programme_id != programme.pk:
        raise Refused(_("That group belongs to another programme."), field="desk")
    Programme.objects.filter(pk=programme.pk).update(desk=desk)
    emit(ProgrammeChanged(programme_id=programme.pk, actor_id=actor.pk))


@transaction.atomic
def add_collaboration(
    *, actor: Person, programme: Programme, name: str, text: str, link: str = "", position: int | None = None
) -> Collaboration:
    """Add a kind of collaboration, after the others unless it is given a place."""
    require_editor(actor, programme)
    last = programme.collaborations.aggregate(last=Max("position"))["last"] or 0
    made = Collaboration.objects.create(
        programme=programme, position=position or last + 1, name=_one_line(name), text=text.strip(), link=link
    )
    emit(ProgrammeChanged(programme_id=programme.pk, actor_id=actor.pk))
    return made


@transaction.atomic
def edit_collaboration(
    *, actor: Person, collaboration: Collaboration, name: str, text: str, link: str = "", position: int | None = None
) -> None:
    """Write a kind of collaboration anew; it stays at its place unless it is given another."""
    require_editor(actor, collaboration.programme)
    found = Collaboration.objects.filter(pk=collaboration.pk)
    place = position or collaboration.position
    found.update(name=_one_line(name), text=text.strip(), link=link, position=place)
    emit(ProgrammeChanged(programme_id=collaboration.programme_id, actor_id=actor.pk))


@transaction.atomic
def remove_collaboration(*, actor: Person, collaboration: Collaboration) -> None:
    """Take a kind of collaboration off the page."""
    require_editor(actor, collaboration.programme)
    Collaboration.objects.filter(pk=collaboration.pk).delete()
    emit(ProgrammeChanged(programme_id=collaboration.programme_id, actor_id=actor.pk))


@transaction.atomic
def add_occasion(
    *,
    actor: Person,
    programme: Programme,
    name: str,
    text: str = "",
    place: str = "",
    year: int | None = None,
    month: int | None = None,
    day: int | None = None,
    link: str = "",
    position: int | None = None,
) -> Occasion:
    """Add an event that the programme held or took part in, after the others unless it is given a place."""
    require_editor(actor, programme)
    dates.require_real(year, month, day)
    last = programme.occasions.aggregate(last=Max("position"))["last"] or 0
    made = Occasion.objects.create(
        programme=programme,
        position=position or last + 1,
        name=_one_line(name),
        text=text.strip(),
        place=_one_line(place),
        year=year,
        month=month,
        day=day,
        link=link,
    )
    emit(ProgrammeChanged(programme_id=programme.pk, actor_id=actor.pk))
    return made


@transaction.atomic
def edit_occasion(
    *,
    actor: Person,
    occasion: Occasion,
    name: str,
    text: str = "",
    place: str = "",
    year: int | None = None,
    month: int | None = None,
    day: int | None = None,
    link: str = "",
    position: int | None = None,
) -> None:
    """Write an event anew; it stays at its place among the others unless it is given another."""
    require_editor(actor, occasion.programme)
    dates.require_real(year, month, day)
    fields = {"name": _one_line(name), "text": text.strip(), "place": _one_line(place), "link": link}
    found = Occasion.objects.filter(pk=occasion.pk)
    found.update(**fields, year=year, month=month, day=day, position=position or occasion.position)
    emit(ProgrammeChanged(programme_id=occasion.programme_id, actor_id=actor.pk))


@transaction.atomic
def remove_occasion(*, actor: Person, occasion: Occasion) -> None:
    """Take an event off the page."""
    require_editor(actor, occasion.programme)
    Occasion.objects.filter(pk=occasion.pk).delete()
    emit(ProgrammeChanged(programme_id=occasion.programme_id, actor_id=actor.pk))


def _one_line(value: str) -> str:
    return words.single_line(value)
