"""What a digest or an urgent mail says to each of its readers."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection
from django.utils import timezone, translation

from workgroups.notifications.models import Delivery, Notice, Preference
from workgroups.notifications.queries.readers import lines_of
from workgroups.notifications.queries.waiting import waiting_of
from workgroups.notifications.registry import SECTIONS, Duty, Line, Section

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
        preferences = Preference.objects.in_bulk([one.person_id for one in own if one.person_id])
        people = {one.pk: one for delivery in own if (one := delivery.person)}
        lines, waiting = lines_of(notices), waiting_of(list(people.values()))
        for delivery in own:
            preference = preferences.get(delivery.person_id) or Preference()
            window = [one for one in notices if _is_in(one, delivery) and one.kind not in preference.muted]
            duties = [one.duty for one in waiting[delivery.person_id or 0].now]
            digest = _digest([one for one in window if one.pk in lines], lines, duties)
            if digest.notice_ids or set(digest.marks) - set(preference.duties):
                found[delivery.pk] = digest
    return found


def urgent_for(deliveries: Sequence[Delivery]) -> dict[int, Digest]:
    """Return what should not wait for a digest, by delivery id, without those whose reader read it meanwhile."""
    found: dict[int, Digest] = {}
    for own in by_tongue(deliveries):
        people = [one.person_id for one in own if one.person_id]
        wanting = Preference.objects.filter(person_id__in=people, mentions=False).values("person_id")
        waiting = Notice.objects.filter(person_id__in=people, soon=True, told_at=None)
        notices = list(waiting.exclude(person_id__in=wanting).select_related("person", "group").order_by("pk"))
        lines = lines_of(notices)
        for delivery in own:
            mine = [one for one in notices if one.person_id == delivery.person_id and one.pk in lines]
            if mine:
                found[delivery.pk] = _digest(mine, lines, [])
    return found


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
    afters = [delivery.context["after"] for delivery in deliveries]
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


def _is_in(notice: Notice, delivery: Delivery) -> bool:
    own = notice.person_id == delivery.person_id
    return own and delivery.context["after"] < notice.pk <= delivery.context["upto"]


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
