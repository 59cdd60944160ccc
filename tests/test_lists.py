"""List pages ask the database as often for fifty rows as for one."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from workgroups.core import clock
from workgroups.deliverables.actions import create_deliverable
from workgroups.deliverables.models import Deliverable
from workgroups.documents.actions import add_document
from workgroups.documents.models import Document
from workgroups.documents.permissions import FILES
from workgroups.drafts.actions import add_reference, create_draft
from workgroups.drafts.models import Draft, Reference
from workgroups.files.actions import store_bytes
from workgroups.meetings.actions import plan_meeting
from workgroups.meetings.models import Meeting
from workgroups.polls.actions import record_decision
from workgroups.polls.models import Decision

pytestmark = pytest.mark.django_db


def decide(cast: Cast) -> None:
    today = clock.now().date()
    record_decision(actor=cast.member("chair"), title="So be it", body="", how="consensus", decided_on=today)


def draft(cast: Cast) -> None:
    create_draft(actor=cast.member("chair"), title="Issues paper")


def cite(cast: Cast) -> None:
    add_reference(actor=cast.member("chair"), title="Issues paper")


def report(cast: Cast) -> None:
    create_deliverable(actor=cast.member("chair"), title="Issues paper")


def meet(cast: Cast) -> None:
    day: date = clock.now().date() - timedelta(days=9)
    plan_meeting(actor=cast.member("chair"), title="Call", day=day, wall_time=time(9), zone="UTC", minutes=60)


def bring(cast: Cast) -> None:
    data = str(Document.objects.count()).encode()
    stored = store_bytes(owner=cast.chair, group_id=cast.group.pk, name="a.txt", data=data, kind=FILES)
    add_document(actor=cast.member("chair"), title="Issues paper", files={"en": stored.pk})


@pytest.mark.parametrize(
    ("make", "model", "path"),
    [
        (decide, Decision, "decisions/"),
        (draft, Draft, "drafts/"),
        (cite, Reference, "drafts/references/"),
        (report, Deliverable, "deliverables/"),
        (meet, Meeting, "meetings/"),
        (bring, Document, "documents/"),
    ],
)
def test_list_asks_as_often_for_fifty_as_for_one(
    cast: Cast, client: Client, make: Callable[[Cast], None], model: type[Decision], path: str
) -> None:
    client.force_login(cast.secretariat)
    address = f"{cast.group.get_absolute_url()}{path}"
    make(cast)
    client.get(address)
    asked = []
    for rows in (1, 50):
        while model.objects.count() < rows:
            make(cast)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]
    assert asked[0] <= 14  # sign-in, session, member, frame and live heads are ten of them
