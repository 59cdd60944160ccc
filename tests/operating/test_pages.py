"""What operators see: everybody, what failed and why, what takes up room, whether everything runs."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from tests.cast import Cast
from tests.deliverables.stage import built
from workgroups.accounts import actions as accounts
from workgroups.accounts.models import Person
from workgroups.audit.queries import looks_at
from workgroups.core import clock
from workgroups.core.errors import NotAllowed, Refused
from workgroups.events.models import Cursor, Stream
from workgroups.files.actions import store_bytes
from workgroups.notifications.models import Delivery, Pulse
from workgroups.operating.queries import checks, failed_jobs, people, stored
from workgroups.timers.models import Timer

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(cast: Cast, client: Client) -> Client:
    client.force_login(cast.operator)
    return client


def test_people_are_found_by_name_and_by_address(cast: Cast) -> None:
    assert people(query="delegate2").get() == cast.delegate2
    assert cast.chair.email
    assert cast.chair in people(query=cast.chair.email.upper())
    assert list(people(only="operators")) == [cast.operator]
    assert people(only="closed").count() == 0
    assert people().count() == Person.objects.count()


def test_the_list_costs_the_same_with_many(cast: Cast, browser: Client) -> None:
    browser.get("/manage/people/")  # the session knows this visit
    with CaptureQueriesContext(connection) as few:
        assert browser.get("/manage/people/").status_code == 200
    Person.objects.bulk_create([Person(name=f"P{n}", email=f"p{n}@many.example", sort_key=f"p{n}") for n in range(60)])
    with CaptureQueriesContext(connection) as many:
        assert browser.get("/manage/people/").status_code == 200
    assert len(many) == len(few)


def test_a_look_at_somebody_is_kept_for_them(cast: Cast, browser: Client) -> None:
    page = browser.get(f"/manage/people/{cast.delegate.uid}/")
    assert (cast.delegate.email or "-") in page.content.decode()
    assert [look.actor_id for look in looks_at(cast.delegate.pk)] == [cast.operator.pk]
    assert looks_at(cast.chair.pk).count() == 0


def test_a_closed_account_lets_nobody_in_until_it_is_opened(cast: Cast, browser: Client) -> None:
    inside = Client()
    inside.force_login(cast.delegate)
    assert inside.get("/groups/cloud/threads/").status_code == 200
    before = type(cast.group).objects.get(pk=cast.group.pk).epoch
    browser.post(f"/manage/people/{cast.delegate.uid}/account/", {"act": "close"})
    assert inside.get("/groups/cloud/threads/").status_code == 302
    assert type(cast.group).objects.get(pk=cast.group.pk).epoch > before
    browser.post(f"/manage/people/{cast.delegate.uid}/account/", {"act": "open"})
    cast.delegate.refresh_from_db()
    assert cast.delegate.is_active


def test_the_last_operator_stays(cast: Cast, browser: Client) -> None:
    with pytest.raises(Refused, match="last operator"):
        accounts.close_account(actor=cast.operator, person=cast.operator)
    with pytest.raises(Refused, match="last operator"):
        accounts.choose_operator(actor=cast.operator, person=cast.operator, operator=False)
    accounts.choose_operator(actor=cast.operator, person=cast.chair, operator=True)
    accounts.close_account(actor=cast.chair, person=cast.operator)
    with pytest.raises(NotAllowed):
        accounts.open_account(actor=cast.operator, person=cast.operator)


def test_what_is_none_of_the_acts_is_refused(cast: Cast, browser: Client) -> None:
    assert browser.post(f"/manage/people/{cast.delegate.uid}/account/", {"act": "marry"}).status_code == 422


def failures(cast: Cast) -> dict[str, int]:
    """One failed job of each kind, by kind."""
    mail = Delivery.objects.create(
        key="k", address="a@b.example", template="x", state="failed", error="550 no", attempts=9
    )
    stream = Stream.objects.get(kind="group", ref_id=cast.group.pk)
    later = clock.now() + timedelta(hours=1)
    reader = Cursor.objects.create(reader="test", stream=stream, attempts=3, retry_at=later, error="ValueError: x")
    timer = Timer.objects.create(
        kind="test", subject_id=1, due=clock.now(), attempts=2, retry_at=later, error="KeyError: y"
    )
    build = built(cast)
    type(build).objects.filter(pk=build.pk).update(status="failed", error="TypesettingFailed: z")
    return {"mail": mail.pk, "reader": reader.pk, "timer": timer.pk, "build": build.pk}


def test_what_failed_is_listed_with_its_reason_and_tried_again(cast: Cast, browser: Client) -> None:
    numbers = failures(cast)
    listed = {job.kind: job for job in failed_jobs()}
    assert {kind: job.number for kind, job in listed.items()} == numbers
    page = browser.get("/manage/jobs/").content.decode()
    assert all(reason in page for reason in ("550 no", "ValueError: x", "KeyError: y", "TypesettingFailed: z"))
    for kind, number in numbers.items():
        assert browser.post(f"/manage/jobs/{kind}/{number}/retry/").status_code == 302
    assert Delivery.objects.get(pk=numbers["mail"]).state == "waiting"
    assert Cursor.objects.get(pk=numbers["reader"]).retry_at is None
    assert Timer.objects.get(pk=numbers["timer"]).retry_at is None
    assert "build" not in {job.kind for job in failed_jobs()}


def test_a_job_that_is_not_there_is_missing(cast: Cast, browser: Client) -> None:
    assert browser.post("/manage/jobs/mail/999/retry/").status_code == 404
    assert browser.post("/manage/jobs/coffee/1/retry/").status_code == 404


def test_storage_adds_up(cast: Cast, browser: Client) -> None:
    store_bytes(owner=cast.chair, group_id=cast.group.pk, name="a.txt", data=b"words", kind="test")
    store = stored()
    assert store.bytes == sum(row["bytes"] for row in store.types) > 0
    assert store.files == sum(row["number"] for row in store.types)
    assert store.database > 1_000_000
    assert browser.get("/manage/storage/").status_code == 200


def test_health_says_what_is_wrong(cast: Cast, browser: Client) -> None:
    Pulse.objects.update_or_create(name="worker", defaults={"at": clock.now()})
    states = {check.name: check.state for check in checks()}
    assert states["Worker"] == "settled"
    Pulse.objects.all().delete()
    failures(cast)
    Timer.objects.filter(kind="test").update(due=clock.now() - timedelta(hours=1))
    states = {check.name: check.state for check in checks()}
    assert (states["Worker"], states["Log"], states["Due work"], states["Mail"]) == (
        "breaks",
        "breaks",
        "breaks",
        "waits",
    )
    page = browser.get("/manage/health/").content.decode()
    assert "Out of order" in page


def test_a_data_folder_that_is_gone_is_said(browser: Client, settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    assert {check.name: check.state for check in checks()}["Disk"] != "breaks"
    settings.DATA_DIR = tmp_path / "taken away"
    assert {check.name: check.state for check in checks()}["Disk"] == "breaks"
    assert "The data folder is not there" in browser.get("/manage/health/").content.decode()
    assert "The data folder is not there" in browser.get("/manage/storage/").content.decode()
