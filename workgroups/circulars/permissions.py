"""Who may write, read and acknowledge circulars, and the guarded way to each."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from workgroups.circulars.models import Circular, Print, Recipient, Template
from workgroups.circulars.queries import is_asked, readable_by, recipient_of
from workgroups.core.errors import Missing
from workgroups.files.models import File
from workgroups.files.registry import loose_of, reader_of
from workgroups.groups.permissions import Member, can_manage, can_speak, member_of, require
from workgroups.notifications.models import Delivery

State = Circular.State
PRINTS = "circulars.print"


def can_write(member: Member) -> bool:
    """Write and send circulars: officers, while the group is open."""
    return can_manage(member) and can_speak(member)


def can_acknowledge(member: Member, circular: Circular, recipient: Recipient | None) -> bool:
    """Acknowledge a circular: to whom it went and who is asked to, while the group is open."""
    return can_speak(member) and is_asked(circular, recipient)


def can_read_sent(member: Member, circular: Circular) -> bool:
    """Read a circular that went out; one query."""
    return Circular.objects.filter(readable_by(member), group=member.group, state=State.SENT, pk=circular.pk).exists()


@reader_of(PRINTS)
def can_read_print(user: Any, file: File) -> bool:
    """Whoever had it made, as long as they may read the circular."""
    if not user.is_authenticated or file.subject_id is None:
        return False
    found = Print.objects.select_related("circular__group").filter(pk=file.subject_id, person=user, file=file).first()
    member = member_of(user, found.circular.group) if found else None
    return found is not None and member is not None and can_read_sent(member, found.circular)


@loose_of(PRINTS)
def left_prints(files: "QuerySet[File]") -> "QuerySet[File]":
    """PDFs in whose place another one stands."""
    return files.filter(~Exists(Print.objects.filter(file=OuterRef("pk"))))


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
