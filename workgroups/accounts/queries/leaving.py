"""Read what keeps somebody from leaving, and where they can be reached until they have left."""

from allauth.account.models import EmailAddress

from workgroups.accounts.models import Person
from workgroups.accounts.registry import Obstacle
from workgroups.core import slots


def obstacles_of(person: Person) -> list[Obstacle]:
    """Return what somebody has to pass on or finish before they can leave; every domain is asked."""
    return [one for found in slots.gather("accounts.obstacles", person) for one in found]


def is_last_operator(person: Person) -> bool:
    """Return whether nobody else runs the installation."""
    others = Person.objects.filter(is_operator=True, is_active=True, leaves_at=None).exclude(pk=person.pk)
    return person.is_operator and not others.exists()


def addresses_of(person: Person) -> set[str]:
    """Return all of somebody's addresses, in small letters."""
    own = set(EmailAddress.objects.filter(user=person).values_list("email", flat=True))
    return {one.lower() for one in own | {person.email or ""} if one}
