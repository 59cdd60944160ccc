"""The follow-up board: what is awaited, filtered; letters to exactly those chosen, and nobody twice in a day."""

import csv
import io
import re
from datetime import date, time, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.circulars.stage import go_out, sent
from tests.documents.stage import document
from tests.polls.stage import call, submit
from workgroups.accounts.models import Person
from workgroups.circulars import actions
from workgroups.circulars.models import Circular
from workgroups.circulars.queries import board_of
from workgroups.core import clock
from workgroups.groups.actions import create_group, end_seat, invite_member, take_office
from workgroups.groups.models import Group, Office, Seat
from workgroups.meetings.actions import add_paper, plan_meeting
from workgroups.meetings.models import Meeting, Paper
from workgroups.notifications.models import Preference
from workgroups.polls.actions import open_poll

pytestmark = pytest.mark.django_db
BOARD = "/desk/follow-up/"
SIGNING_IN = re.compile(r"session|SAVEPOINT|accounts_person\"\.\"id\" = ")


@pytest.fixture
def quiet(cast: Cast) -> Cast:
    """Everybody has been here before."""
    Person.objects.update(last_login=clock.now())
    return cast


def rows(cast: Cast, kind: str, who: str = "secretariat") -> list[tuple[str, str]]:
    found = board_of(cast.person(who) or cast.operator).rows
    return sorted((one.row.what, one.row.who) for one in found if one.row.kind == kind)


def test_what_each_domain_awaits(quiet: Cast) -> None:
    chair = quiet.member("chair")
    decision = call(quiet, closes_at=clock.now() + timedelta(days=3))
    submit(quiet, decision, "delegate", "Ours")
    open_poll(actor=chair, question="Which?", options=["A", "B"])
    tomorrow: date = (clock.now() + timedelta(days=1)).date()
    plan_meeting(actor=chair, title="Call", day=tomorrow, wall_time=time(9), zone="UTC", minutes=60)
    sent(quiet, to="observers", acknowledge="delegation")
    invite_member(
        actor=quiet.secretariat, group=quiet.group, email="new@cast.example", name="Nia", office_role="cochair"
    )
    Preference.objects.create(person=quiet.delegate2, refused_at=clock.now(), refusal="550")
    Person.objects.filter(pk=quiet.cochair.pk).update(last_login=None)
    end_seat(actor=quiet.operator, seat=Seat.objects.get(person=quiet.observer))
    assert rows(quiet, "polls.call") == [("Input on cloud", "Northland"), ("Input on cloud", "Southland")]
    assert rows(quiet, "polls.poll") == [("Which?", one) for one in ("Northland", "Southland", "Westland")]
    members = ("Chair", "Cochair", "Delegate", "Delegate2", "Secretariat")
    assert rows(quiet, "meetings.invitation") == [("Call", one) for one in members]
    year = clock.now().year
    assert rows(quiet, "circulars.acknowledge") == [(f"Circular {year}/1: About Cloud", "The Watchers")]
    assert rows(quiet, "groups.invited") == [("Invitation to the group", "Nia <new@cast.example>")]
    assert rows(quiet, "groups.never_signed_in") == [("First visit", "Cochair")]
    assert rows(quiet, "groups.unreachable") == [("The address delegate2@cast.example takes no mail", "Delegate2")]
    assert rows(quiet, "groups.vacant") == [("Nobody sits for it", "The Watchers")]
    assert rows(quiet, "polls.call", "outsider") == []


def test_a_paper_that_is_not_there_is_awaited_until_it_comes(quiet: Cast, client: Client) -> None:
    chair, now = quiet.member("chair"), clock.now()
    day = (now + timedelta(days=10)).date()
    meeting = plan_meeting(actor=chair, title="Call", day=day, wall_time=time(9), zone="UTC", minutes=60)
    west = quiet.member("delegate").delegation
    add_paper(actor=chair, meeting=meeting, title="National figures", delegation=west)
    assert rows(quiet, "meetings.paper") == []  # without a deadline nothing is late
    Meeting.objects.update(papers_due_at=now - timedelta(days=1))
    (late,) = (one for one in board_of(quiet.secretariat, late="overdue").rows if one.row.kind == "meetings.paper")
    assert (late.row.what, late.row.who, late.is_late) == ("National figures, for Call", "Westland", True)
    client.force_login(quiet.secretariat)
    client.post(f"{BOARD}chase/", {"row": [late.row.mark]})
    assert [one.name for one in Circular.objects.get().people.all()] == ["Delegate"]
    Paper.objects.update(document=document(quiet))
    assert rows(quiet, "meetings.paper") == []


