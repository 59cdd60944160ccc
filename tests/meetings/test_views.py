"""Pages of meetings: several days, lists of participants and their file, what stays inside."""

import csv
from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from workgroups.core import clock
from workgroups.meetings import actions
from workgroups.meetings.actions import Entry, Item
from workgroups.meetings.models import Meeting, Session
from workgroups.meetings.queries import participants_by_function
from workgroups.polls.actions import RecordedResult, close_poll, open_poll, record_decision, record_poll

pytestmark = pytest.mark.django_db
DAY = date(2021, 3, 29)


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return actions.record_meeting(
        actor=cast.member("chair"),
        title="Expert meeting",
        day=DAY,
        last_day=DAY + timedelta(days=2),
        source="Its report",
    )


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_record_shows_days_and_source_and_invents_no_hour(cast: Cast, meeting: Meeting, client: Client) -> None:
    client.force_login(cast.delegate)
    page = text_of(client, meeting.get_absolute_url())
    assert "29–31 Mar 2021" in page
    assert "Its report" in page
    assert page.count("Not recorded in the source") == 2  # hours and place
    main = page[page.index("<main") : page.index("</main")]
    assert not [word for word in ("00:00", "has not answered", "Begins there at", "Will you come") if word in main]


def test_several_days_with_hours_show_them_once(cast: Cast, client: Client) -> None:
    one = actions.plan_meeting(
        actor=cast.member("chair"), title="Workshop", day=date(2031, 3, 3), last_day=date(2031, 3, 5),
        wall_time=time(9), zone="UTC", minutes=150,
    )  # fmt: skip
    client.force_login(cast.delegate)
    page = text_of(client, one.get_absolute_url())
    assert page.count("3–5 Mar 2031") == 1
    assert ">09:00" in page
    assert ">11:30" in page


def test_list_shows_single_meetings_beside_a_long_series(cast: Cast, client: Client) -> None:
    today = clock.now().date()
    chair = cast.member("chair")
    actions.create_series(
        actor=chair, title="Weekly call", first_day=today + timedelta(days=1), every_weeks=1, slots=[(time(9), "UTC")],
        minutes=30,
    )  # fmt: skip
    late = today + timedelta(days=300)
    actions.plan_meeting(actor=chair, title="Far workshop", day=late, wall_time=None, zone="UTC")
    client.force_login(cast.delegate)
    page = text_of(client, f"/groups/{cast.group.slug}/meetings/")
    assert (page.count("Weekly call"), page.count("Far workshop")) == (3, 1)


def test_every_meeting_that_was_can_be_reached(cast: Cast, client: Client) -> None:
    for back in range(70):
        actions.record_meeting(
            actor=cast.member("chair"),
            title=f"Call {back}",
            day=date(2020, 1, 31) - timedelta(days=back % 9),
            source="S",
        )
    client.force_login(cast.delegate)
    address, seen = f"/groups/{cast.group.slug}/meetings/", []
    query = ""
    for _page in range(3):
        answer = client.get(f"{address}{query}")
        seen += [one.number for one in answer.context["past"]]
        query = answer.context["earlier_url"]
    assert (len(seen), len(set(seen)), query) == (70, 70, "")


def test_page_asks_as_often_for_fifty_sessions_and_participants_as_for_one(
    cast: Cast, meeting: Meeting, client: Client
) -> None:
    chair = cast.member("chair")

    def fill() -> None:
        session = actions.add_session(actor=chair, meeting=meeting, kind="dialogue", title="D", day=DAY)
        decision = record_decision(actor=chair, title="So", body="", how="consensus", decided_on=DAY)
        actions.attach_decision(actor=chair, meeting=meeting, decision=decision, session=session)
        settled = record_poll(actor=chair, question="Which?", kind="single", source="R", results=[RecordedResult("A")])
        actions.attach_decision(actor=chair, meeting=meeting, decision=settled, session=session)
        items = [Item("I", session=one) for one in Session.objects.filter(meeting=meeting)]
        actions.set_agenda(actor=chair, meeting=meeting, items=items)
        actions.add_participants(actor=chair, meeting=meeting, entries=[Entry("expert", "U", "IN", person=cast.chair)])
        actions.set_task(actor=chair, meeting=meeting, title="T", kind="recommendation", session=session)

    client.force_login(cast.secretariat)
    paths = ("", "participants/", "participants/?by=country", "participants/entries/", "agenda/")
    asked: list[list[int]] = []
    for rows in (1, 50):
        while Session.objects.filter(meeting=meeting).count() < rows:
            fill()
        counts = []
        for path in paths:
            client.get(f"{meeting.get_absolute_url()}{path}")
            with CaptureQueriesContext(connection) as queries:
                text_of(client, f"{meeting.get_absolute_url()}{path}")
            counts.append(len(queries))
        asked.append(counts)
    assert asked[0] == asked[1]
    assert asked[0][0] <= 23
    assert max(asked[0][1:]) <= 15


