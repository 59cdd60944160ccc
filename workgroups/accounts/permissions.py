"""The guarded way to what is a person's own."""

from allauth.usersessions.models import UserSession

from workgroups.accounts.models import Person
from workgroups.core.errors import Missing


def session_for(person: Person, number: int) -> UserSession:
    """Return one of a person's own sessions; raises Missing for everybody else's."""
    found: UserSession | None = UserSession.objects.filter(pk=number, user=person).first()
    if found is None:
        raise Missing
    return found
