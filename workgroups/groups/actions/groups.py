"""Make groups, say what a group is for, and bring bodies into it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.core import clock, text
from workgroups.core.errors import Refused
from workgroups.events.actions import emit
from workgroups.groups.actions.epoch import open_epoch
from workgroups.groups.events import DelegationAdded, GroupChanged, GroupCreated, TermAdded
from workgroups.groups.models import Body, Delegation, Group, Office, Programme, Term
from workgroups.groups.permissions import require, require_officer


@transaction.atomic
def create_group(
    *,
    actor: Person,
    programme: Programme,
    slug: str,
    name: str,
    purpose: str = "",
    demonstration: bool = False,
    kind: str = Group.Kind.STANDING,
    profile: str = Group.Profile.EXCHANGE,
) -> Group:
    """Make a group; its maker becomes its secretariat until somebody else is named."""
    require(actor.is_operator)
    if Group.objects.filter(slug=slug).exists():
        raise Refused(_("There is a group at this address already; choose another."), field="slug")
    group = Group.objects.create(
        programme=programme,
        slug=slug,
        name=text.single_line(name),
        purpose=purpose,
        is_demonstration=demonstration,
        kind=kind,
        profile=profile,
    )
    Office.objects.create(group=group, person=actor, role=Office.Role.SECRETARIAT, since=clock.now().date())
    emit(GroupCreated(group_id=group.pk, actor_id=actor.pk))
    return group


@transaction.atomic
def change_group(*, actor: Person, group: Group, name: str, purpose: str) -> None:
    """Say what a group is called and for; officers only."""
    require_officer(actor, group)
    name = text.single_line(name)
    if not name:
        raise Refused(_("A group needs a name."), field="name")
    Group.objects.filter(pk=group.pk).update(name=name, purpose=purpose.strip())
    emit(GroupChanged(group_id=group.pk, actor_id=actor.pk))


@transaction.atomic
def add_term(*, actor: Person, group: Group, name: str, since: date, until: date | None = None) -> Term:
    """Say from when to when a group works; the years of its programme list it by its terms."""
    require_officer(actor, group)
    if until and until < since:
        raise Refused(_("A term ends after it begins."), field="until")
    term = Term.objects.create(group=group, name=text.single_line(name), since=since, until=until)
    emit(TermAdded(group_id=group.pk, term_id=term.pk, actor_id=actor.pk))
    return term


@transaction.atomic
def add_delegation(
    *,
    actor: Person,
    group: Group,
    body_name: str,
    kind: str = Body.Kind.STATE,
    standing: str = Delegation.Standing.PARTICIPATING,
    country: str = "",
    names: dict[str, str] | None = None,
    since: date | None = None,
) -> Delegation:
    """Bring a body into the group; when the installation does not know it yet, it is made with `names` by language."""
    require_officer(actor, group)
    body_name = text.single_line(body_name)
    made = {"kind": kind, "country": country, "names": names or {}, "sort_key": text.fold(body_name)}
    body, _made = Body.objects.get_or_create(name=body_name, defaults=made)
    if Delegation.objects.filter(group=group, body=body).exists():
        raise Refused(_("%(body)s has a delegation in this group already.") % {"body": body.name}, field="body_name")
    delegation = Delegation.objects.create(group=group, body=body, standing=standing, since=since or clock.now().date())
    open_epoch(group)
    emit(DelegationAdded(group_id=group.pk, delegation_id=delegation.pk, actor_id=actor.pk))
    return delegation
