"""What is restricted leaves no trace: every page, list, count, feed and search reads the same to observers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.cast import Cast
from tests.circulars.stage import later
from tests.circulars.stage import sent as letter
from tests.documents.stage import document
from tests.doors import table
from tests.doors.door import IN
from tests.doors.polls import SECTIONS
from tests.doors.test_markings import body, signed_in
from workgroups.circulars.actions import Words
from workgroups.circulars.models import Circular
from workgroups.core import clock
from workgroups.deliverables.actions import add_source, create_deliverable
from workgroups.deliverables.models import Deliverable
from workgroups.drafts.actions import create_draft, mark_draft, name_version
from workgroups.drafts.models import Draft
from workgroups.groups.actions import edit_milestone, plan_milestone
from workgroups.groups.actions.plan import TiedTo
from workgroups.groups.models import Milestone
from workgroups.meetings.actions import (
    Entry,
    add_paper,
    add_participants,
    attach_decision,
    open_minutes,
    plan_meeting,
    renew_feed,
    set_task,
)
from workgroups.meetings.models import Meeting
from workgroups.notifications.models import Notice
from workgroups.polls.actions import close_poll, open_call, open_poll, record_decision
from workgroups.polls.models import Decision
from workgroups.threads.actions import start_thread
from workgroups.threads.models import Thread

SECRET = "Zanzibar"
OTHER = {"/metrics": "gauges of the installation, for the network that the operator lets in"}
NOW = re.compile(rb"<updated>[^<]*</updated></feed>")  # of a feed that has no entry


@dataclass(frozen=True)
class World:
    """One thing of each kind."""

    thread: Thread
    draft: Draft
    meeting: Meeting
    past: Meeting
    decisions: tuple[Decision, ...]
    paper: Any
    circular: Circular


def world(cast: Cast, title: str, marking: str) -> World:
    """One thing of each kind that may carry a marking, told to everybody who may hear of it."""
    chair, day = cast.member("chair"), clock.now().date()
    draft = create_draft(actor=chair, title=title, words=f"About {title}.", marking=marking)
    name_version(actor=chair, draft=draft, label=title)
    when = {"day": day + timedelta(days=3), "wall_time": time(9), "zone": "UTC"}
    meeting = plan_meeting(actor=chair, title=title, marking=marking, place=title, **when)
    owing = cast.member("delegate").delegation
    set_task(actor=chair, meeting=meeting, title=title, delegation=owing, due_on=day + timedelta(days=5))
    past = plan_meeting(actor=chair, title=title, marking=marking, **(when | {"day": day - timedelta(days=9)}))
    add_participants(actor=chair, meeting=past, entries=[Entry("expert", title, "IN")])
    closed = open_poll(actor=chair, question=f"{title}, closed", options=["This", "That"], marking=marking)
    close_poll(actor=chair, decision=closed)
    decided = record_decision(actor=chair, title=title, body=title, how="consensus", decided_on=day, marking=marking)
    made = World(
        thread=start_thread(actor=chair, title=title, body=f"{title} for @Observer and @Delegate.", marking=marking),
        draft=draft,
        meeting=meeting,
        past=past,
        decisions=(
            decided,
            closed,
            open_poll(actor=chair, question=title, options=["This", "That"], marking=marking),
            open_call(actor=chair, title=title, sections=SECTIONS, marking=marking),
        ),
        paper=document(cast, "chair", title=title, text=f"{title} costs.", marking=marking),
        circular=letter(cast, texts={"en": Words(title, title)}, marking=marking, acknowledge="delegation"),
    )
    later()
    return made


def lead_to(secret: World, plain: World, cast: Cast) -> None:
    """Let what everybody knows of lead to what is restricted, wherever a page has a place for it."""
    chair = cast.member("chair")
    add_paper(actor=chair, meeting=plain.meeting, document=secret.paper)
    attach_decision(actor=chair, meeting=plain.meeting, decision=secret.decisions[0])
    attach_decision(actor=chair, meeting=plain.past, decision=secret.decisions[1])
    minutes = open_minutes(actor=chair, meeting=plain.past, words=f"Of {SECRET}.")
    mark_draft(actor=chair, draft=minutes, marking="restricted")
    ties = (("draft", secret.draft), ("meeting", secret.meeting), ("decision", secret.decisions[0]))
    for milestone, (kind, thing) in zip(Milestone.objects.order_by("pk"), ties, strict=True):
        edit_milestone(actor=cast.chair, milestone=milestone, title=milestone.title, tied_to=TiedTo(kind, thing.number))


def addresses(cast: Cast, plain: World) -> Iterator[str]:
    """Every page that an observer may read without being told its address, and those of the plain things."""
    numbers = {
        "threads": [plain.thread.number],
        "drafts": [plain.draft.number],
        "meetings": [plain.meeting.number, plain.past.number],
        "polls": [one.number for one in plain.decisions],
        "documents": [plain.paper.number],
        "deliverables": [Deliverable.objects.get().number],
    }
    for name in sorted({door.name for door in table.doors() if door.get and door.get["observer"] is IN}):
        ways: list[dict[str, object]] = [{}, {"slug": cast.group.slug}]
        ways += [{"slug": cast.group.slug, "number": one} for one in numbers.get(name.partition(":")[0], [])]
        for kwargs in ways:
            try:
                yield reverse(name, kwargs=kwargs)
            except NoReverseMatch:
                continue
    for words in (SECRET, "Costs"):
        yield f"{reverse('home:search')}?q={words}"
        yield f"{reverse('documents:document-list', args=[cast.group.slug])}?q={words}"
    yield reverse("meetings:person-feed", args=[renew_feed(person=cast.observer)])


def read(observer: Client, at: str) -> bytes:
    response = observer.get(at)
    return f"{response.status_code} ".encode() + NOW.sub(b"", body(response))


@pytest.mark.django_db
def test_no_page_of_an_observer_tells_of_what_is_restricted(cast: Cast) -> None:
    """Made through actions and with everybody told, beside and linked from what the observer knows of.

    Tried: with `markings_read` that gives everybody everything, 16 pages name the secret.
    """
    now: datetime = clock.now()
    with clock.at(now):
        plain = world(cast, "Costs", "group")
        report = create_deliverable(actor=cast.member("chair"), title="Costs")
        add_source(actor=cast.member("chair"), deliverable=report, version=plain.draft.versions.get())
        for title in ("First", "Second", "Third"):
            plan_milestone(actor=cast.chair, group=cast.group, title=title, due=now.date())
        observer = signed_in(cast, "observer")
        places = list(addresses(cast, plain))
        for at in (one for one in places if "/threads/" in one or "/desk/" in one):
            read(observer, at)  # the first look marks things as seen
        without = {at: read(observer, at) for at in places}
        heard = (Notice.objects.filter(person=cast.observer).count(), len(to(cast)))
        lead_to(world(cast, SECRET, "restricted"), plain, cast)
        later()
        with_it = {at: read(observer, at) for at in places}
        assert [at for at in places if SECRET.encode() in with_it[at] and SECRET not in at] == []
        changed = [at for at in places if with_it[at] != without[at] and at not in OTHER]
        assert {at: first_difference(without[at], with_it[at]) for at in changed} == {}
        assert (Notice.objects.filter(person=cast.observer).count(), len(to(cast))) == heard
        chairs = signed_in(cast, "chair")
        assert sum(SECRET.encode() in read(chairs, at) for at in places) > 20, "a world that nobody sees hides nothing"


def to(cast: Cast) -> list[Any]:
    return [one for one in mail.outbox if cast.observer.email in one.to]


def first_difference(one: bytes, other: bytes) -> tuple[str, str]:
    """What the two say around the first place where they part."""
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return tuple(
        re.sub(r"\s+", " ", said[max(at - 60, 0) : at + 120].decode("utf-8", "replace")) for said in (one, other)
    )  # type: ignore[return-value]
