"""What allauth asks of us in its own shape."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from workgroups.accounts.models import Person


def display_name(person: Person) -> str:
    """Return the name that allauth's pages and mails show."""
    return person.name


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth brings no types
    """Accounts come by invitation, nomination or request, never by a public form."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