def test_pasted_list_takes_the_good_lines_and_keeps_the_rest(cast: Cast, meeting: Meeting, client: Client) -> None:
    client.force_login(cast.secretariat)
    address = f"{meeting.get_absolute_url()}participants/new/"
    pasted = {"order": "organisation country", "function": "expert", "lines": "A university; India\nB; Atlantis\nC; UY"}
    first = client.post(address, pasted)
    page = first.content.decode()
    assert (first.status_code, meeting.participants.count()) == (422, 0)
    assert "B; Atlantis" in page
    assert "“Atlantis” is not a country" in page
    assert "A university; India" in page  # nothing that was typed is lost
    second = client.post(address, pasted | {"good": "1"})
    assert [line.organisation for line in participants_by_function(meeting)[0].lines] == ["A university", "C"]
    assert (second.status_code, second.headers["Location"]) == (302, address)
    for _reload in range(2):
        assert client.get(address).context["form"].data["lines"] == "B; Atlantis"
    assert meeting.participants.count() == 2
    assert client.post(address, pasted | {"lines": "B; France"}).status_code == 302
    assert meeting.participants.count() == 3
    assert not client.get(address).context["form"].is_bound


def test_file_has_no_formula_and_no_name_without_consent(cast: Cast, meeting: Meeting, client: Client) -> None:
    entries = [
        Entry("expert", '=HYPERLINK("http://evil.example")', "IN", name="+Agreed", consent_to_name=True),
        Entry("guest", "A, “city”", name="Silent"),
    ]
    actions.add_participants(actor=cast.member("chair"), meeting=meeting, entries=entries)

    def rows(who: str) -> list[list[str]]:
        client.force_login(getattr(cast, who))
        answer = client.get(f"{meeting.get_absolute_url()}participants/file.csv")
        return list(csv.reader(answer.content.decode("utf-8-sig").splitlines()))

    hostile = '\'=HYPERLINK("http://evil.example")'
    assert rows("observer") == [
        ["Function", "Name", "Organisation", "Country", "Country code"],
        ["Expert", "'+Agreed", hostile, "India", "IN"],
        ["Guest", "", "A, “city”", "", ""],
    ]
    assert rows("cochair")[2][1] == "Silent"


def test_names_without_consent_are_for_officers_only(cast: Cast, meeting: Meeting, client: Client) -> None:
    entries = [Entry("expert", name="Quiet Person"), Entry("guest", name="Open Person", consent_to_name=True)]
    actions.add_participants(actor=cast.member("chair"), meeting=meeting, entries=entries)
    for who, seen in (("delegate", [False, True]), ("chair", [True, True])):
        client.force_login(getattr(cast, who))
        for by in ("function", "organisation", "country"):
            page = text_of(client, f"{meeting.get_absolute_url()}participants/?by={by}")
            named = [name in page for name in ("Quiet Person", "Open Person")]
            assert named == (seen if by == "function" else [False, False]), (who, by)


def test_nothing_of_a_meeting_stands_on_public_pages(cast: Cast, meeting: Meeting, client: Client) -> None:
    chair = cast.member("chair")
    joined = "https://call.example/secret"
    actions.add_participants(
        actor=chair, meeting=meeting, entries=[Entry("expert", name="Open Person", consent_to_name=True)]
    )
    actions.plan_meeting(
        actor=chair, title="Coming", day=date(2031, 3, 3), last_day=date(2031, 3, 5), wall_time=time(9), zone="UTC",
        join_url=joined,
    )  # fmt: skip
    for path in (cast.group.get_absolute_url(), f"/groups/{cast.group.slug}/calendar.ics", "/groups/", "/"):
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert joined.encode() not in answer.content, path
        assert b"Open Person" not in answer.content, path


def test_a_session_taken_out_can_be_put_back(cast: Cast, meeting: Meeting, client: Client) -> None:
    session = actions.add_session(
        actor=cast.member("chair"), meeting=meeting, kind="opening", title="Opening", day=DAY, starts=time(9),
        words="Said <b>well</b>.",
    )  # fmt: skip
    client.force_login(cast.secretariat)
    page = client.post(f"{meeting.get_absolute_url()}sessions/{session.pk}/remove/")
    assert not Session.objects.exists()
    form = page.context["back_form"]
    values = {field.html_name: field.value() or "" for field in form}
    client.post(page.context["back_url"], values)
    (back,) = Session.objects.all()
    assert (back.title, back.day, back.starts, back.text) == ("Opening", DAY, time(9), "Said <b>well</b>.")


