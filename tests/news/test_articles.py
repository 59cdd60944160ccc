"""Articles: authors, languages, pictures in their places, corrections; what editors write is what readers see."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from tests.cast import Cast
from tests.news.stage import a_picture, an_article, picture_bytes
from workgroups.core.errors import NotAllowed, Refused
from workgroups.files.actions import store, store_picture
from workgroups.news import actions
from workgroups.news.actions import Byline
from workgroups.news.models import Article, TimelineEntry
from workgroups.news.permissions import PICTURES
from workgroups.news.queries import parts_of, timeline_of

pytestmark = pytest.mark.django_db


def page_of(client: Client, article: Article) -> str:
    found = client.get(article.get_absolute_url())
    assert found.status_code == 200
    return found.content.decode()


def test_authors_stand_by_name_or_by_function_and_organisation(cast: Cast, client: Client) -> None:
    authors = [Byline("A Writer", "Director", "A bank"), Byline("", "Officer", "A city")]
    page = page_of(client, an_article(cast, authors=authors)).split('id="authors"')[1]
    assert page.index("A Writer") < page.index("Director") < page.index("Officer") < page.index("A city")
    with pytest.raises(Exception, match="author_says_who"):
        an_article(cast, title="Nobody", authors=[Byline()])


def test_editions_link_to_each_other_in_their_own_language(cast: Cast, client: Client) -> None:
    first = an_article(cast, slug="one")
    an_article(cast, title="Une communauté", slug="une", language="fr", original=first)
    page = page_of(client, first)
    assert 'hreflang="fr" lang="fr">Français</a>' in page
    assert 'href="/fr/news/une/"' in page
    listed = client.get("/news/").content.decode()
    assert "Une communauté" not in listed  # it is reached from its original
    with pytest.raises(Refused, match="in this language already"):
        an_article(cast, title="Encore", language="fr", original=first)


def test_draft_is_invisible_until_it_is_published_and_again_when_it_is_taken_back(cast: Cast, client: Client) -> None:
    article = actions.write_article(actor=cast.chair, programme=cast.group.programme, title="Soon", body="Words.")
    assert client.get("/news/soon/").status_code == 404
    actions.publish_article(actor=cast.chair, article=article)
    assert "Soon" in client.get("/news/news.atom").content.decode()
    actions.withdraw_article(actor=cast.chair, article=article)
    assert client.get("/news/soon/").status_code == 404


def test_correction_is_shown_with_its_day(cast: Cast, client: Client) -> None:
    article = an_article(cast)
    actions.edit_article(
        actor=cast.chair, article=article, title=article.title, body="Right.", correction="It said wrong."
    )
    page = page_of(client, article)
    assert page.index("Right.") < page.index("Corrections") < page.index("It said wrong.")


def test_pictures_stand_where_the_text_puts_them(cast: Cast, client: Client) -> None:
    article = an_article(cast, body="Before.\n\n[picture 2]\n\nAfter.\n\n[picture 9]")
    for number in (1, 2, 3):
        content = ContentFile(picture_bytes(60, 40 + number))
        file, width, height = store_picture(owner=cast.chair, name="p.png", content=content, kind=PICTURES)
        size = {"width": width, "height": height}
        actions.add_picture(actor=cast.chair, article=article, file_id=file.pk, alternative=f"Shows {number}", **size)
    shown = [one.picture.position if one.picture else one.html for one in parts_of(article)]
    assert shown[0] == 1
    assert [one for one in shown if isinstance(one, int)] == [1, 2, 3]
    assert "Before." in str(shown[1])
    assert "After." in str(shown[3])
    page = page_of(client, article)
    assert page.count('loading="lazy"') == 2  # the first picture is on the first view
    assert 'alt="Shows 2" width="60" height="42"' in page


def test_large_picture_is_made_small_enough_for_a_slow_line(cast: Cast) -> None:
    target = BytesIO()
    Image.effect_noise((2400, 1600), 90).convert("RGB").save(target, "JPEG", quality=95)
    file, width, height = store_picture(
        owner=cast.chair, name="noise.jpg", content=ContentFile(target.getvalue()), kind=PICTURES
    )
    assert file.type == "image/webp"
    assert file.size <= 45_000
    assert (width <= 1040, round(width / height, 1)) == (True, 1.5)


def test_picture_needs_words_and_must_be_a_picture_of_an_article(cast: Cast) -> None:
    article = an_article(cast)
    own = store(owner=cast.chair, group_id=None, name="a.png", content=ContentFile(picture_bytes()), kind="other")
    with pytest.raises(Refused, match="not a picture"):
        actions.add_picture(actor=cast.chair, article=article, file_id=own.pk, alternative="A private file")
    with pytest.raises(Refused, match="cannot see it"):
        actions.edit_picture(actor=cast.chair, picture=a_picture(cast), alternative=" ")
    with pytest.raises(Refused, match="not a picture"):
        store_picture(owner=cast.chair, name="a.png", content=ContentFile(b"GIF89a nothing"), kind=PICTURES)


def test_picture_of_a_draft_is_for_its_editors_only(cast: Cast, client: Client) -> None:
    picture = a_picture(cast)
    address = picture.file.get_absolute_url()
    assert client.get(address).status_code == 200
    actions.withdraw_article(actor=cast.chair, article=picture.article)
    assert client.get(address).status_code == 302
    client.force_login(cast.delegate)
    assert client.get(address).status_code == 404
    client.force_login(cast.chair)
    assert client.get(address).status_code == 200


def test_editor_writes_an_article_with_a_picture_and_takes_it_away_and_back(cast: Cast, client: Client) -> None:
    client.force_login(cast.secretariat)
    data = {"title": "From a form", "body": "Words.", "language": "en", "authors": "| Director | A bank"}
    client.post(reverse("news:article-write", args=["exchange"]), data)
    article = Article.objects.get()
    assert (article.slug, article.authors.get().function) == ("from-a-form", "Director")
    upload = SimpleUploadedFile("p.png", picture_bytes(), "image/png")
    adding = reverse("news:picture-add", args=["exchange", article.slug])
    assert client.post(adding, {"file": upload, "alternative": "A hall."}).status_code == 302
    removing = reverse("news:picture-remove", args=["exchange", article.slug, 1])
    page = client.post(removing, follow=True).content.decode()
    assert not article.pictures.exists()
    was = page.split('name="was" value="')[1].split('"')[0]
    client.post(reverse("news:picture-restore", args=["exchange", article.slug]), {"was": was})
    assert article.pictures.get().alternative == "A hall."


def test_timeline_entry_that_was_removed_comes_back_with_one_press(cast: Cast, client: Client) -> None:
    entry = actions.add_timeline_entry(
        actor=cast.chair, programme=cast.group.programme, year=2022, month=5, text="It [began](https://a.example/)."
    )
    client.force_login(cast.chair)
    removing = reverse("news:timeline-entry-remove", args=["exchange", entry.pk])
    found = client.post(removing, follow=True)
    undo = found.context["undo"]
    assert (TimelineEntry.objects.count(), timeline_of(cast.group.programme)) == (0, [])
    client.post(undo["url"], dict(undo["fields"]))
    again = TimelineEntry.objects.get()
    assert (again.year, again.month, again.day, again.text) == (2022, 5, None, entry.text)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"year": 2022, "day": 3}, "no such date"),
        ({"year": 2022, "month": 2, "day": 30}, "no such date"),
        ({"year": 2022, "text": " "}, "what happened"),
    ],
)
def test_timeline_refuses_what_is_no_date_and_what_says_nothing(fields: dict, says: str, cast: Cast) -> None:
    with pytest.raises(Refused, match=says):
        actions.add_timeline_entry(actor=cast.chair, programme=cast.group.programme, **({"text": "It began."} | fields))


def test_a_number_that_is_no_decimal_is_no_year_and_no_comment(cast: Cast, client: Client) -> None:
    client.force_login(cast.secretariat)
    for name, query in (("timeline-year-note", "year"), ("comment-list", "before")):
        assert client.get(reverse(f"news:{name}", args=["exchange"]), {query: "²"}).status_code == 200


def test_editing_ends_with_the_office_and_with_the_group(cast: Cast) -> None:
    article = an_article(cast)
    with pytest.raises(NotAllowed):
        actions.withdraw_article(actor=cast.delegate, article=article)
    type(cast.group).objects.filter(pk=cast.group.pk).update(state="concluded")
    with pytest.raises(NotAllowed):
        actions.withdraw_article(actor=cast.chair, article=article)
    actions.withdraw_article(actor=cast.operator, article=article)
