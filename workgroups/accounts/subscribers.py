"""On account events: tell people by mail what became of their account, make copies of data, take them away."""

from uuid import uuid4

from django.conf import settings
from django.db.transaction import on_commit
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from workgroups.accounts.actions import erase_person, expire_copy
from workgroups.accounts.events import CopyAsked, CopyChanged, FactorsReset, LeavingAsked, LeavingUndone
from workgroups.accounts.models import FORMER, DataCopy, Person
from workgroups.accounts.queries import addresses_of
from workgroups.accounts.tasks import build, sweep
from workgroups.core import clock, dates, slots
from workgroups.events.subscribe import on
from workgroups.files.actions import forget_files
from workgroups.files.queries import loose_of_owner
from workgroups.notifications.actions import forget_reader, post_mail
from workgroups.timers.actions import cancel_timer, set_timer
from workgroups.timers.registry import handles


@on(FactorsReset, reader="notifications")
def tell_of_the_reset(event: FactorsReset) -> None:
    """Tell somebody that their second factor was taken away."""
    person = Person.objects.get(pk=event.person_id)
    with override(person.language):
        subject = _("Your second factor was taken away")
        body = _(
            "An operator has taken away the second factor, the passkeys and the recovery codes of your account, and "
            "signed you out everywhere. Your password and mailed codes work as before; set up a new second factor in "
            "your settings.\n\nIf you did not ask for this, write to the operators at once."
        )
    _mail(person, f"factors:{uuid4()}", subject, body)


@on(LeavingAsked, reader="notifications")
def tell_of_the_leaving(event: LeavingAsked) -> None:
    """Say until when it can be undone, and how."""
    person = Person.objects.exclude(leaves_at=None).filter(pk=event.person_id).first()
    if person is None or person.leaves_at is None:
        return
    with override(person.language):
        subject = _("You are leaving")
        body = _(
            "You asked to leave. On %(day)s your account and what it keeps about you are deleted for good.\n\n"
            "To stay, sign in before then; that is all:\n\n%(url)s\n\n"
            "If you did not ask for this, sign in now and change your password."
        )
        url = f"{settings.BASE_URL}{reverse('account_login')}"
        body %= {"day": dates.long_day(person.leaves_at.date()), "url": url}
    _mail(person, f"leaving:{person.pk}:{person.leaves_at.isoformat()}", subject, body)


@on(LeavingAsked, reader="timers")
def time_the_leaving(event: LeavingAsked) -> None:
    """Carry it out when the days to come back are over."""
    person = Person.objects.get(pk=event.person_id)
    if person.leaves_at:
        set_timer(kind="accounts.leaves", subject_id=person.pk, due=person.leaves_at)


@on(LeavingUndone, reader="timers")
def forget_the_leaving(event: LeavingUndone) -> None:
    """They stay."""
    if not Person.objects.filter(pk=event.person_id).exclude(leaves_at=None).exists():
        cancel_timer(kind="accounts.leaves", subject_id=event.person_id)


@handles("accounts.leaves")
def let_go(person_id: int) -> None:
    """Delete what is kept about somebody whose days to come back are over, and the mail that waits for them."""
    person = Person.objects.filter(pk=person_id, leaves_at__lte=clock.now()).first()
    if person is None:
        return
    addresses, names = addresses_of(person), (person.name, person.latin_name)
    files = erase_person(person_id=person_id)
    forget_reader(person_id=person_id, addresses=addresses, names=names, instead=FORMER)
    forget_files(file_ids=[*files, *loose_of_owner(person)])


@on(CopyAsked, reader="accounts")
def wake_a_worker(event: CopyAsked) -> None:
    """Make the copy now; the sweep does so when this hint is lost."""
    on_commit(lambda: build.delay(event.copy_id), robust=True)


@on(CopyChanged, reader="notifications")
def tell_of_the_copy(event: CopyChanged) -> None:
    """Tell somebody that their copy can be fetched, once: also whoever did not ask for it learns of it so."""
    copy = DataCopy.objects.select_related("person").filter(pk=event.copy_id, state=DataCopy.State.READY).first()
    if copy is None or copy.expires_at is None:
        return
    person = copy.person
    with override(person.language):
        subject = _("The copy of your data is ready")
        body = _(
            "What is kept about you stands ready as one file, until %(day)s. You are asked once more who you are "
            "before you get it:\n\n%(url)s\n\nIf you did not ask for it, somebody else may have used your account: "
            "take the copy away on that page, end the sessions that you do not know, and change your password."
        )
        said = {
            "day": dates.long_day(copy.expires_at.date()),
            "url": f"{settings.BASE_URL}{reverse('accounts:my-data')}",
        }
        body %= said
    _mail(person, f"copy:{copy.pk}:{copy.asked_at.isoformat()}", subject, body)


@on(CopyChanged, reader="timers")
def time_the_end(event: CopyChanged) -> None:
    """Take a copy away when its days are over."""
    copy = DataCopy.objects.filter(pk=event.copy_id, state=DataCopy.State.READY).first()
    if copy and copy.expires_at:
        set_timer(kind="accounts.copy_expires", subject_id=copy.pk, due=copy.expires_at)


@handles("accounts.copy_expires")
def expire(copy_id: int) -> None:
    """Take a copy's file away, unless it is made anew: that one has days of its own."""
    if DataCopy.objects.filter(pk=copy_id, state=DataCopy.State.READY, expires_at__lte=clock.now()).exists():
        forget_files(file_ids=expire_copy(copy_id=copy_id))


@slots.fill("due")
def due_copies() -> list[str]:
    """Make in this process what waits for a worker, a line for what was done."""
    made = sweep()
    return [f"{made} copies of data made"] if made else []


def _mail(person: Person, key: str, subject: str, body: str) -> None:
    context = {"subject": subject, "body": body, "language": person.language}
    post_mail(key=key, template="accounts/mail/security", context=context, to_person=person.pk)