def test_filters(quiet: Cast, client: Client) -> None:
    call(quiet, closes_at=clock.now() + timedelta(days=3))
    client.force_login(quiet.secretariat)
    west = quiet.member("delegate").seats[0].delegation.body_id
    for query, count in (
        ("", 3),
        ("?kind=polls.call", 3),
        ("?kind=groups.vacant", 0),
        (f"?body={west}", 1),
        ("?group=elsewhere", 0),
        ("?late=overdue", 0),
        ("?late=soon", 3),
    ):
        answer = client.get(BOARD + query)
        assert len(answer.context["board"].rows) == count, query
    lines = list(csv.reader(io.StringIO(client.get(f"/desk/follow-up.csv?body={west}").content.decode("utf-8-sig"))))
    assert [line[:4] for line in lines[1:]] == [["Call for input not answered", "Input on cloud", "Westland", "Cloud"]]


def test_letter_to_exactly_those_chosen_and_nobody_twice_in_a_day(quiet: Cast, client: Client, settings) -> None:  # type: ignore[no-untyped-def]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    call(quiet)
    client.force_login(quiet.secretariat)
    marks = {one.row.who: one.row.mark for one in board_of(quiet.secretariat).rows}
    answer = client.post(f"{BOARD}chase/", {"row": [marks["Westland"], marks["Northland"]]})
    circular = Circular.objects.get()
    assert answer.url == circular.get_absolute_url()  # type: ignore[attr-defined]
    page = client.get(answer.url).content.decode()  # type: ignore[attr-defined]
    assert "2 people" in page
    go_out(quiet, circular)
    assert sorted(one.to[0] for one in mail.outbox) == ["chair@cast.example", "delegate@cast.example"]
    assert "- Input on cloud\n  http" in mail.outbox[0].body
    with clock.at(clock.now() + timedelta(hours=1)):
        found = board_of(quiet.secretariat)
        assert {one.row.who: one.chased_by for one in found.rows} == {
            "Northland": circular,
            "Westland": circular,
            "Southland": None,
        }
        key = found.rows[0].row.key
        client.post(f"{BOARD}chase/", {"thing": [key]})
        assert [one.name for one in Circular.objects.latest("pk").people.all()] == ["Cochair"]
        assert client.post(f"{BOARD}chase/", {"row": [marks["Westland"]]}).status_code == 422
        client.post(f"{BOARD}chase/", {"thing": [key], "again": "1"})
        assert Circular.objects.latest("pk").people.count() == 3
    with clock.at(clock.now() + timedelta(days=2)):
        client.post(f"{BOARD}chase/", {"row": [marks["Westland"]]})
        assert [one.name for one in Circular.objects.latest("pk").people.all()] == ["Delegate"]


def test_rows_of_two_groups_are_refused_in_words(quiet: Cast, client: Client) -> None:
    call(quiet)
    take_office(actor=quiet.operator, group=quiet.elsewhere, person=quiet.secretariat, role=Office.Role.SECRETARIAT)
    Person.objects.filter(pk=quiet.outsider.pk).update(last_login=None)
    client.force_login(quiet.secretariat)
    marks = [one.row.mark for one in board_of(quiet.secretariat).rows]
    answer = client.post(f"{BOARD}chase/", {"row": marks})
    assert answer.status_code == 422
    assert "rows of one group" in answer.content.decode()


def test_restricted_thing_has_no_title_in_a_letter(quiet: Cast) -> None:
    circular = sent(quiet, marking="restricted", acknowledge="person", to="heads")
    (row, *_others) = board_of(quiet.secretariat).rows
    assert row.row.is_restricted
    owed = actions.Owed(row.row.key, row.row.people[0], "", circular.get_absolute_url())
    assert "About" not in owed.title


def test_twenty_groups_ask_as_often_as_one(cast: Cast, client: Client) -> None:
    client.force_login(cast.secretariat)

    def fill(group: Group) -> None:
        if group != cast.group:
            take_office(actor=cast.operator, group=group, person=cast.secretariat, role=Office.Role.SECRETARIAT)
            take_office(actor=cast.operator, group=group, person=cast.outsider, role=Office.Role.CHAIR)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(BOARD).status_code == 200
        own = [one for one in queries.captured_queries if not SIGNING_IN.search(one["sql"])]
        return len(own)

    call(cast)
    sent(cast, acknowledge="delegation")
    asked()
    one = asked()
    for number in range(20):
        fill(
            create_group(
                actor=cast.operator, programme=cast.group.programme, slug=f"group-{number}", name=f"Group {number}"
            )
        )
    call(cast, title="Another")
    sent(cast, acknowledge="person")
    assert len(board_of(cast.secretariat).groups) == 21
    assert asked() == one <= 15
