"""Read a meeting's programme: its days, what runs at the same time, what was said, and what was asked."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, time
from itertools import groupby

from workgroups.meetings.models import AgendaItem, Meeting, MeetingDecision, Session
from workgroups.polls.models import Decision
from workgroups.polls.queries import Figure, figures_among


@dataclass(frozen=True)
class Asked:
    """A poll or decision that belongs to a meeting: as what (value and name), its number, title, kind and address.

    `kind` is a value of polls.Decision.Kind; `figure` says what was answered, where that was asked for and is settled;
    the rest is read with the queries of `polls` by `decision_id`.
    """

    attached_id: int
    role: str
    role_label: str
    decision_id: int
    number: int
    title: str
    kind: str
    is_open: bool
    url: str
    figure: Figure | None = None


@dataclass(frozen=True)
class ItemSeen:
    """An agenda item: `minutes` None without a time box, `text` Markdown."""

    item_id: int
    title: str
    minutes: int | None
    presenter: str
    text: str


@dataclass(frozen=True)
class Part:
    """A session: `text` is Markdown, `starts` and `ends` wall times in the meeting's zone, None where not known.

    `rows` holds the sessions inside of it, in order; those of one row run at the same time.
    """

    session_id: int
    kind: str
    kind_label: str
    title: str
    day: date | None
    starts: time | None
    ends: time | None
    text: str
    items: tuple[ItemSeen, ...]
    asked: tuple[Asked, ...]
    rows: tuple[tuple["Part", ...], ...]


@dataclass(frozen=True)
class Day:
    """One day of a programme; `day` None gathers the sessions whose day is not known. `number` counts from 1."""

    day: date | None
    number: int
    rows: tuple[tuple[Part, ...], ...]


@dataclass(frozen=True)
class Programme:
    """A meeting's programme: its days, and the items and polls that belong to no session.

    `decision_ids` are those of everything asked, in any session or none; `open_count` of them are still open.
    """

    days: tuple[Day, ...]
    items: tuple[ItemSeen, ...]
    asked: tuple[Asked, ...]
    decision_ids: tuple[int, ...]
    open_count: int


def programme_of(meeting: Meeting, *, with_figures: bool = False, markings: Collection[str] | None = None) -> Programme:
    """Return what a meeting takes or took up, in order; three queries whatever its length, at most nine with figures.

    In each `rows` a tuple of more than one session means that they run at the same time. Every day of a meeting that
    has sessions is there only if it has some. `meeting.group` must be loaded. `markings` are those that the reader may
    know of: polls and decisions with another are left out.
    """
    sessions = list(meeting.sessions.all())
    items = list(meeting.agenda.all())
    found_attached = meeting.attached.select_related("decision__group", "decision__poll", "decision__recording")
    if markings is not None:
        found_attached = found_attached.filter(decision__marking__in=markings)
    attached = list(found_attached)
    figures = figures_among([one.decision for one in attached]) if with_figures else {}
    builder = _Builder(sessions, items, attached, figures)
    top = [session for session in sessions if session.parent_id is None]
    by_day = groupby(top, key=lambda session: session.day)
    numbers = {day: number for number, day in enumerate(meeting.days, 1)}
    days = tuple(Day(day, numbers.get(day, 0) if day else 0, builder.rows(found)) for day, found in by_day)
    decision_ids = tuple(one.decision_id for one in attached)
    open_count = sum(1 for one in attached if one.decision.state == Decision.State.OPEN)
    return Programme(days, builder.items_in(None), builder.asked_in(None), decision_ids, open_count)


def meetings_with(decision: Decision, markings: Collection[str]) -> list[Meeting]:
    """Return the meetings of these markings in whose programme a decision stands, the earliest first; one query."""
    found = Meeting.objects.filter(attached__decision=decision, marking__in=markings).select_related("group")
    return list(found.order_by("starts_at", "pk"))


class _Builder:
    """The rows of three tables, put together in memory."""

    def __init__(
        self,
        sessions: list[Session],
        items: list[AgendaItem],
        attached: list[MeetingDecision],
        figures: dict[int, Figure],
    ) -> None:
        self.sessions, self.items, self.attached, self.figures = sessions, items, attached, figures

    def rows(self, found: Iterable[Session]) -> tuple[tuple[Part, ...], ...]:
        """Put neighbours with the same parallel number into one row."""
        runs = groupby(enumerate(found), key=lambda pair: pair[1].parallel or -pair[0] - 1)
        return tuple(tuple(self.part(session) for _place, session in run) for _key, run in runs)

    def part(self, session: Session) -> Part:
        children = [one for one in self.sessions if one.parent_id == session.pk]
        return Part(
            session_id=session.pk,
            kind=session.kind,
            kind_label=session.get_kind_display(),
            title=session.title,
            day=session.day,
            starts=session.starts,
            ends=session.ends,
            text=session.text,
            items=self.items_in(session.pk),
            asked=self.asked_in(session.pk),
            rows=self.rows(children),
        )

    def items_in(self, session_id: int | None) -> tuple[ItemSeen, ...]:
        found = (item for item in self.items if item.session_id == session_id)
        return tuple(ItemSeen(item.pk, item.title, item.minutes, item.presenter, item.text) for item in found)

    def asked_in(self, session_id: int | None) -> tuple[Asked, ...]:
        return tuple(
            _asked(one, self.figures.get(one.decision_id)) for one in self.attached if one.session_id == session_id
        )


def _asked(one: MeetingDecision, figure: Figure | None) -> Asked:
    decision = one.decision
    return Asked(
        attached_id=one.pk,
        role=one.role,
        role_label=one.get_role_display(),
        decision_id=decision.pk,
        number=decision.number,
        title=decision.title,
        kind=decision.kind,
        is_open=decision.state == Decision.State.OPEN,
        url=decision.get_absolute_url(),
        figure=figure,
    )
