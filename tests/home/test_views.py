"""Desk, search and overview as members meet them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.groups import actions
from workgroups.notifications import registry
from workgroups.notifications.actions import file_notices
from workgroups.notifications.registry import Duty, Line
from workgroups.search.actions import put

KIND = "tests.spoken"
DUE = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


def words(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.fixture
def duties(cast: Cast, monkeypatch) -> list[Duty]:
    """What waits for everybody in this test; fill it."""
    waiting: list[Duty] = []
    monkeypatch.setattr(registry.waiting, "rows", [])
    monkeypatch.setattr(registry.waiting, "made", [(1, "", lambda people: {p.pk: list(waiting) for p in people})])
    return waiting


def duty(cast: Cast, number: int = 1) -> Duty:
    words = {"verb": "Answer", "thing": f"poll {number}", "silence": "The others decide."}
    return Duty(**words, url=f"/p/{number}/", group_id=cast.group.pk, group_name=cast.group.name, due=DUE)


@pytest.fixture
def spoken() -> Iterator[None]:
    """A kind of notice that always has something to say."""

    def render(person, notices):
        return {n.pk: Line(title=f"News {n.subject_id}", url="/n/", section="new") for n in notices}

    registry.notice_kind(KIND)(render)
    yield
    del registry.renderers[KIND]


def tell(person: Person, cast: Cast, number: int, at: datetime | None = None) -> None:
    file_notices(
        kind=KIND, key=str(number), readers=[person.pk], group_id=cast.group.pk, subject_id=number, at=at or clock.now()
    )


@pytest.fixture
def as_delegate(cast: Cast, client: Client) -> Client:
    client.force_login(cast.delegate)
    return client


def test_an_empty_desk_says_so(cast: Cast, duties: list[Duty], as_delegate: Client) -> None:
    page = words(as_delegate.get("/desk/"))
    assert ("Nothing is waiting for you." in page, "Nothing new in your groups." in page) == (True, True)


def test_the_desk_shows_what_waits_until_when_and_what_silence_means(cast, duties, as_delegate) -> None:
    cast.delegate.time_zone = "Asia/Tokyo"
    cast.delegate.save()
    duties += [duty(cast)]
    page = words(as_delegate.get("/desk/"))
    assert all(part in page for part in ("Answer: poll 1", "The others decide.", "21:00", cast.group.name))


def test_a_duty_that_a_colleague_has_done_says_who(cast, duties, as_delegate) -> None:
    duties += [replace(duty(cast), done_by="Delegate2")]
    page = words(as_delegate.get("/desk/"))
    assert ("Delegate2 has done it" in page, "The others decide." in page) == (True, False)


def test_seven_duties_stand_open_and_the_rest_one_press_away_by_group(cast, duties, as_delegate) -> None:
    duties += [duty(cast, number) for number in range(1, 11)]
    page = as_delegate.get("/desk/")
    assert (words(page).count("Answer: poll "), "3 more, by group" in words(page)) == (7, True)
    assert words(as_delegate.get("/desk/waiting/?in=cloud")).count("Answer: poll ") == 10


def test_news_since_the_last_visit_stands_apart_from_earlier_news(cast, spoken, as_delegate) -> None:
    tell(cast.delegate, cast, 1)
    tell(cast.delegate, cast, 2, at=clock.now().replace(year=2025))
    page = words(as_delegate.get("/desk/"))
    assert page.index("News 1") < page.index("Earlier, not read yet") < page.index("News 2")


def test_the_desk_asks_no_more_queries_for_more(cast, duties, spoken, as_delegate) -> None:
    duties += [duty(cast)]
    tell(cast.delegate, cast, 1)
    few = _queries(as_delegate)
    duties += [duty(cast, number) for number in range(2, 51)]
    for number in range(2, 51):
        tell(cast.delegate, cast, number)
        group = actions.create_group(
            actor=cast.operator, programme=cast.group.programme, slug=f"g{number}", name=f"G {number}"
        )
        actions.take_office(actor=cast.operator, group=group, person=cast.delegate, role="cochair")
    assert _queries(as_delegate) == few


def _queries(client: Client) -> int:
    client.get("/desk/")
    with CaptureQueriesContext(connection) as seen:
        client.get("/desk/")
    return len(seen)


def test_an_officer_sees_who_was_invited_and_is_not_here(cast: Cast, client: Client) -> None:
    for number in range(2):
        actions.invite_member(
            actor=cast.chair, group=cast.group, name="N", email=f"n{number}@n.example", office_role="cochair"
        )
    client.force_login(cast.secretariat)
    assert "2 invited people are not here yet" in words(client.get("/desk/"))
    client.force_login(cast.delegate)
    assert "not here yet" not in words(client.get("/desk/"))


def _put(group_id: int, number: int, title: str) -> None:
    put(kind="tests", object_id=number, group_id=group_id, title=title, text="", url=f"/t/{number}/", at=clock.now())


def test_search_finds_in_my_groups_and_nowhere_else(cast: Cast, as_delegate: Client) -> None:
    _put(cast.group.pk, 1, "Sovereign clouds")
    _put(cast.elsewhere.pk, 2, "Sovereign secrets")
    page = as_delegate.get("/search/", {"q": "soverei"}).content.decode()
    assert ('href="/t/1/"' in page, 'href="/t/2/"' in page) == (True, False)


@pytest.mark.parametrize("query", ["", "  ", "'", "a & | !", "%", "x" * 5000, "\x00nul", "<script>alert(1)</script>"])
def test_search_takes_anything(as_delegate: Client, query: str) -> None:
    response = as_delegate.get("/search/", {"q": query, "page": "-1", "in": "no-such"})
    assert (response.status_code, "<script>alert" in response.content.decode()) == (200, False)


def test_the_overview_says_what_it_is_for_and_whom_to_ask(cast: Cast, duties: list[Duty], as_delegate: Client) -> None:
    actions.change_group(actor=cast.chair, group=cast.group, name="Cloud", purpose="To compare notes.")
    duties += [duty(cast), replace(duty(cast, 2), group_id=cast.elsewhere.pk)]
    page = words(as_delegate.get(f"/groups/{cast.group.slug}/"))
    parts = ("To compare notes.", "Secretariat", "Answer: poll 1")
    assert [part in page for part in parts] + ["poll 2" in page] == [True, True, True, False]


def test_the_officer_of_a_new_group_sees_first_steps(cast: Cast, client: Client) -> None:
    client.force_login(cast.outsider)
    assert "First steps" in words(client.get(f"/groups/{cast.elsewhere.slug}/"))


def test_the_overview_shows_seven_things_and_leads_to_the_rest(
    cast: Cast, duties: list[Duty], as_delegate: Client
) -> None:
    duties += [duty(cast, number) for number in range(1, 10)]
    duties.append(replace(duty(cast, 10), done_by="Ana"))
    answer = as_delegate.get(f"/groups/{cast.group.slug}/")
    page = words(answer)
    assert [f"poll {number} " in page for number in (7, 8)] == [True, False]
    assert f'href="/desk/waiting/?in={cast.group.slug}">2 more<' in answer.content.decode()
    assert "1 done by a colleague" in page
    assert "Ana has done it for your delegation." in page


def test_the_overview_says_that_nothing_is_planned_and_lets_officers_plan(cast: Cast, as_delegate: Client) -> None:
    chair = Client()
    chair.force_login(cast.chair)
    pages = [words(one.get(f"/groups/{cast.group.slug}/")) for one in (as_delegate, chair)]
    assert ["No meeting is planned." in page for page in pages] == [True, True]
    assert ["Plan a meeting" in page for page in pages] == [False, True]


def test_an_officers_desk_counts_by_kind_what_others_owe(cast: Cast, client: Client) -> None:
    client.force_login(cast.chair)
    assert 'data-hx-get="/desk/awaited/"' in client.get("/desk/").content.decode()
    actions.invite_member(
        actor=cast.chair, group=cast.group, name="Ola", email="ola@new.example", office_role="secretariat"
    )
    counted = re.search(r"kind=(\S+)\">Invited, not here yet</a> <span class=\"count\">(\d+)<", page_of(client))
    assert counted
    assert words(client.get(f"/desk/follow-up/?kind={counted[1]}")).count("ola@new.example") == int(counted[2]) == 1


def page_of(client: Client) -> str:
    return client.get("/desk/awaited/").content.decode()
