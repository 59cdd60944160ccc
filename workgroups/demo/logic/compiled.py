"""Reports of the record that the worker compiles after pages are served: who signs and publishes them, and when."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from workgroups.demo.logic import exchange, expert_meeting
from workgroups.demo.logic.days import instant
from workgroups.demo.logic.roster import person_of

SIGNED_AFTER: Final = timedelta(minutes=20)
PUBLISHED_AFTER: Final = timedelta(minutes=40)


@dataclass(frozen=True)
class Compiled:
    """A report by its group and title, its office and its signer; the day is the one that dates the report."""

    group: str
    title: str
    office: str
    chair: str
    day: date

    @property
    def asked_at(self) -> datetime:
        return instant(self.day, time(17, 0), person_of(self.office).zone)

    @property
    def signed_at(self) -> datetime:
        return self.asked_at + SIGNED_AFTER

    @property
    def published_at(self) -> datetime:
        return self.asked_at + PUBLISHED_AFTER


COMPILED: Final = (
    Compiled(
        expert_meeting.GROUP.slug,
        expert_meeting.TITLE,
        expert_meeting.OFFICE,
        expert_meeting.CHAIR,
        expert_meeting.WRITTEN,
    ),
    *(
        Compiled(paper.group, paper.title, exchange.OFFICE, exchange.CHAIR, exchange.LIBRARY_DAY)
        for paper in exchange.REPORTS
    ),
)


def compiled(group: str, title: str) -> Compiled | None:
    """Return the plan of a report that the record compiles; None for every other report."""
    return next((one for one in COMPILED if (one.group, one.title) == (group, title)), None)
