"""The pages: without script, with what was typed kept, at a fixed price."""

import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from tests.cast import Cast
from tests.threads.conftest import say
from workgroups.files.models import File
from workgroups.threads import actions
from workgroups.threads.models import Post, Thread
from workgroups.threads.queries import unread_in

HOME = "/groups/cloud/threads/"


@pytest.fixture
def delegate(cast: Cast, client: Client) -> Client:
    client.force_login(cast.delegate)
    return client


@pytest.fixture
def observer(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.observer)
    return client


def many(cast: Cast, thread: Thread, count: int) -> None:
    """Add posts without their ceremony."""
    author, first = cast.chair, thread.last_seq + 1
    Post.objects.bulk_create(
        Post(thread=thread, seq=first + n, author=author, body="Text", html="<p>Text</p>") for n in range(count)
    )
    Thread.objects.filter(pk=thread.pk).update(last_seq=first + count - 1, last_post=Post.objects.latest("pk"))


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def seqs(page: Any) -> list[int]:
    return [int(seq) for seq in re.findall(r'<article class="post[^>]* data-seq="(\d+)"', page.content.decode())]


def test_list_shows_what_is_unread_and_by_whom(cast: Cast, thread: Thread, observer: Client) -> None:
    say(cast, thread, "chair", "It costs *little*.")
    page = observer.get(HOME).content.decode()
    assert "Costs" in page
    assert "It costs little." in page
    assert "2 unread" in page
    assert "Northland" in page
    observer.get(f"{HOME}1/")
    assert "unread</a>" not in observer.get(HOME).content.decode()
    assert "You have read everything." in observer.get(f"{HOME}?show=unread").content.decode()
    assert "Threads that you start" in observer.get(f"{HOME}?show=mine").content.decode()


def test_list_costs_the_same_with_one_and_with_fifty(cast: Cast, thread: Thread, observer: Client) -> None:
    for path in (HOME, f"{HOME}?show=unread", f"{HOME}?show=mine", f"{HOME}rows/"):
        queries(observer, path)
    one = {path: queries(observer, path) for path in (HOME, f"{HOME}rows/")}
    for number in range(49):
        actions.start_thread(actor=cast.member("chair"), title=f"Thread {number}", body="Text")
    assert {path: queries(observer, path) for path in one} == one


def test_list_pages_by_key_with_pinned_first(cast: Cast, thread: Thread, observer: Client) -> None:
    for number in range(40):
        actions.start_thread(actor=cast.member("chair"), title=f"Thread {number}", body="Text")
    actions.pin_thread(actor=cast.member("chair"), thread=thread, pinned=True)
    numbers: list[int] = []
    path = HOME
    while path:
        page = observer.get(path).content.decode()
        numbers += [int(number) for number in re.findall(r'id="thread-(\d+)"', page)]
        later = re.search(r'rel="next" href="([^"]+)"', page)
        path = later[1].replace("&amp;", "&") if later else ""
    assert numbers == [1, *range(41, 1, -1)]


def test_page_opens_at_the_first_unread_and_reads_what_it_shows(cast: Cast, thread: Thread, observer: Client) -> None:
    many(cast, thread, 99)
    actions.mark_read(actor=cast.member("observer"), thread=thread, first=1, last=40)
    page = observer.get(f"{HOME}1/")
    assert seqs(page) == list(range(31, 61))
    assert 'href="/groups/cloud/threads/1/?post=41#post-41"' in page.content.decode()
    assert unread_in(cast.member("observer")) == 40
    assert seqs(observer.get(f"{HOME}1/?post=100")) == list(range(91, 101))
    assert seqs(observer.get(f"{HOME}1/?post=999")) == list(range(91, 101))
    assert seqs(observer.get(f"{HOME}1/?post=x")) == list(range(61, 91))
    observer.get(f"{HOME}1/", headers={"Sec-Purpose": "prefetch"})
    assert unread_in(cast.member("observer")) == 0


def test_page_costs_the_same_with_30_of_30_and_of_3000(cast: Cast, thread: Thread, observer: Client) -> None:
    many(cast, thread, 29)
    observer.get(f"{HOME}1/")
    few = queries(observer, f"{HOME}1/?post=1")
    many(cast, Thread.objects.get(), 2970)
    assert queries(observer, f"{HOME}1/?post=1471") > few  # it notes what was read, once
    assert queries(observer, f"{HOME}1/?post=1471") == few


def test_reply_without_script(cast: Cast, thread: Thread, observer: Client) -> None:
    page = observer.get(f"{HOME}1/").content.decode()
    uid = re.search(r'name="uid" value="([^"]+)"', page)
    assert uid
    for _ in range(2):
        answer = observer.post(f"{HOME}1/reply/", {"body": "First **line**", "uid": uid[1]})
        assert (answer.status_code, answer["Location"]) == (302, f"{HOME}1/?posted&post=2#post-2")
    shown = observer.get(answer["Location"])
    assert seqs(shown) == [1, 2]
    assert "First <strong>line</strong>" in shown.content.decode()
    assert f'data-kept-clear="thread-{thread.pk}-reply"' in shown.content.decode()
    assert 'class="person-seat"><bdi>Head of delegation, The Watchers<' in shown.content.decode()


