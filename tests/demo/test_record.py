"""The record is built once, says what the source says, and nothing that it must not say."""

import hashlib
import json
import re
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from tests.demo.names import NAMES
from workgroups.accounts.models import Person
from workgroups.accounts.queries import cast
from workgroups.core import clock
from workgroups.core.text import fold
from workgroups.deliverables.models import Deliverable, Output, Release
from workgroups.deliverables.queries import findings_of, inputs_of
from workgroups.demo.logic.reports import IN_ASSEMBLY, PUBLISHED
from workgroups.demo.logic.scripts import WORDS
from workgroups.drafts.models import Draft
from workgroups.drafts.queries import drafts_in
from workgroups.events.models import Cursor
from workgroups.files.queries import bytes_of
from workgroups.groups.models import Delegation, Group, Office
from workgroups.groups.permissions import member_for
from workgroups.meetings.models import Meeting
from workgroups.meetings.queries import next_in, past_in
from workgroups.notifications.models import Delivery
from workgroups.threads.models import Post, Thread
from workgroups.timers.models import Timer

# The source: who is in the group, who chairs it, and which four issues it has discussed.
MEMBERS = {
    "India",
    "Israel",
    "Japan",
    "Republic of Korea",
    "Singapore",
    "Switzerland",
    "United Arab Emirates",
    "United Kingdom",
    "Uruguay",
}
CHAIRS = {("chair", "Singapore"), ("cochair", "United Kingdom")}
ISSUES = ("Benefits and value", "Coordination", "Cloud-first, classification and residency", "Procurement")
SIGN_INS = [
    "chair@singapore.example",
    "cochair@uk.example",
    "secretariat@worldbank.example",
    "head@uruguay.example",
    "expert@uruguay.example",
    "observer@un.example",
    "outsider@nowhere.example",
]


def counts() -> dict[str, int]:
    """How many rows each table has."""
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def words_of_the_store() -> str:
    """Everything that stands as text in our tables."""
    texts = (models.CharField, models.TextField, models.JSONField)
    found: list[str] = []
    for model in apps.get_models():
        names = [field.name for field in model._meta.concrete_fields if isinstance(field, texts)]
        if model.__module__.startswith("workgroups.") and names:
            found += (json.dumps(row, ensure_ascii=False, default=str) for row in model._default_manager.values(*names))
    return "\n".join(found)


@pytest.mark.parametrize("later", [timedelta(), timedelta(days=31)])
def test_building_again_changes_nothing_also_a_month_later(record: Group, later: timedelta) -> None:
    before = counts()
    with clock.at(clock.now() + later):
        call_command("demo", stdout=StringIO())
    assert counts() == before


def test_readers_of_the_log_have_read_it_all_without_a_fault(record: Group) -> None:
    assert list(Cursor.objects.exclude(error="").values_list("reader", "error")) == []
    assert list(Timer.objects.exclude(error="").values_list("kind", "error")) == []


def test_delegations_and_chairs_are_those_of_the_source(record: Group) -> None:
    participating = Delegation.objects.filter(group=record, standing=Delegation.Standing.PARTICIPATING)
    assert set(participating.values_list("body__name", flat=True)) == MEMBERS
    offices = Office.objects.filter(group=record, role__in=["chair", "cochair"])
    chairs = offices.filter(person__seats__delegation__group=record)
    assert set(chairs.values_list("role", "person__seats__delegation__body__name")) == CHAIRS


def test_each_issue_has_its_thread(record: Group) -> None:
    titles = list(Thread.objects.filter(group=record).order_by("number").values_list("title", flat=True))
    assert [title.startswith(issue) for title, issue in zip(titles, ISSUES, strict=False)] == [True] * 4
    assert [thread.last_seq for thread in Thread.objects.filter(group=record) if not 8 <= thread.last_seq <= 16] == []


def test_posts_stand_in_the_order_of_their_time_over_weeks(record: Group) -> None:
    for thread in Thread.objects.filter(group=record):
        times = list(Post.objects.filter(thread=thread).order_by("seq").values_list("posted_at", flat=True))
        assert times == sorted(times)
        assert times[-1] - times[0] > timedelta(days=14)
        assert times[-1] <= clock.now()


def test_one_meeting_is_always_next_week(record: Group) -> None:
    chair = member_for(Office.objects.get(group=record, role=Office.Role.CHAIR).person, record.slug)
    for weeks in (0, 1, 5, 30):
        now = clock.now() + timedelta(weeks=weeks)
        monday = now.date() + timedelta(days=7 - now.weekday())
        coming = Meeting.objects.filter(group=record, day__gte=monday, day__lt=monday + timedelta(days=7))
        assert coming.count() == 1
        with clock.at(now):
            assert next_in(chair) is not None


def test_observer_knows_of_the_open_hour_and_of_nothing_that_is_restricted(record: Group) -> None:
    observer = member_for(Person.objects.get(email="observer@un.example"), record.slug)
    hidden = Draft.objects.get(group=record, marking="restricted")
    assert hidden not in drafts_in(observer)
    assert Meeting.objects.get(group=record, marking="unattributed") in past_in(observer)


def test_everything_is_marked_as_demonstration(record: Group) -> None:
    assert list(Group.objects.filter(is_demonstration=False)) == []


def test_sign_in_page_lists_the_cast_of_the_contract(record: Group) -> None:
    assert [member.email for member in cast()] == SIGN_INS


def test_each_of_the_cast_had_a_digest_on_the_morning_before_the_record_was_built(
    record: Group, built: datetime
) -> None:
    since = built - timedelta(days=1)
    digests = Delivery.objects.filter(template__endswith="/digest", state=Delivery.State.SENT, sent_at__gte=since)
    assert set(digests.values_list("person__email", flat=True)) == set(SIGN_INS)


def test_one_report_is_published_and_one_waits_for_its_checks(record: Group) -> None:
    (release,) = Release.objects.filter(report__group=record)
    assert (release.report.title, release.number, release.build.signatures.count()) == (PUBLISHED.title, 1, 2)
    waiting = Deliverable.objects.get(group=record, title=IN_ASSEMBLY.title)
    found = findings_of(waiting, inputs_of(waiting))
    assert [(one.level, one.code) for one in found] == [("error", "poll-open")]


def names_in(text: str) -> set[str]:
    """What in a text reads like a person of the sources: found by its hash."""
    words = re.findall(r"\w+", fold(text))
    spans = {" ".join(words[at : at + size]) for size in (2, 3, 4) for at in range(len(words))}
    return {span for span in spans if hashlib.sha256(span.encode()).hexdigest()[:12] in NAMES}


def test_no_person_of_the_sources_is_named(record: Group) -> None:
    """A name of the source in a post would be found by its hash."""
    assert names_in(words_of_the_store()) == set()


def test_no_person_of_the_sources_is_named_in_a_report(published: Group) -> None:
    pages = Output.objects.filter(format="web", build__release__isnull=False).select_related("file__blob")
    assert len(pages) == 5
    assert [(one.pk, found) for one in pages if (found := names_in(bytes_of(one.file).decode()))] == []


def test_no_person_of_the_sources_is_named_in_our_files() -> None:
    files = [file for folder in (WORDS.parents[1], Path(__file__).parent) for file in folder.rglob("*.*")]
    texts = {file.name: file.read_text("utf-8") for file in files if file.suffix in {".py", ".md"}}
    assert len(texts) > 30
    assert {name: found for name, text in texts.items() if (found := names_in(text))} == {}
