"""Write iCalendar files (RFC 5545, RFC 7986): one event an occurrence, in UTC, byte-stable while nothing changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event, vText, vUri

PRODUCT = "-//Workgroups//Calendar//EN"


@dataclass(frozen=True)
class Entry:
    """A meeting, or one day of it, as a calendar shows it; `join_url` is empty wherever a stranger may read.

    `days` (first and last, both included) makes it an entry of whole days, because its hours are not known.
    """

    uid: str
    sequence: int
    changed_at: datetime
    starts_at: datetime
    ends_at: datetime
    title: str
    description: str
    url: str
    place: str = ""
    join_url: str = ""
    cancelled: bool = False
    days: tuple[date, date] | None = None


def calendar(name: str, source: str, entries: Iterable[Entry]) -> bytes:
    """Return a feed (METHOD:PUBLISH). DTSTAMP is the last change, so that an unchanged feed has the same bytes."""
    feed = Calendar()
    feed.add("prodid", PRODUCT)
    feed.add("version", "2.0")
    feed.add("method", "PUBLISH")
    feed.add("name", name)
    feed.add("x-wr-calname", name)
    feed.add("source", vUri(source))
    feed.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for entry in entries:
        feed.add_component(_event(entry))
    return bytes(feed.to_ical())


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed_at.replace(microsecond=0))
    event.add("last-modified", entry.changed_at.replace(microsecond=0))
    if entry.days:
        event.add("dtstart", entry.days[0])
        event.add("dtend", entry.days[1] + timedelta(days=1))  # the end of whole days is the day after (3.6.1)
        event.add("transp", "TRANSPARENT")  # nobody is busy for three days and nights
    else:
        event.add("dtstart", entry.starts_at)
        event.add("dtend", entry.ends_at)
    event.add("summary", vText(entry.title))
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("url", vUri(entry.url))
    if entry.place:
        event.add("location", vText(entry.place))
    if entry.join_url:
        event.add("conference", vUri(entry.join_url), parameters={"VALUE": "URI", "FEATURE": "VIDEO"})
    lines = [entry.description, entry.join_url, entry.url]
    event.add("description", vText("\n".join(line for line in lines if line)))
    return event
