"""What forms about documents offer to a member."""

from workgroups.documents.models import Document
from workgroups.groups.models import Delegation
from workgroups.groups.permissions import Member, can_manage
from workgroups.groups.queries import as_read, delegations_in


def delegations_for(member: Member, document: Document | None = None) -> list[Delegation]:
    """Return the delegations in whose name a member may bring documents: their own; officers any of the group."""
    own = set(member.delegation_ids) | ({document.delegation_id} if document else set())
    found = delegations_in(member.group)
    return as_read(found if can_manage(member) else found.filter(pk__in=[pk for pk in own if pk]))
