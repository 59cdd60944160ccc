"""Lists of circulars, who has acknowledged one, what it reminded of, the templates of a group."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet

from workgroups.accounts.models import Person
from workgroups.circulars.logic.shipped import shipped
from workgroups.circulars.logic.wanted import Words
from workgroups.circulars.models import Acknowledgement, Chased, Circular, CircularText, Recipient, Reminder, Template
from workgroups.core import clock, slots
from workgroups.core.languages import PLAIN, autonym
from workgroups.groups.models import Delegation, Group, Office, title_of
from workgroups.groups.permissions import Member, markings_read
from workgroups.groups.queries import OFFICE_ORDER
from workgroups.groups.queries.order import in_order

State, How = Circular.State, Circular.Acknowledge


def readable_by(member: Member) -> Q:
    """Return which circulars that went out a member may read: their own, those to all, and for officers every one."""
    if member.is_officer:
        return Q()
    own = Exists(Recipient.objects.filter(circular=OuterRef("pk"), person=member.person))
    return Q(Q(to=Circular.To.ALL) | Q(own), marking__in=markings_read(member))


def circulars_for(member: Member, *, search: str = "") -> QuerySet[Circular]:
    """Return the circulars that a member may read, newest first, with `shown_subject`s loaded."""
    found = Circular.objects.filter(readable_by(member), group=member.group, state=State.SENT)
    if search:
        words = Q(texts__subject__icontains=search) | Q(texts__body__icontains=search)
        found = found.filter(pk__in=Circular.objects.filter(words, group=member.group).values("pk"))
    counted = found.annotate(to_count=Count("recipients", distinct=True))
    counted = counted.annotate(done_count=Count("acknowledgements", distinct=True))
    return counted.select_related("group", "by", "corrects").prefetch_related("texts").order_by("-year", "-number")


def drafts_in(group: Group) -> QuerySet[Circular]:
    """Return what has not gone out, the newest change first: what was just thrown away too."""
    standing = Q(state__in=[State.DRAFT, State.WAITING])
    standing |= Q(state=State.DISCARDED, changed_at__gt=clock.now() - clock.UNDO)
    found = Circular.objects.filter(standing, group=group)
    return found.select_related("group", "by", "corrects").prefetch_related("texts").order_by("-changed_at", "-pk")


def subject_in(circular: Circular, language: str) -> str:
    """Return the title in a language, or the one to fall back on; texts are loaded."""
    texts = {one.language: one.title for one in circular.texts.all()}
    return texts.get(language) or texts.get(circular.language) or next(iter(texts.values()), "")


@dataclass(frozen=True)
class Answered:
    """One who is asked to acknowledge: a delegation or a person, by whom and when it was done, when it was chased."""

    name: str
    delegation: Delegation | None
    people: tuple[Person, ...]
    done: Acknowledgement | None = None
    opened: bool = False
    chased_at: datetime | None = None


def answers_of(circular: Circular) -> list[Answered]:
    """Return who has acknowledged a circular and who has not, those who have not first; three queries."""
    rows = Recipient.objects.filter(circular=circular).select_related("person", "delegation__body")
    recipients = list(rows.order_by("delegation__body__sort_key", "person__sort_key", "pk"))
    done = {_voice(one): one for one in circular.acknowledgements.select_related("person")}
    chased = dict(
        Chased.objects.filter(key=key_of(circular)).values_list("person_id").annotate(last=Max("at")).order_by()
    )
    asked: dict[tuple[int, int], list[Recipient]] = {}
    for one in recipients:
        if circular.acknowledge == How.PERSON:
            asked[0, one.person_id] = [one]
        elif one.delegation_id:
            asked.setdefault((one.delegation_id, 0), []).append(one)
    found = [_answered(own, done.get(voice), chased) for voice, own in asked.items()]
    return sorted(found, key=lambda one: one.done is not None)


def _answered(own: list[Recipient], done: Acknowledgement | None, chased: dict[int, Any]) -> Answered:
    first = own[0]
    people = tuple(one.person for one in own)
    times = [chased[one.pk] for one in people if chased.get(one.pk)]
    return Answered(
        name=first.delegation.body.shown if first.delegation else first.person.name,
        delegation=first.delegation,
        people=people,
        done=done,
        opened=any(one.opened_at for one in own),
        chased_at=max(times, default=None),
    )


def key_of(circular: Circular) -> str:
    """Return the name of a circular's acknowledgement on the follow-up board."""
    return f"circulars.circular:{circular.pk}"


def _voice(one: Acknowledgement) -> tuple[int, int]:
    return (one.delegation_id, 0) if one.delegation_id else (0, one.person_id)


def acknowledgement_of(circular: Circular, person: Person) -> Acknowledgement | None:
    """Return how it was acknowledged for a person: by them, or by a colleague for their delegation."""
    own = Recipient.objects.filter(circular=circular, person=person).values("delegation_id")
    by = Q(delegation__in=own) if circular.acknowledge == How.DELEGATION else Q(delegation=None, person=person)
    return Acknowledgement.objects.filter(by, circular=circular).select_related("person", "delegation__body").first()


