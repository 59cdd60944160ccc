"""Read the demonstration: whether it stands, and who can be signed in as with one click."""

from workgroups.accounts.queries import CastMember
from workgroups.core import slots
from workgroups.demo.logic.roster import GROUP_SLUG, SIGN_INS, person_of
from workgroups.groups.models import Group


def record_stands() -> bool:
    """Whether the record was built: it comes in one transaction, so its group stands for all of it."""
    return Group.objects.filter(slug=GROUP_SLUG).exists()


@slots.fill("accounts.cast")
def cast() -> list[CastMember]:
    """The people of the sign-in page, in the order of the contract; nobody before the record stands."""
    if not record_stands():
        return []
    found = [(person_of(handle), sign_in) for handle, sign_in in SIGN_INS.items()]
    return [CastMember(person.email, person.name, str(sign_in.seat), str(sign_in.hint)) for person, sign_in in found]