def test_words_of_a_session_are_shown_without_html_or_headings(cast: Cast, meeting: Meeting, client: Client) -> None:
    words = "# Trends\n\nSaid <script>alert(1)</script> *well*."
    actions.add_session(
        actor=cast.member("chair"), meeting=meeting, kind="opening", title="Opening", day=DAY, words=words
    )
    client.force_login(cast.delegate)
    page = text_of(client, meeting.get_absolute_url())
    assert "<strong>Trends</strong>" in page
    assert "<em>well</em>" in page
    assert "<script>alert" not in page


def test_task_form_says_no_beside_the_field(cast: Cast, meeting: Meeting, client: Client) -> None:
    client.force_login(cast.secretariat)
    delegation = cast.member("delegate").delegation
    assert delegation
    values = {"title": "A paper", "delegation": delegation.pk, "addressee": "Somebody else", "kind": "task"}
    answer = client.post(f"{meeting.get_absolute_url()}tasks/new/", values)
    page = answer.content.decode()
    assert (answer.status_code, "not both" in page, "A paper" in page) == (422, True, True)


def test_officers_see_what_comes_next_and_members_do_not(cast: Cast, client: Client) -> None:
    chair = cast.member("chair")
    coming = actions.plan_meeting(actor=chair, title="Workshop", day=date(2031, 3, 3), wall_time=None, zone="UTC")
    past = actions.plan_meeting(actor=chair, title="Call", day=date(2026, 1, 5), wall_time=time(9), zone="UTC")
    actions.set_task(actor=chair, meeting=past, title="Somebody writes to everybody")
    poll = open_poll(actor=chair, question="Well?", options=["Yes", "No"])
    actions.attach_decision(actor=chair, meeting=past, decision=poll, role="evaluation")
    record = actions.record_meeting(actor=chair, title="Old", day=DAY, source="Report")

    def steps(who: str, one: Meeting) -> list[str]:
        client.force_login(getattr(cast, who))
        return [step.words for step in client.get(one.get_absolute_url()).context["next_steps"]]

    assert steps("secretariat", coming) == ["Write the agenda", "Set its hours", "Say where it takes place"]
    assert steps("secretariat", past) == [
        "Open the minutes", "1 poll of it is still open", "1 task waits for somebody",
    ]  # fmt: skip
    assert steps("secretariat", record) == ["Write the programme", "Paste the list of participants"]
    assert steps("delegate", past) == []
    for one in (coming, past, record):
        client.force_login(cast.secretariat)
        for step in client.get(one.get_absolute_url()).context["next_steps"]:
            assert client.get(step.url).status_code == 200


def test_the_source_of_a_record_can_be_mended(cast: Cast, meeting: Meeting, client: Client) -> None:
    client.force_login(cast.secretariat)
    address = f"{meeting.get_absolute_url()}edit/"
    form = client.get(address).context["form"]
    values = {field.html_name: field.value() or "" for field in form}
    client.post(address, values | {"source": "Report, 2021"})
    changed = Meeting.objects.get()
    assert (changed.recorded_from, changed.days, changed.wall_time) == ("Report, 2021", meeting.days, None)
    assert client.post(address, values | {"day": "2031-01-01", "last_day": ""}).status_code == 422


def test_page_shows_the_figure_of_what_is_settled_only(cast: Cast, meeting: Meeting, client: Client) -> None:
    chair = cast.member("chair")
    for number in (1, 2):
        decision = open_poll(actor=chair, question=f"Which two words? {number}", options=["One", "Two"])
        actions.attach_decision(actor=chair, meeting=meeting, decision=decision)
    close_poll(actor=chair, decision=decision)
    client.force_login(cast.observer)
    page = text_of(client, meeting.get_absolute_url())
    assert page.count('<figure class="figure') == page.count(f'id="figure-{decision.pk}"') == 1


def test_decision_says_of_which_meeting_it_is_part(cast: Cast, meeting: Meeting, client: Client) -> None:
    chair = cast.member("chair")
    asked = open_poll(actor=chair, question="Which?", options=["One", "Two"])
    decided = record_decision(actor=chair, title="So", body="", how="consensus", decided_on=DAY)
    client.force_login(cast.observer)
    for decision in (asked, decided):
        assert "Part of a meeting" not in text_of(client, decision.get_absolute_url())
        actions.attach_decision(actor=chair, meeting=meeting, decision=decision)
        assert f'href="{meeting.get_absolute_url()}"' in text_of(client, decision.get_absolute_url())
