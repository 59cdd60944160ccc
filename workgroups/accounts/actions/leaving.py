"""Leave the installation: asked for, taken back for seven days, then carried out for good."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.db import models, transaction

from workgroups.accounts.events import LeavingAsked, LeavingUndone, PersonLeft
from workgroups.accounts.models import FORMER, Person
from workgroups.accounts.queries import columns_of, kinds_kept, obstacles_of
from workgroups.core import clock, slots
from workgroups.core.errors import Refused
from workgroups.events.actions import emit

GRACE = timedelta(days=7)
_FILE = "files.File"
FORGOTTEN = {  # what a former member is: a row that words and seats hang on
    "name": FORMER,
    "latin_name": "",
    "sort_key": "former member",
    "email": None,
    "language": "en",
    "time_zone": "UTC",
    "day_begins": 9,
    "day_ends": 18,
    "working_days": [0, 1, 2, 3, 4],
    "is_active": False,
    "is_operator": False,
    "last_login": None,
    "leaves_at": None,
}


@transaction.atomic
def ask_to_leave(*, person: Person) -> None:
    """Leave in seven days: every session ends, nothing is lost until then. Raises Refused while something holds one."""
    held = Person.objects.select_for_update().get(pk=person.pk)
    if held.leaves_at:
        return
    if reasons := obstacles_of(held):
        raise Refused(" ".join(one.words for one in reasons))
    person.leaves_at = clock.now() + GRACE
    Person.objects.filter(pk=person.pk).update(leaves_at=person.leaves_at)
    for session in UserSession.objects.filter(user=person):
        session.end()
    slots.gather("accounts.rights_changed", person)
    emit(LeavingAsked(person_id=person.pk))


@transaction.atomic
def stay(*, person: Person) -> None:
    """Take one's leaving back, as long as it has not been carried out."""
    if not Person.objects.filter(pk=person.pk, erased_at=None).exclude(leaves_at=None).update(leaves_at=None):
        return
    person.leaves_at = None
    slots.gather("accounts.rights_changed", person)
    emit(LeavingUndone(person_id=person.pk))


@transaction.atomic
def erase_person(*, person_id: int) -> list[int]:
    """Carry a leaving out once its day has come; return the ids of files that nothing needs now.

    The row stays without a name, because words, seats and votes hang on it. What else goes is said by the domains:
    rows of the kinds that they name (`registry.Kept.goes`), and what they do in the slot `accounts.erasing`.
    """
    due = Person.objects.select_for_update().filter(pk=person_id, erased_at=None, leaves_at__lte=clock.now())
    person = due.first()
    if person is None:
        return []
    slots.gather("accounts.erasing", person)
    files = _let_go(person)
    person.set_unusable_password()
    Person.objects.filter(pk=person.pk).update(**FORGOTTEN, password=person.password, erased_at=clock.now())
    slots.gather("accounts.rights_changed", person)
    emit(PersonLeft(person_id=person.pk))
    return files


def _let_go(person: Person) -> list[int]:
    """Delete the rows that go with a person; return the files that they held."""
    for session in UserSession.objects.filter(user=person):
        session.end()
    files: list[int] = []
    for model, columns in columns_of(tuple(name for kind in kinds_kept() for name in kind.goes)).items():
        own = models.Q()
        for column in columns:
            own |= models.Q(**{column.name: person})
        rows = model._base_manager.filter(own)
        for held in (one for one in model._meta.fields if one.related_model and one.related_model._meta.label == _FILE):
            files += rows.exclude(**{held.name: None}).values_list(held.attname, flat=True)
        rows.delete()
    return files
