"""A programme's public pages: what each says, in how many queries, without cookie, and what stays hidden."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from tests.deliverables.stage import released, report
from tests.groups.years import a_programme, a_year
from tests.news.stage import an_article
from workgroups.deliverables.actions import Chosen, choose_downloads
from workgroups.deliverables.models import Build, Deliverable
from workgroups.groups import actions
from workgroups.groups.actions import Listed
from workgroups.groups.models import Programme
from workgroups.news.actions import add_timeline_entry, note_timeline_year
from workgroups.public.queries.programmes import candidates_for

pytestmark = pytest.mark.django_db
PAGES = ("", "years/", "2021/", "groups/", "reports/", "news/", "timeline/", "contact/")


def text_of(client: Client, path: str) -> str:
    found = client.get(path)
    assert found.status_code == 200, path
    return found.content.decode()


def test_pages_set_no_cookie_and_cost_304_the_second_time(cast: Cast, client: Client) -> None:
    a_programme(cast)
    an_article(cast, slug="one")
    for path in (*(f"/programmes/exchange/{page}" for page in PAGES), "/programmes/", "/news/", "/news/one/"):
        first = client.get(path)
        assert (first.status_code, dict(first.cookies)) == (200, {}), path
        assert "Cookie" not in first.headers.get("Vary", ""), path
        assert client.get(path, headers={"if-none-match": first["ETag"]}).status_code == 304, path
        assert '<script type="module"' not in first.content.decode(), path


def test_programme_shows_both_lists_as_their_sources_give_them(cast: Cast, client: Client) -> None:
    a_programme(cast)
    page = text_of(client, "/programmes/exchange/")
    assert page.index("Page of reports") < page.index("the Netherlands (Amsterdam)") < page.index("Article")
    assert "24 January 2022" in page
    assert page.count("2 participants listed") == 2
    assert "they are not merged" in page
    assert "The year" not in page  # that list stands on its year's page
    assert "The year" in text_of(client, "/programmes/exchange/2021/")


def test_year_page_offers_exactly_what_was_chosen(cast: Cast, client: Client) -> None:
    year = a_year(cast)
    ready = released(cast).report
    awaited, compiled = (
        Deliverable.objects.create(
            group=cast.group,
            number=number,
            title=title,
            slug=slug,
            created_by=cast.chair,
            created_at=ready.first_published_at,
        )
        for number, title, slug in ((90, "Awaited", "awaited"), (91, "Compiled now", "now"))
    )
    Build.objects.create(
        deliverable=compiled,
        number=1,
        inputs={},
        inputs_hash="0",
        release_number=1,
        requested_by=cast.chair,
        requested_at=ready.first_published_at,
    )
    chosen = [Chosen(ready, label="First"), Chosen(awaited), Chosen(compiled)]
    choose_downloads(actor=cast.secretariat, year=year, choices=chosen)
    found = client.get("/programmes/exchange/2021/")
    assert [(one.title, one.state) for one in found.context["downloads"]] == [
        ("First", "ready"),
        ("Awaited", "awaited"),
        ("Compiled now", "compiling"),
    ]
    page = found.content.decode()
    assert f'href="{ready.get_absolute_url()}1/report.pdf"' in page
    assert page.count("Being compiled") == page.count("Not published yet") == 1


def test_year_page_lists_groups_by_their_terms(cast: Cast, client: Client) -> None:
    year = a_year(cast)
    later = a_year(cast, 2022)
    found = client.get(later.get_absolute_url())
    assert [one.group for one in found.context["works"]] == [cast.group]
    assert "It compared <strong>baselines</strong>." in text_of(client, year.get_absolute_url())


def test_what_is_a_draft_or_private_is_not_there(cast: Cast, client: Client) -> None:
    programme = a_programme(cast)
    actions.withdraw_year(actor=cast.secretariat, year=programme.years.get())
    assert client.get("/programmes/exchange/2021/").status_code == 404
    assert "Working groups 2021" not in text_of(client, "/programmes/exchange/years/")
    Programme.objects.filter(pk=programme.pk).update(is_public=False)
    article = an_article(cast)
    for page in PAGES:
        assert client.get(f"/programmes/exchange/{page}").status_code == 404
    assert client.get(article.get_absolute_url()).status_code == 404
    assert article.title not in text_of(client, "/news/")
    assert "The exchange" not in text_of(client, "/programmes/")


def test_editors_of_other_groups_are_offered_nothing_of_a_group_without_public_face(cast: Cast, client: Client) -> None:
    year, hidden = a_year(cast), report(cast)
    cast.group.programme.groups.filter(pk=cast.group.pk).update(is_public=False)
    client.force_login(cast.outsider)
    places = [("groups:year-group", 2021), ("news:article-write",), ("public:year-downloads", 2021)]
    offered = [client.get(reverse(name, args=["exchange", *rest])) for name, *rest in places]
    assert [page.status_code for page in offered] == [200, 200, 200]
    assert not [page for page in offered if cast.group.name in str(page.context["form"])]
    assert hidden.title not in offered[2].content.decode()
    choose_downloads(actor=cast.secretariat, year=year, choices=[Chosen(hidden)])
    assert [one.place for one in candidates_for(year)] == [1]  # what was chosen before stays until it is taken off


def test_group_without_public_face_is_in_no_list(cast: Cast, client: Client) -> None:
    year = a_year(cast)
    deliverable = report(cast)
    choose_downloads(actor=cast.secretariat, year=year, choices=[Chosen(deliverable)])
    type(cast.group).objects.filter(pk=cast.group.pk).update(is_public=False, name="Secret group")
    for page in PAGES:
        assert "Secret group" not in text_of(client, f"/programmes/exchange/{page}")
    assert client.get(year.get_absolute_url()).context["downloads"] == []


def test_timeline_shows_entries_and_the_empty_year(cast: Cast, client: Client) -> None:
    programme = cast.group.programme
    add_timeline_entry(
        actor=cast.secretariat, programme=programme, year=2022, month=9, text="Hosted [one](https://a.example/) and two"
    )
    add_timeline_entry(actor=cast.secretariat, programme=programme, year=2022, month=5, text="Signed")
    note_timeline_year(actor=cast.secretariat, programme=programme, year=2024, note="The source lists nothing.")
    page = text_of(client, "/programmes/exchange/timeline/")
    assert page.index("May 2022") < page.index("Signed") < page.index("September 2022") < page.index(">2024<")
    assert '<a href="https://a.example/" rel="noopener">one</a>' in page
    assert page.index(">2024<") < page.index("The source lists nothing.")
    assert page.count("<details") == page.count(" open>") == 2


@pytest.mark.parametrize("page", PAGES[:2] + PAGES[3:])
def test_empty_pages_say_what_they_are_for(page: str, cast: Cast, client: Client) -> None:
    assert 'class="empty"' in text_of(client, f"/programmes/exchange/{page}") or page in {"", "groups/", "contact/"}


def test_officers_markdown_cannot_run(cast: Cast, client: Client) -> None:
    evil = (
        "<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)> ![y](https://e.example/y.png)"
    )
    year = a_year(cast)
    actions.edit_year(actor=cast.secretariat, year=year, title="<b>T</b>", overview=evil, closing=evil)
    actions.describe_group(actor=cast.secretariat, year=year, group=cast.group, text=evil)
    an_article(cast, title="<i>A</i>", body=evil, slug="evil")
    add_timeline_entry(actor=cast.secretariat, programme=cast.group.programme, year=2022, text=evil)
    for path in ("/programmes/exchange/2021/", "/news/evil/", "/programmes/exchange/timeline/"):
        page = text_of(client, path)
        for harm in ("<script>alert", 'href="javascript', "<img src=x", "<b>T</b>", "<i>A</i>"):
            assert harm not in page, (path, harm)


@pytest.mark.parametrize("page", PAGES)
def test_pages_ask_as_often_for_many_as_for_one(
    page: str, cast: Cast, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    programme = a_programme(cast)
    path = f"/programmes/exchange/{page}"
    _more(cast, programme, 1)
    with django_assert_num_queries(QUERIES[page]):
        client.get(path)
    _more(cast, programme, 50)
    with django_assert_num_queries(QUERIES[page]):
        client.get(path)


QUERIES = {"": 8, "years/": 2, "2021/": 8, "groups/": 4, "reports/": 3, "news/": 4, "timeline/": 4, "contact/": 2}


def _more(cast: Cast, programme: Programme, many: int) -> None:
    actor, year = cast.secretariat, programme.years.get(year=2021)
    for number in range(many):
        name = f"Extra {many} {number}"
        group = actions.create_group(actor=cast.operator, programme=programme, slug=f"extra-{many}-{number}", name=name)
        actions.describe_group(actor=actor, year=year, group=group, text="Words.")
        actions.add_participants(
            actor=actor, programme=programme, source_title=name, entries=[Listed("A"), Listed("B")], of=year
        )
        actions.add_collaboration(actor=actor, programme=programme, name=name, text="Words.")
        actions.add_occasion(actor=actor, programme=programme, name=name)
        add_timeline_entry(actor=actor, programme=programme, year=2000 + number, text=name)
        an_article(cast, title=name)
    later = 1900 + many
    for number in range(many):
        made = actions.create_year(actor=actor, programme=programme, year=later + number, title="A year")
        actions.publish_year(actor=actor, year=made)
