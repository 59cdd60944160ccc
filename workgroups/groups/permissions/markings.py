"""Which markings somebody reads, and which they may give."""

from django.utils.translation import gettext as _

from workgroups.core.errors import Refused
from workgroups.groups.models import Marking
from workgroups.groups.permissions.members import Member, can_manage, require

EVERYBODY = frozenset({Marking.PUBLIC, Marking.GROUP, Marking.UNATTRIBUTED})
PARTICIPANTS = EVERYBODY | {Marking.RESTRICTED}


def markings_read(member: Member) -> frozenset[str]:
    """Return the markings of what a member may know of: filter every list and loader by them."""
    return PARTICIPANTS if member.participates else EVERYBODY


def can_read_marking(member: Member, marking: str) -> bool:
    """Whether things of this marking exist for a member."""
    return marking in markings_read(member)


def markings_offered(member: Member) -> list[Marking]:
    """Return the markings that a member may give to something new; only officers make it public."""
    kept = set() if can_manage(member) else {Marking.PUBLIC}
    allowed = markings_read(member) & set(member.group.markings) - kept
    return [marking for marking in Marking if marking in allowed]


def first_marking(member: Member) -> Marking:
    """Return the marking of something new unless another is chosen: the group's, where the member may give it."""
    own = Marking(member.group.default_marking)
    return own if own in markings_offered(member) else Marking.GROUP


def require_marking(member: Member, marking: str) -> None:
    """Refuse a marking that the member may not give: the second line of an action that makes something."""
    if marking not in markings_offered(member):
        raise Refused(_("Choose one of the markings that the group uses."), field="marking")


def require_remarking(member: Member, before: str, after: str) -> None:
    """Let officers alone change a marking, to one of the group's that is another; the first lines of such an action."""
    require(member.is_officer, _("The chairs and the secretariat change a marking."))
    require_marking(member, after)
    if before == after:
        raise Refused(_("It has this marking already."), field="marking")
