"""A reader's comment: no account, no cookie, an address that nobody sees, and words that are never lost."""

from datetime import timedelta

import pytest
from django.core import signing
from django.core.cache import cache
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from tests.news.stage import a_comment, a_confirmed_comment, an_article
from workgroups.core import clock
from workgroups.core.errors import Missing, NotAllowed, Refused
from workgroups.events.actions import catch_up
from workgroups.news import actions
from workgroups.news.http import FORM_SALT, PER_HOUR
from workgroups.news.models import LONGEST_COMMENT, Article, Comment
from workgroups.news.permissions import comment_by_token, token_of
from workgroups.notifications.models import Delivery
from workgroups.notifications.registry import duties_of
from workgroups.timers.actions import fire_due

pytestmark = pytest.mark.django_db
ADDRESS = "reader@private.example"


@pytest.fixture(autouse=True)
def _nobody_wrote_in_the_last_hour() -> None:
    """The pace is kept in the broker, which the tests share."""
    cache.delete("news.comments:127.0.0.1")


@pytest.fixture
def article(cast: Cast) -> Article:
    return an_article(cast)


def token(article: Article, age: float = 60) -> str:
    opened = {"article": article.pk, "at": int(clock.now().timestamp() - age)}
    return signing.dumps(opened, salt=FORM_SALT)


def send(client: Client, article: Article, **fields: str) -> tuple[int, str]:
    data = {"name": "A reader", "email": ADDRESS, "text": "Well said.", "token": token(article)} | fields
    found = client.post(reverse("news:comment-add", args=[article.slug]), data)
    assert not found.cookies
    return found.status_code, found.content.decode()


def test_comment_is_taken_in_without_cookie_or_script(article: Article) -> None:
    client = Client(enforce_csrf_checks=True)
    page = client.get(reverse("news:comment-add", args=[article.slug]))
    assert (page.status_code, dict(page.cookies)) == (200, {})
    assert "no-store" in page["Cache-Control"]
    given = page.content.decode().split('name="token" value="')[1].split('"')[0]
    with clock.at(clock.now() + timedelta(seconds=30)):
        status, _page = send(client, article, token=given)
    assert status == 200
    comment = Comment.objects.get()
    assert (comment.state, comment.email, comment.text) == ("unverified", ADDRESS, "Well said.")


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"text": "x" * (LONGEST_COMMENT + 3)}, "3 characters too long"),
        ({"text": "  "}, "This field is required."),
        ({"name": ""}, "This field is required."),
        ({"email": "nobody"}, "Enter a valid email address."),
        ({"token": ""}, "send it once more"),
        ({"token": "forged"}, "send it once more"),
    ],
)
def test_what_is_wrong_is_said_and_every_word_is_kept(
    fields: dict[str, str], says: str, article: Article, client: Client
) -> None:
    status, page = send(client, article, **fields)
    assert (status, says in page, Comment.objects.count()) == (422, True, 0)
    kept = {"name": "A reader", "text": "Well said.", "email": ADDRESS} | fields
    assert all(value.strip() in page for name, value in kept.items() if name != "token")


def test_counter_counts_on_the_server_too(article: Article, client: Client) -> None:
    assert ">1000</output>" in client.get(reverse("news:comment-add", args=[article.slug])).content.decode()
    assert ">-3</output>" in send(client, article, text="x" * (LONGEST_COMMENT + 3))[1]
    assert ">900</output>" in send(client, article, text="x" * 100, email="nobody")[1]


def test_longest_comment_is_taken_and_counted_in_characters(article: Article, client: Client) -> None:
    assert send(client, article, text="\U0001f30d" * LONGEST_COMMENT)[0] == 200
    assert len(Comment.objects.get().text) == LONGEST_COMMENT


@pytest.mark.parametrize("age", [0.5, 13 * 3600])
def test_form_that_is_too_quick_or_too_old_is_sent_once_more(age: float, article: Article, client: Client) -> None:
    status, page = send(client, article, token=token(article, age))
    assert (status, "Well said." in page, Comment.objects.count()) == (422, True, 0)


def test_form_of_another_article_is_no_form_of_this_one(cast: Cast, article: Article, client: Client) -> None:
    other = an_article(cast, title="Another")
    assert send(client, article, token=token(other))[0] == 422


def test_machine_that_fills_the_hidden_field_is_thanked_and_forgotten(article: Article, client: Client) -> None:
    status, page = send(client, article, website="https://spam.example")
    assert (status, "confirm your address" in page, Comment.objects.count()) == (200, True, 0)


def test_many_comments_from_one_network_wait(cast: Cast, article: Article, client: Client) -> None:
    answers = [send(client, article, email=f"r{number}@private.example")[0] for number in range(PER_HOUR + 1)]
    assert answers == [200] * PER_HOUR + [422]