def is_asked(circular: Circular, recipient: Recipient | None) -> bool:
    """Whether somebody to whom it went is asked to acknowledge it."""
    if recipient is None or circular.state != State.SENT:
        return False
    return circular.acknowledge == How.PERSON or (
        circular.acknowledge == How.DELEGATION and recipient.delegation_id is not None
    )


def recipient_of(circular: Circular, person: Person) -> Recipient | None:
    """Return the row of somebody to whom a circular went."""
    return Recipient.objects.filter(circular=circular, person=person).select_related("delegation__body").first()


def waiting_recipients(which: Q) -> list[Recipient]:
    """Return the recipients of open groups who are asked to acknowledge and for whom nobody has; two queries."""
    rows = Recipient.objects.filter(still_asked(), which, circular__state=State.SENT, circular__group__state="active")
    rows = rows.select_related("circular__group", "person").prefetch_related("circular__texts")
    return list(rows.order_by(F("circular__deadline").asc(nulls_last=True), "circular__pk", "pk"))


def still_asked() -> Q:
    """Return the filter for recipients who are asked to acknowledge and for whom nobody has."""
    done = Acknowledgement.objects.filter(circular=OuterRef("circular"))
    by_delegation = done.filter(delegation=OuterRef("delegation"), delegation__isnull=False)
    by_person = done.filter(person=OuterRef("person"), delegation__isnull=True)
    alone = Q(circular__acknowledge=How.PERSON) & Q(~Exists(by_person))
    return alone | Q(circular__acknowledge=How.DELEGATION, delegation__isnull=False) & Q(~Exists(by_delegation))


@dataclass(frozen=True)
class Sample:
    """A template as it is offered: a shipped one, one of the group's own, or one in the place of a shipped one."""

    ref: str  # its key, or the id of its row
    name: str
    texts: dict[str, Words] = field(default_factory=dict)
    own: Template | None = None
    is_shipped: bool = False

    @property
    def languages(self) -> list[str]:
        """The languages in which it is written, each by its own name."""
        return [autonym(tag) for tag in self.texts]


def samples_in(group: Group) -> list[Sample]:
    """Return the templates of a group: the shipped ones in their order, then its own by name; two queries."""
    rows = list(Template.objects.filter(group=group, removed_at=None).prefetch_related("texts").order_by("name", "pk"))
    in_place = {row.key: row for row in rows if row.key}
    found = []
    for key, one in shipped().items():
        own = in_place.get(key)
        texts = _texts(own) if own else one.texts
        found.append(Sample(key, own.name if own else str(one.name), texts, own, is_shipped=True))
    return found + [Sample(str(row.pk), row.name, _texts(row), row) for row in rows if not row.key]


def removed_samples(group: Group) -> list[Template]:
    """Return the templates that were taken away so recently that this can be undone."""
    return list(Template.objects.filter(group=group, removed_at__gt=clock.now() - clock.UNDO))


def _texts(row: Template) -> dict[str, Words]:
    return {one.language: Words(one.subject, one.body) for one in row.texts.all()}


def office_of(person: Person, group: Group) -> str:
    """Return the office in which somebody signs today (`Office.Title`), the highest; empty without one."""
    held = Office.objects.on(clock.now().date()).filter(person=person, group=group)
    office = held.order_by(in_order("role", OFFICE_ORDER), "pk").first()
    return title_of(office.role, acting=office.acting_for_id is not None) if office else ""


def last_chased(keys: Iterable[str]) -> dict[tuple[str, int], tuple[datetime, Circular]]:
    """Return when each person was last written to about a thing, and by which circular; one query."""
    found: dict[tuple[str, int], tuple[datetime, Circular]] = {}
    rows = Chased.objects.filter(key__in=set(keys)).exclude(circular__state=State.DISCARDED).select_related("circular")
    for row in rows.order_by("at", "pk"):
        if row.at and row.circular.state == State.SENT:
            found[row.key, row.person_id] = (row.at, row.circular)
    return found


def reminders_of(circular: Circular) -> QuerySet[Reminder]:
    """Return the reminders of a circular, the newest first, each with how many it went to."""
    return circular.reminders.select_related("by").annotate(count=Count("chased")).order_by("-at")


def languages_of_readers(people: Iterable[Person]) -> list[str]:
    """Return the languages in which these people read, the plain one first."""
    return sorted({one.language for one in people}, key=lambda tag: (tag != PLAIN, tag))


@slots.fill("groups.record")
def names_of_circulars(field: str, ids: set[int]) -> dict[int, str] | None:
    """Name circulars in the record of what officers did: the subject in the language that was written first."""
    if field != "circular_id":
        return None
    texts = CircularText.objects.filter(circular__in=ids).order_by("-pk")
    return dict(texts.values_list("circular_id", "title"))
