"""Read people."""

from workgroups.accounts.models import Person


def person_with_email(email: str) -> Person | None:
    """Return whom an address belongs to, by any of their verified addresses; case does not matter."""
    address = email.strip().lower()
    found = Person.objects.filter(emailaddress__email=address, emailaddress__verified=True).first()
    return found or Person.objects.filter(email=address).first()