def test_address_is_not_flooded_with_mail(article: Article) -> None:
    for _time in range(3):
        a_comment_on(article)
    with pytest.raises(Refused, match="wait to be confirmed"):
        a_comment_on(article)


def a_comment_on(article: Article) -> Comment:
    return actions.add_comment(article=article, name="A reader", email=ADDRESS, text="Well said.")


def test_mail_leads_to_a_page_on_which_one_press_confirms(cast: Cast, client: Client) -> None:
    comment = a_comment(cast)
    catch_up()
    mail = Delivery.objects.get(template="news/mail/comment_confirm")
    assert mail.address == ADDRESS
    path = str(mail.context["path"])
    opened = client.get(path)
    comment.refresh_from_db()
    assert (opened.status_code, comment.state, dict(opened.cookies)) == (200, "unverified", {})
    assert Client(enforce_csrf_checks=True).post(path).status_code == 200
    comment.refresh_from_db()
    assert comment.state == "waiting"
    assert client.post(path).status_code == 422  # once is enough; the page says so


def test_nobody_confirms_with_a_link_that_was_not_signed(cast: Cast) -> None:
    comment = a_comment(cast)
    with pytest.raises(Missing):
        comment_by_token(f"{comment.uid}.forged")
    assert comment_by_token(token_of(comment)) == comment


def test_unconfirmed_comment_and_its_address_are_forgotten_after_three_days(cast: Cast) -> None:
    comment = a_comment(cast)
    catch_up()
    with clock.at(clock.now() + timedelta(days=3, minutes=1)):
        with pytest.raises(Refused, match="run out"):
            actions.verify_comment(comment=comment)
        fire_due()
    assert not Comment.objects.exists()
    assert not Delivery.objects.exists()  # its row held the address and the words too


def test_address_is_forgotten_a_month_after_the_decision_and_the_comment_stays(cast: Cast) -> None:
    comment = a_confirmed_comment(cast)
    actions.publish_comment(actor=cast.chair, comment=comment)
    catch_up()
    with clock.at(clock.now() + timedelta(minutes=11)):
        fire_due()
    assert Delivery.objects.filter(address=ADDRESS).count() == 2  # to confirm, and the answer
    with clock.at(clock.now() + timedelta(days=29)):
        fire_due()
    assert Comment.objects.get().email == ADDRESS
    with clock.at(clock.now() + timedelta(days=30, minutes=1)):
        fire_due()
        catch_up()
    assert (Comment.objects.get().email, Comment.objects.get().state) == ("", "published")
    assert not Delivery.objects.exists()


def test_decision_taken_back_keeps_the_address_and_a_later_one_writes_to_nobody(cast: Cast) -> None:
    comment = a_confirmed_comment(cast)
    actions.publish_comment(actor=cast.chair, comment=comment)
    actions.reopen_comment(actor=cast.chair, comment=comment)
    catch_up()
    with clock.at(clock.now() + timedelta(days=31)):
        fire_due()
        assert Comment.objects.get().email == ADDRESS
        actions.publish_comment(actor=cast.chair, comment=comment)
        catch_up()
    with clock.at(clock.now() + timedelta(days=62)):
        fire_due()
        catch_up()
        assert Comment.objects.get().email == ""
        Delivery.objects.all().delete()
        actions.reopen_comment(actor=cast.chair, comment=comment)
        actions.reject_comment(actor=cast.chair, comment=comment, reason="Not about the article.")
        catch_up()
    with clock.at(clock.now() + timedelta(days=63)):
        fire_due()
    assert not Delivery.objects.exists()


def test_mail_to_an_address_that_may_be_a_strangers_carries_no_words_of_the_comment(cast: Cast) -> None:
    comment = a_comment(cast)
    catch_up()
    mail = Delivery.objects.get(template="news/mail/comment_confirm")
    written = render_to_string(f"{mail.template}.txt", mail.context)
    assert (comment.text in written, token_of(comment) in written) == (False, True)


def test_confirmed_comment_stays(cast: Cast) -> None:
    a_confirmed_comment(cast)
    catch_up()
    with clock.at(clock.now() + timedelta(days=4)):
        fire_due()
    assert Comment.objects.get().state == "waiting"


def test_address_is_on_no_page_of_anybody(cast: Cast, client: Client) -> None:
    comment = a_confirmed_comment(cast)
    article = comment.article
    actions.publish_comment(actor=cast.chair, comment=comment)
    a_confirmed_comment(cast, article)
    paths = [
        article.get_absolute_url(),
        "/news/",
        "/programmes/exchange/news/",
        "/sitemap.xml",
        reverse("news:comment-confirm", args=[token_of(comment)]),
    ]
    seen = [client.get(path) for path in paths]
    client.force_login(cast.chair)
    seen.append(client.get(reverse("news:comment-list", args=["exchange"])))
    seen.append(client.get("/desk/"))
    assert [one.status_code for one in seen] == [200] * len(seen)
    assert not [one.request["PATH_INFO"] for one in seen if b"private.example" in one.content]
    assert b"Well said." in seen[0].content


