"""Who may write, read and acknowledge circulars, and the guarded way to each."""

from workgroups.circulars.models import Circular, Recipient, Template
from workgroups.circulars.queries import is_asked, readable_by, recipient_of
from workgroups.core.errors import Missing
from workgroups.groups.permissions import Member, can_manage, can_speak, require
from workgroups.notifications.models import Delivery

State = Circular.State


def can_write(member: Member) -> bool:
    """Write and send circulars: officers, while the group is open."""
    return can_manage(member) and can_speak(member)


def can_acknowledge(member: Member, circular: Circular, recipient: Recipient | None) -> bool:
    """Acknowledge a circular: to whom it went and who is asked to, while the group is open."""
    return can_speak(member) and is_asked(circular, recipient)


def circular_for(member: Member, year: int, number: int, *, may: str = "read") -> Circular:
    """Return a circular that went out; raises Missing, or NotAllowed when it may be read and nothing more.

    `may` is read, acknowledge or manage (see who has acknowledged, remind, correct).
    """
    found = Circular.objects.filter(readable_by(member), group=member.group, state=State.SENT, year=year, number=number)
    circular = found.select_related("group__programme", "by", "corrects__group").prefetch_related("texts").first()
    if circular is None:
        raise Missing
    if may == "acknowledge":
        require(can_acknowledge(member, circular, recipient_of(circular, member.person)))
    elif may == "manage":
        require(can_manage(member))
    return circular


def draft_for(member: Member, pk: int, *, states: tuple[str, ...] = (State.DRAFT, State.WAITING)) -> Circular:
    """Return a circular that has not gone out, for officers; raises Missing for everybody else: they know of none."""
    found = Circular.objects.filter(group=member.group, pk=pk, state__in=states)
    circular = found.select_related("group__programme", "by", "corrects__group").prefetch_related("texts").first()
    if circular is None or not can_manage(member):
        raise Missing
    return circular


def template_for(member: Member, pk: int) -> Template:
    """Return one of the group's own templates, for officers; raises Missing."""
    found = Template.objects.filter(group=member.group, pk=pk).prefetch_related("texts").first()
    if found is None or not can_manage(member):
        raise Missing
    return found


def delivery_for(member: Member, pk: int) -> Delivery:
    """Return a mail that went out on behalf of the member's group, for its officers; raises Missing."""
    found = Delivery.objects.filter(group=member.group, pk=pk).select_related("person").first()
    if found is None or not can_manage(member):
        raise Missing
    return found
