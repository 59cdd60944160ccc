"""What a search finds, for whom, in which order, and at which price."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from workgroups.groups.models import Group, Programme
from workgroups.search.actions import drop, put
from workgroups.search.models import Item
from workgroups.search.queries import search

START = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def group(db: None) -> Group:
    programme = Programme.objects.create(slug="p", name="Programme")
    return Group.objects.create(programme=programme, slug="g", name="Group")


def index(group: Group, number: int, title: str, text: str = "", **more: Any) -> None:
    at = START + timedelta(days=number)
    put(
        kind="tests.note", object_id=number, group_id=group.pk, title=title, text=text, url=f"/{number}/", at=at, **more
    )


def found(group: Group, query: str, **more: Any) -> list[int]:
    return [hit.object_id for hit in search([group.pk], query, reader=None, **more).hits]


def test_accents_case_and_endings_do_not_matter(group: Group) -> None:
    index(group, 1, "Politique numérique", "L’économie du nuage")
    for query in ("POLITIQUE", "numerique", "Numé", "économie nua", "ECONOMIE numérique polit"):
        assert found(group, query) == [1], query
    for query in ("iqué", "nua economie", "politique climat", "", "   ", "'&|!:*()", "\x00"):
        assert found(group, query) == [], query


def test_put_again_replaces_and_drop_removes(group: Group) -> None:
    index(group, 1, "First words")
    index(group, 1, "Second words")
    assert (found(group, "first"), found(group, "second")) == ([], [1])
    drop(kind="tests.note", object_id=1)
    drop(kind="tests.note", object_id=1)
    assert found(group, "second") == []


def test_titles_come_first_and_newest_on_request(group: Group) -> None:
    index(group, 1, "Cloud")
    index(group, 2, "Other", "about the cloud and more")
    assert (found(group, "cloud"), found(group, "cloud", order="newest")) == ([1, 2], [2, 1])


def test_only_the_readers_groups_and_offices(group: Group) -> None:
    other = Group.objects.create(programme=group.programme, slug="h", name="Other")
    index(group, 1, "Cloud")
    index(other, 2, "Cloud")
    index(group, 3, "Cloud", audience=Item.Audience.OFFICERS)
    assert found(group, "cloud") == [1]
    assert found(group, "cloud", officer_in=[other.pk]) == [1]
    assert sorted(found(group, "cloud", officer_in=[group.pk])) == [1, 3]


def test_pages(group: Group) -> None:
    for number in range(5):
        index(group, number, "Cloud")
    pages = [search([group.pk], "cloud", reader=None, order="newest", offset=at, limit=2) for at in (0, 2, 4)]
    assert [([hit.object_id for hit in page.hits], page.has_more) for page in pages] == [
        ([4, 3], True),
        ([2, 1], True),
        ([0], False),
    ]


@pytest.mark.parametrize("rows", [1, 50])
def test_one_query_whatever_is_found(group: Group, rows: int, django_assert_num_queries: Any) -> None:
    for number in range(rows):
        index(group, number, "Cloud", "text")
    with django_assert_num_queries(1):
        assert len(search([group.pk], "cloud", reader=None, limit=50).hits) == rows


def test_a_long_text_is_taken(group: Group) -> None:
    index(group, 1, "Long", " ".join(f"word{n}" for n in range(40_000)) + " " + "y" * 5000)
    assert found(group, "word7 word12000") == [1]