def test_only_published_comments_are_shown_and_they_cannot_run(cast: Cast, client: Client) -> None:
    evil = a_confirmed_comment(cast, text="<script>alert(1)</script> [x](javascript:alert(1))")
    a_confirmed_comment(cast, evil.article, text="Still waiting.")
    a_comment(cast, evil.article, text="Not confirmed.")
    actions.publish_comment(actor=cast.chair, comment=evil)
    page = client.get(evil.article.get_absolute_url()).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert not [one for one in ("<script>alert", "Still waiting.", "Not confirmed.", 'href="javascript') if one in page]


def test_decision_is_mailed_after_the_time_to_take_it_back(cast: Cast) -> None:
    comment = a_confirmed_comment(cast)
    actions.reject_comment(actor=cast.chair, comment=comment, reason="Off the subject.")
    catch_up()
    assert not Delivery.objects.filter(template__startswith="news/mail/comment_re").exists()
    with clock.at(clock.now() + timedelta(minutes=11)):
        fire_due()
    mail = Delivery.objects.get(template="news/mail/comment_rejected")
    assert (mail.address, mail.context["reason"]) == (ADDRESS, "Off the subject.")


def test_decision_that_was_taken_back_is_not_mailed(cast: Cast) -> None:
    comment = a_confirmed_comment(cast)
    actions.publish_comment(actor=cast.chair, comment=comment)
    actions.reopen_comment(actor=cast.chair, comment=comment)
    catch_up()
    with clock.at(clock.now() + timedelta(minutes=11)):
        fire_due()
    comment.refresh_from_db()
    assert comment.state == "waiting"
    assert not Delivery.objects.filter(template="news/mail/comment_published").exists()


def test_page_offers_to_take_a_decision_back(cast: Cast, client: Client) -> None:
    comment = a_confirmed_comment(cast)
    client.force_login(cast.secretariat)
    address = reverse("news:comment-publish", args=["exchange", comment.pk])
    page = client.post(address, follow=True).content.decode()
    back = reverse("news:comment-reopen", args=["exchange", comment.pk])
    assert page.count(f'action="{back}"') == 2  # the note, and the row of what was decided
    assert "Undo" not in client.get(reverse("news:comment-list", args=["exchange"])).content.decode()


def test_rejecting_needs_a_reason_and_unconfirmed_comments_are_nobodys_to_decide(cast: Cast, client: Client) -> None:
    comment = a_confirmed_comment(cast)
    with pytest.raises(Refused, match="reason"):
        actions.reject_comment(actor=cast.chair, comment=comment, reason=" ")
    early = a_comment(cast, comment.article)
    with pytest.raises(Refused):
        actions.publish_comment(actor=cast.chair, comment=early)
    client.force_login(cast.chair)
    assert client.post(reverse("news:comment-publish", args=["exchange", early.pk])).status_code == 404


@pytest.mark.parametrize("who", ["delegate", "observer", "former"])
def test_others_decide_nothing(who: str, cast: Cast) -> None:
    comment = a_confirmed_comment(cast)
    person = cast.person(who)
    assert person
    with pytest.raises(NotAllowed):
        actions.publish_comment(actor=person, comment=comment)


def test_comments_wait_on_the_officers_desk(cast: Cast) -> None:
    a_confirmed_comment(cast)
    found = duties_of([cast.chair, cast.delegate])
    assert ("Read", "1 comment on The exchange") in [(duty.verb, duty.thing) for duty in found[cast.chair.pk]]
    assert "Read" not in [duty.verb for duty in found[cast.delegate.pk]]


def test_article_without_comments_takes_none(cast: Cast, client: Client) -> None:
    article = an_article(cast, takes_comments=False)
    assert client.get(reverse("news:comment-add", args=[article.slug])).status_code == 404
    assert "Write a comment" not in client.get(article.get_absolute_url()).content.decode()
    with pytest.raises(Refused):
        a_comment_on(article)


def test_pages_ask_as_often_for_many_comments_as_for_one(
    cast: Cast, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    article = an_article(cast)
    for many in (1, 50):
        for number in range(many):
            comment = actions.add_comment(
                article=article, name="A", email=f"{many}-{number}@private.example", text="Words."
            )
            actions.verify_comment(comment=comment)
            if number % 2 == 0:
                actions.publish_comment(actor=cast.chair, comment=comment)
        with django_assert_num_queries(6):
            client.get(article.get_absolute_url())
