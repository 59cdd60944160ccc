"""When somebody was here last."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

from workgroups.core import clock
from workgroups.home.http import last_visit

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def visits(*instants: datetime) -> list[datetime]:
    browser = SimpleNamespace(session={}, headers={})
    found = []
    for instant in instants:
        with clock.at(instant):
            found.append(last_visit(browser))
    return found


def test_a_browser_that_knows_nobody_looks_back_a_week() -> None:
    assert visits(MONDAY) == [MONDAY - timedelta(days=7)]


def test_going_back_to_the_desk_within_a_visit_keeps_its_beginning() -> None:
    week_ago = MONDAY - timedelta(days=7)
    assert visits(MONDAY, MONDAY + timedelta(minutes=20), MONDAY + timedelta(minutes=45)) == [week_ago] * 3


def test_after_a_pause_it_is_the_end_of_the_last_visit() -> None:
    last, next_day = MONDAY + timedelta(minutes=10), MONDAY + timedelta(days=1)
    assert visits(MONDAY, last, next_day)[-1] == last


def test_what_an_open_page_fetches_by_itself_is_no_visit() -> None:
    browser = SimpleNamespace(session={}, headers={})
    with clock.at(MONDAY):
        since = last_visit(browser)
    browser.headers = {"X-Live": "1"}
    with clock.at(MONDAY + timedelta(hours=9)):
        assert last_visit(browser) == since
    browser.headers = {}
    with clock.at(MONDAY + timedelta(hours=10)):
        assert last_visit(browser) == MONDAY
