"""What a member says about a page becomes a thread where somebody answers, with the page and the browser."""

import pytest
from django.test import Client

from tests.cast import Cast
from workgroups.core.errors import NotAllowed, Refused
from workgroups.groups import actions as groups
from workgroups.help.actions import send_feedback
from workgroups.threads.models import Post, Thread

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (X11) Firefox/150.0"


@pytest.fixture
def desk(cast: Cast) -> Cast:
    """The other group answers; it is chaired by the outsider."""
    groups.choose_desk(actor=cast.operator, programme=cast.elsewhere.programme, desk=cast.elsewhere)
    return cast


def test_a_letter_becomes_a_thread_with_page_and_browser(desk: Cast, client: Client) -> None:
    client.force_login(desk.delegate)
    page = client.get("/help/feedback/", {"page": "/groups/cloud/threads/"}, headers={"User-Agent": FIREFOX})
    assert "/groups/cloud/threads/" in page.content.decode()
    assert FIREFOX in page.content.decode()
    sent = {"body": "The clock is an hour late.", "page": "/groups/cloud/threads/", "browser": FIREFOX}
    assert client.post("/help/feedback/", sent).status_code == 302
    thread = Thread.objects.get(group=desk.elsewhere)
    assert thread.started_by == desk.delegate
    assert thread.title == "The clock is an hour late."
    body = Post.objects.get(thread=thread).body
    assert "`/groups/cloud/threads/`" in body
    assert f"`{FIREFOX}`" in body


def test_where_nobody_answers_the_page_leads_to_the_contacts_and_nothing_typed_is_lost(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.delegate)
    page = client.get("/help/feedback/").content.decode()
    assert "No group takes these letters yet" in page
    assert "<textarea" not in page
    answer = client.post("/help/feedback/", {"body": "Help!"})
    assert answer.status_code == 422
    assert "Help!</textarea>" in answer.content.decode()


def test_words_are_needed_and_kept_when_the_rest_is_wrong(desk: Cast, client: Client) -> None:
    client.force_login(desk.delegate)
    answer = client.post("/help/feedback/", {"body": " ", "page": "x" * 501, "browser": FIREFOX})
    assert answer.status_code == 422
    assert FIREFOX in answer.content.decode()
    with pytest.raises(Refused):
        send_feedback(actor=desk.delegate, body=" ")


def test_ten_letters_within_an_hour_are_enough(desk: Cast) -> None:
    for number in range(10):
        send_feedback(actor=desk.delegate, body=f"Letter {number}")
    with pytest.raises(Refused, match="ten letters"):
        send_feedback(actor=desk.delegate, body="One more")


def test_what_the_browser_says_cannot_become_markup(desk: Cast) -> None:
    thread = send_feedback(actor=desk.delegate, body="x", browser="`<b>[a](javascript:alert(1))")
    html = Post.objects.get(thread=thread).html
    assert "<b>" not in html
    assert "<a" not in html


def test_only_operators_choose_who_answers(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        groups.choose_desk(actor=cast.chair, programme=cast.group.programme, desk=cast.group)
    other = groups.create_programme(actor=cast.operator, slug="other", name="Other")
    with pytest.raises(Refused):
        groups.choose_desk(actor=cast.operator, programme=other, desk=cast.group)
