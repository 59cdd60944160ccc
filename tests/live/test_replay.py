"""The members page follows a seat that ends; and the judge finds a forgotten topic and an idle one."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.live.replay import replay
from workgroups.groups.actions import end_seat
from workgroups.groups.models import Seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def chair(cast: Cast, client: Client) -> Client:
    client.force_login(cast.chair)
    return client


def judged(cast: Cast, client: Client, topics: str, url: str) -> None:
    """A page with one part; meanwhile the observer's seat ends."""
    with replay(client, cast.group) as page:
        page.shows(topics, url)
        end_seat(actor=cast.secretariat, seat=Seat.objects.get(person=cast.observer, delegation__group=cast.group))


def test_members_page_follows_a_seat_that_ends(cast: Cast, chair: Client) -> None:
    judged(cast, chair, "members group", f"/groups/{cast.group.slug}/members/")


def test_judge_finds_a_part_that_no_event_names(cast: Cast, chair: Client) -> None:
    with pytest.raises(AssertionError, match="no event named"):
        judged(cast, chair, "elsewhere", f"/groups/{cast.group.slug}/members/")


def test_judge_finds_a_part_that_is_fetched_for_nothing(cast: Cast, chair: Client) -> None:
    with pytest.raises(AssertionError, match="did not change"):
        judged(cast, chair, "members", "/settings/telling/")
