"""What a digest or an urgent mail says to each of its readers."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone, translation

from workgroups.notifications.logic.telling import Round, Wish
from workgroups.notifications.models import Delivery, GroupPreference, Notice, Preference
from workgroups.notifications.queries.readers import lines_of
from workgroups.notifications.queries.waiting import waiting_of
from workgroups.notifications.queries.wishes import wishes_of
from workgroups.notifications.registry import SECTIONS, Duty, Line, Section, weight_of

SECTION_LINES = 12  # in a digest; the rest is a count


@dataclass(frozen=True)
class Told:
    """A line as a mail shows it."""

    line: Line
    group_name: str
    at: datetime
    url: str


@dataclass(frozen=True)
class Part:
    """A section of a digest: its first lines and how many more there are."""

    name: Section
    lines: tuple[Told, ...]
    more: int


@dataclass(frozen=True)
class Digest:
    """What one reader is told in one mail, and which notices and duties it carries."""

    duties: list[Duty]
    parts: tuple[Part, ...]
    notice_ids: list[int]
    marks: list[str]

    @property
    def count(self) -> int:
        return len(self.notice_ids)


def digests_for(deliveries: Sequence[Delivery]) -> dict[int, Digest]:
    """Return what these digests say now, by delivery id, without those that have nothing new to say.

    Readers who share language and zone share every query; a window is a range of notice ids, not of hours.
    """
    found: dict[int, Digest] = {}
    for own in by_tongue(deliveries):
        notices = _in_windows(own)
        named = dict(Preference.objects.filter(person__in=_people(own)).values_list("person_id", "duties"))
        people = [one.person for one in own if one.person]
        lines, waiting, wishes = lines_of(notices), waiting_of(people), wishes_of(people)
        for delivery in own:
            reader = delivery.person_id or 0
            told = [one for one in notices if one.pk in lines and _is_in(one, delivery, wishes[reader])]
            duties = [one.duty for one in waiting[reader].now]
            digest = _due(delivery, told, lines, duties, wishes[reader], named.get(reader, []))
            if digest:
                found[delivery.pk] = digest
    return found


def _due(
    delivery: Delivery, told: list[Notice], lines: dict[int, Line], duties: list[Duty], wish: Wish, named: list[str]
) -> Digest | None:
    """Return what one digest says; None when nothing in it is new. `named`: the duties' marks of the one before."""
    due = _round_of(delivery)
    carried = [duty for duty in duties if due.carries_duty(wish.duty_way(duty.group_id), duty.due)]
    digest = _digest(told, lines, carried)
    if not digest.notice_ids and not set(digest.marks) - set(named):
        return None
    resting = [duty.mark for duty in duties if duty not in carried and duty.mark in named]
    return replace(digest, marks=digest.marks + resting)


def _round_of(delivery: Delivery) -> Round:
    """Return the round that a row was planned for."""
    said = delivery.context
    rests = {way: datetime.fromisoformat(at) for way, at in said.get("rests", {}).items()}
    return Round(delivery.created_at, frozenset(said.get("tells", ("daily", "weekly"))), rests)


def urgent_for(deliveries: Sequence[Delivery]) -> dict[int, Digest]:
    """Return what should not wait for a digest, by delivery id, without those whose reader read it meanwhile."""
    found: dict[int, Digest] = {}
    for own in by_tongue(deliveries):
        found_now = list(_at_once(_people(own)))
        wishes = wishes_of([one.person for one in own if one.person])
        notices = [one for one in found_now if wishes[one.person_id].way(one, weight_of(one.kind)) == "at_once"]
        lines = lines_of(notices)
        for delivery in own:
            mine = [one for one in notices if one.person_id == delivery.person_id and one.pk in lines]
            if mine:
                found[delivery.pk] = _digest(mine, lines, [])
    return found


def _at_once(people: list[int]) -> QuerySet[Notice]:
    """Return what no mail has told these readers: what is soon by itself, and what came in groups told at once."""
    wanted = GroupPreference.objects.filter(
        person_id=OuterRef("person_id"), group_id=OuterRef("group_id"), how=GroupPreference.How.AT_ONCE
    )
    fresh = Q(Exists(wanted), person__preference__covered__lt=F("pk"))
    waiting = Notice.objects.filter(Q(soon=True) | fresh, person_id__in=people, told_at=None)
    return waiting.select_related("person", "group").order_by("pk")


def _people(deliveries: Sequence[Delivery]) -> list[int]:
    return [one.person_id for one in deliveries if one.person_id]


def by_tongue(deliveries: Sequence[Delivery]) -> Iterable[list[Delivery]]:
    """Give the deliveries by language and zone, each group while both are in force."""
    tongues: dict[tuple[str, str], list[Delivery]] = defaultdict(list)
    for delivery in deliveries:
        if delivery.person:
            tongues[delivery.person.language, delivery.person.time_zone].append(delivery)
    for (language, zone), own in tongues.items():
        with translation.override(language), timezone.override(ZoneInfo(zone)):
            yield own


def _in_windows(deliveries: Sequence[Delivery]) -> list[Notice]:
    people = [delivery.person_id for delivery in deliveries]
    afters = [_begin(delivery.context) for delivery in deliveries]
    uptos = [delivery.context["upto"] for delivery in deliveries]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT notice.id FROM notifications_notice notice "
            "JOIN unnest(%s::bigint[], %s::bigint[], %s::bigint[]) AS own(person_id, after, upto) "
            "ON notice.person_id = own.person_id AND notice.id > own.after AND notice.id <= own.upto "
            "WHERE notice.told_at IS NULL",
            [people, afters, uptos],
        )
        ids = [notice_id for (notice_id,) in cursor.fetchall()]
    return list(Notice.objects.filter(pk__in=ids).select_related("person", "group").order_by("pk"))


def _begin(window: dict[str, Any]) -> int:
    """Return after which notice a window begins for whatever it tells: for the week it is further back."""
    return int(min(window["after"], window.get("weekly_after", window["after"])))


def _is_in(notice: Notice, delivery: Delivery, wish: Wish) -> bool:
    """Whether a digest carries a notice: its reader's, told in this round, in the window of its rhythm."""
    window, way = delivery.context, wish.way(notice, weight_of(notice.kind))
    own = notice.person_id == delivery.person_id and _round_of(delivery).carries(way)
    after = _begin(window) if way == "weekly" else window["after"]
    return own and after < notice.pk <= window["upto"]


def _digest(notices: list[Notice], lines: dict[int, Line], duties: list[Duty]) -> Digest:
    told: dict[Section, list[Told]] = {section: [] for section in SECTIONS}
    for notice in notices:
        line = lines[notice.pk]
        group = notice.group.name if notice.group else ""
        told[line.section].append(Told(line.mailed(group), group, notice.at, settings.BASE_URL + line.url))
    parts = tuple(
        Part(name, tuple(own[:SECTION_LINES]), max(len(own) - SECTION_LINES, 0)) for name, own in told.items() if own
    )
    return Digest(
        [duty.mailed for duty in duties], parts, [notice.pk for notice in notices], [duty.mark for duty in duties]
    )