def test_reply_with_script_brings_the_post_and_an_empty_form(cast: Cast, thread: Thread, observer: Client) -> None:
    answer = observer.post(f"{HOME}1/reply/", {"body": "Hi", "shown": "1"}, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert (answer.status_code, seqs(answer)) == (200, [2])
    assert 'hx-swap-oob="beforeend:#posts"' in text
    assert f'data-kept-clear="thread-{thread.pk}-reply"' in text
    assert re.search(r"<textarea[^>]*>\s*</textarea>", text)
    many(cast, Thread.objects.get(), 60)
    answer = observer.post(f"{HOME}1/reply/", {"body": "Hi", "shown": "1"}, headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == f"{HOME}1/?posted&post=63#post-63"


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_what_was_typed_and_brought_survives_a_refusal(
    cast: Cast, thread: Thread, observer: Client, headers: dict[str, str]
) -> None:
    good, lie = SimpleUploadedFile("note.txt", b"A note."), SimpleUploadedFile("chart.png", b"<html>")
    answer = observer.post(f"{HOME}1/reply/", {"body": "My <words>", "files": [good, lie]}, headers=headers)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "“chart.png” is named as an image but is not one." in text
    assert "My &lt;words&gt;</textarea>" in text
    (kept,) = re.findall(r'name="kept" value="([^"]+)" checked', text)
    assert not Post.objects.filter(seq=2).exists()
    observer.post(f"{HOME}1/reply/", {"body": "My <words>", "kept": [kept, "nonsense"]})
    assert [file.name for file in Post.objects.get(seq=2).files.all()] == ["note.txt"]
    observer.post(f"{HOME}1/reply/", {"body": "Again", "kept": [kept]})
    assert Post.objects.get(seq=3).files.count() == 0


def test_nobody_attaches_what_somebody_else_brought(
    cast: Cast, thread: Thread, observer: Client, delegate: Client
) -> None:
    observer.post(f"{HOME}1/reply/", {"body": "", "files": SimpleUploadedFile("note.txt", b"Mine.")})
    file = File.objects.get()
    delegate.post(f"{HOME}1/reply/", {"body": "Take it", "kept": [str(file.uid)]})
    assert Post.objects.get(seq=2).files.count() == 0
    assert (observer.get(file.get_absolute_url()).status_code, delegate.get(file.get_absolute_url()).status_code) == (
        200,
        404,
    )


def test_50_mb_are_refused_with_the_words_kept(cast: Cast, thread: Thread, observer: Client) -> None:
    film = SimpleUploadedFile("film.mov", bytes(50 * 1024 * 1024))
    answer = observer.post(f"{HOME}1/reply/", {"files": film, "body": "See the film"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "“film.mov” is larger than 25 MB, the most an attachment may have." in text
    assert "See the film</textarea>" in text
    assert not File.objects.exists()


def test_a_post_to_a_thread_closed_meanwhile_is_kept(cast: Cast, thread: Thread, observer: Client) -> None:
    actions.close_thread(actor=cast.member("chair"), thread=thread, outcome="Agreed.")
    answer = observer.post(f"{HOME}1/reply/", {"body": "Too late"})
    assert answer.status_code == 422
    assert "This thread was closed meanwhile" in answer.content.decode()
    assert "Too late</textarea>" in answer.content.decode()


def test_preview_without_script_sends_nothing(cast: Cast, thread: Thread, observer: Client) -> None:
    answer = observer.post(f"{HOME}1/reply/", {"body": "# Big <b>", "preview": "1"})
    assert '<h3 dir="auto">Big &lt;b&gt;</h3>' in answer.content.decode()
    assert (answer.status_code, Post.objects.count()) == (200, 1)


def test_quote_begins_an_answer_that_links_back(cast: Cast, thread: Thread, observer: Client) -> None:
    page = observer.get(f"{HOME}1/?post=1&quote=1").content.decode()
    quoted = "&gt; What does it cost?\n&gt;\n&gt; [Delegate, #1](/groups/cloud/threads/1/?post=1#post-1)"
    assert quoted in page


def test_attachments_are_listed_with_size_and_pictures_shown(cast: Cast, thread: Thread, observer: Client) -> None:
    chart = io.BytesIO()
    Image.new("RGB", (20, 10)).save(chart, "PNG")
    files = [SimpleUploadedFile("paper.txt", b"x" * 2048), SimpleUploadedFile("chart.png", chart.getvalue())]
    observer.post(f"{HOME}1/reply/", {"body": "Two files", "files": files})
    text = observer.get(f"{HOME}1/").content.decode()
    assert "TXT · 2.0\xa0KB" in text
    assert re.findall(r'<img src="/files/[^"]+/chart.png" alt="chart.png"', text)


def test_edit_and_history_without_script(cast: Cast, thread: Thread, delegate: Client) -> None:
    page = delegate.get(f"{HOME}1/posts/1/edit/").content.decode()
    assert "What does it cost?</textarea>" in page
    saved = delegate.post(f"{HOME}1/posts/1/edit/", {"body": "What does it really cost?", "edits": 0})
    assert saved["Location"] == f"{HOME}1/?edited&post=1#post-1"
    stale = delegate.post(f"{HOME}1/posts/1/edit/", {"body": "From another window", "edits": 0})
    text = stale.content.decode()
    assert stale.status_code == 409
    assert "From another window</textarea>" in text
    assert 'name="edits" value="1"' in text
    assert "What does it really cost?</pre>" in text
    history = delegate.get(f"{HOME}1/posts/1/history/").content.decode()
    assert "What does it <ins>really </ins>cost?" in history


def test_remove_can_be_undone_at_its_place(cast: Cast, thread: Thread, delegate: Client, observer: Client) -> None:
    delegate.post(f"{HOME}1/posts/1/remove/")
    assert "posts/1/restore/" in delegate.get(f"{HOME}1/").content.decode()
    assert "posts/1/restore/" not in observer.get(f"{HOME}1/").content.decode()
    delegate.post(f"{HOME}1/posts/1/restore/")
    assert "What does it cost?" in observer.get(f"{HOME}1/").content.decode()
    delegate.post(f"{HOME}1/posts/1/remove/")
    page = delegate.get(f"{HOME}1/").content.decode()
    assert "Post 1 was removed by Delegate" in page
    assert "What does it cost?" not in page
    assert delegate.get(f"{HOME}1/posts/1/history/").status_code == 404


def test_a_removed_file_is_gone_for_everybody(cast: Cast, thread: Thread, observer: Client, delegate: Client) -> None:
    observer.post(f"{HOME}1/reply/", {"body": "See", "files": SimpleUploadedFile("note.txt", b"Mine.")})
    address = File.objects.get().get_absolute_url()
    assert delegate.get(address).status_code == 200
    observer.post(f"{HOME}1/posts/2/remove/")
    assert delegate.get(address).status_code == 404


def test_start_keeps_what_was_typed(cast: Cast, delegate: Client) -> None:
    answer = delegate.post(f"{HOME}new/", {"title": "", "body": "Long words", "language": "fr"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Give the thread a title" in text
    assert "Long words</textarea>" in text
    assert '<option value="fr" selected>' in text
    answer = delegate.post(f"{HOME}new/", {"title": "Deux\r\nlignes", "body": "Bonjour", "language": "fr"})
    assert (answer.status_code, answer["Location"]) == (302, f"{HOME}1/?started")
    assert 'lang="fr">Deux lignes<' in delegate.get(f"{HOME}1/").content.decode()


def test_names_for_the_editor(cast: Cast, thread: Thread, observer: Client) -> None:
    names = [one["name"] for one in observer.get(f"{HOME}names/").json()["names"]]
    people = ["Chair", "Cochair", "Delegate", "Delegate2", "Observer", "Secretariat"]
    assert names == [*people, "Northland", "Southland", "The Watchers", "Westland"]


def test_posts_read_notes_a_span(cast: Cast, thread: Thread, observer: Client) -> None:
    assert observer.post(f"{HOME}1/read/", {"first": 1, "last": 1}).status_code == 204
    assert observer.post(f"{HOME}1/read/", {"first": 0, "last": "x"}).status_code == 422
    assert unread_in(cast.member("observer")) == 0


def test_overview_and_navigation_show_what_is_new(cast: Cast, thread: Thread, observer: Client) -> None:
    page = observer.get("/groups/cloud/").content.decode()
    assert "Newest in threads" in page
    assert '<span>Threads</span><span class="count">1</span>' in page


def test_the_live_part_is_what_the_page_shows(cast: Cast, thread: Thread, observer: Client) -> None:
    """An old page plus the fragment of an event equals a fresh page."""
    observer.get(f"{HOME}1/")
    post = say(cast, thread, "chair")
    say(cast, thread, "delegate")
    actions.edit_post(actor=cast.member("chair"), post=post, body="Better", edits=0)
    actions.remove_post(actor=cast.member("chair"), post=thread.posts.get(seq=3))
    fragment = observer.get(f"{HOME}1/posts/?post=1").content.decode().strip()
    assert fragment in observer.get(f"{HOME}1/").content.decode()
    rows = observer.get(f"{HOME}rows/?show=all&after=").content.decode().strip()
    assert rows in observer.get(HOME).content.decode()
