"""Read calls for input: whom they ask, who has answered, and the answers side by side."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.groups.models import Delegation, Group, Seat
from workgroups.groups.permissions import Member
from workgroups.polls.models import Asked, Call, Choice, Question, Reply, Response, Section


@dataclass(frozen=True)
class Voice:
    """For whom an answer speaks: a delegation, or a person."""

    delegation_id: int | None
    person_id: int
    name: str = ""

    @property
    def key(self) -> tuple[str, int]:
        return ("delegation", self.delegation_id) if self.delegation_id else ("person", self.person_id)


def voice_of(member: Member, call: Call) -> Voice | None:
    """Return for whom this member would answer, or None where the call does not ask them; at most two queries."""
    by_delegation = call.asked_of == Call.AskedOf.DELEGATION
    chosen = {one.delegation_id if by_delegation else one.person_id for one in call.asked.all()}
    if not by_delegation:
        asked = member.person.pk in chosen if chosen else bool(member.seats)
        return Voice(None, member.person.pk, member.person.name) if asked else None
    participating = Delegation.Standing.PARTICIPATING
    for seat in member.seats:
        delegation = seat.delegation
        if delegation.pk in chosen or (not chosen and delegation.standing == participating):
            return Voice(delegation.pk, member.person.pk, delegation.body.shown)
    return None


def asked_by(call: Call, group: Group) -> list[Voice]:
    """Return whom a call asks today, by name; two queries."""
    today = clock.now().date()
    chosen = list(Asked.objects.filter(call=call).values_list("delegation_id", "person_id"))
    if call.asked_of == Call.AskedOf.DELEGATION:
        found = Delegation.objects.filter(group=group).select_related("body").order_by("body__sort_key")
        ids = [delegation_id for delegation_id, _ in chosen]
        here = found.filter(since__lte=today).exclude(until__lt=today)
        asked = found.filter(pk__in=ids) if ids else here.filter(standing=Delegation.Standing.PARTICIPATING)
        return [Voice(one.pk, 0, one.body.shown) for one in asked]
    people = [person_id for _, person_id in chosen]
    seated = Seat.objects.on(today).filter(delegation__group=group).values("person_id")
    who = Q(pk__in=people) if people else Q(pk__in=seated, is_active=True)
    return [Voice(None, one.pk, one.name) for one in Person.objects.filter(who).order_by("sort_key", "pk")]


def responses_of(call: Call, *, state: str = Response.State.SUBMITTED) -> QuerySet[Response]:
    """Return the answers of a state with whom they speak for, in the order of names."""
    found = Response.objects.filter(call=call, state=state)
    return found.select_related("delegation__body", "person", "brought_by").order_by(
        "delegation__body__sort_key", "person__sort_key", "pk"
    )


def response_of(call: Call, voice: Voice, state: str) -> Response | None:
    """Return a voice's draft, or what it has submitted."""
    found = Response.objects.filter(call=call, state=state).select_related("person", "delegation__body", "brought_by")
    if voice.delegation_id:
        return found.filter(delegation_id=voice.delegation_id).first()
    return found.filter(delegation=None, person_id=voice.person_id).first()


def sections_of(call: Call) -> list[Section]:
    """Return the sections with their questions and choices; three queries."""
    return list(Section.objects.filter(call=call).prefetch_related("questions__choices"))


@dataclass(frozen=True)
class Said:
    """A reply as it is shown."""

    text: str = ""
    choices: tuple[str, ...] = ()
    choice_ids: frozenset[int] = frozenset()
    reply_id: int = 0

    def __bool__(self) -> bool:
        return bool(self.text or self.choices)


def replies_of(responses: Sequence[Response]) -> dict[tuple[int, int], Said]:
    """Return what was said by (response id, question id); two queries."""
    found = Reply.objects.filter(response__in=[one.pk for one in responses]).prefetch_related("choices")
    said = {}
    for reply in found:
        chosen = sorted(reply.choices.all(), key=lambda choice: choice.position)
        labels, ids = tuple(one.label for one in chosen), frozenset(one.pk for one in chosen)
        said[reply.response_id, reply.question_id] = Said(reply.text, labels, ids, reply.pk)
    return said


@dataclass(frozen=True)
class Column:
    """One who was asked, in the matrix: their answer, or none yet."""

    name: str
    voice: Voice
    response: Response | None


@dataclass(frozen=True)
class Line:
    """One question across all columns."""

    question: Question
    cells: tuple[tuple[Column, Said], ...]


@dataclass(frozen=True)
class Part:
    """A section with its lines."""

    section: Section
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Matrix:
    """A call's answers side by side: every question by everybody who was asked or has answered."""

    columns: tuple[Column, ...]
    parts: tuple[Part, ...]
    answered: tuple[Column, ...] = field(default=())
    waiting: tuple[Column, ...] = field(default=())


def columns_of(call: Call, group: Group) -> list[Column]:
    """Return who was asked, and whoever has answered though they are not asked any more, by name."""
    responses = {_voice(one).key: one for one in responses_of(call)}
    asked = [Column(voice.name, voice, responses.pop(voice.key, None)) for voice in asked_by(call, group)]
    return asked + [Column(_voice(one).name, _voice(one), one) for one in responses.values()]


def matrix_of(call: Call, group: Group) -> Matrix:
    """Return the answers side by side; eight queries whatever their number."""
    columns = columns_of(call, group)
    answered = [column for column in columns if column.response]
    said = replies_of([column.response for column in answered if column.response])
    parts = []
    for section in sections_of(call):
        lines = []
        for question in section.questions.all():
            cells = [
                (column, said.get((column.response.pk, question.pk), Said()) if column.response else Said())
                for column in columns
            ]
            lines.append(Line(question, tuple(cells)))
        parts.append(Part(section, tuple(lines)))
    waiting = [column for column in columns if not column.response]
    return Matrix(tuple(columns), tuple(parts), tuple(answered), tuple(waiting))


def _voice(response: Response) -> Voice:
    name = response.delegation.body.shown if response.delegation else response.person.name
    return Voice(response.delegation_id, response.person_id, name)


def choice_ids(question: Question, numbers: Sequence[int]) -> list[int]:
    """Return the ids of a question's choices by their numbers, from 1."""
    return list(Choice.objects.filter(question=question, position__in=numbers).values_list("pk", flat=True))
