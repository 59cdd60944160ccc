"""What a member says about a page becomes a thread where somebody answers, with the page and the browser."""

import pytest
from django.test import Client

from tests.cast import Cast
from workgroups.core.errors import NotAllowed, Refused
from workgroups.groups import actions as groups
from workgroups.groups.models import GuestPass
from workgroups.groups.permissions import member_for
from workgroups.help.actions import send_feedback
from workgroups.threads.actions import add_post, start_thread
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


def test_whoever_is_no_member_of_the_group_that_answers_follows_their_own_letter(desk: Cast, client: Client) -> None:
    client.force_login(desk.delegate)
    sent = client.post("/help/feedback/", {"body": "The clock is an hour late.", "page": "/desk/", "browser": FIREFOX})
    thread = Thread.objects.get(group=desk.elsewhere)
    add_post(actor=member_for(desk.outsider, desk.elsewhere.slug), thread=thread, body="It is mended.")
    page = client.get(sent.headers["Location"]).content.decode()
    assert ("The answer will stand on this page" in page, "It is mended." in page) == (True, True)
    client.post(sent.headers["Location"], {"body": "Thank you."})
    assert (thread.posts.get(seq=3).guest_of, client.get(thread.get_absolute_url()).status_code) == (desk.outsider, 404)
    start_thread(actor=member_for(desk.outsider, desk.elsewhere.slug), title="Another", body="For members.")
    assert "Another" not in client.get("/guest/").content.decode()


def test_a_member_of_the_group_that_answers_is_led_to_the_thread(desk: Cast, client: Client) -> None:
    client.force_login(desk.outsider)
    sent = client.post("/help/feedback/", {"body": "A fault.", "page": "/desk/", "browser": FIREFOX})
    thread = Thread.objects.get(group=desk.elsewhere)
    assert (sent.headers["Location"], GuestPass.objects.filter(group=desk.elsewhere).count()) == (
        thread.get_absolute_url(),
        0,
    )


def test_only_the_group_that_takes_letters_opens_itself_to_their_writer(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        groups.open_to_writer(person=cast.outsider, group=cast.group, kind="thread", number=1, title="T")
