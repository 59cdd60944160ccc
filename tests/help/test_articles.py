"""The articles: complete in both languages, found by their words, and one for every page."""

from pathlib import Path

import pytest
from django.urls import get_resolver

from tests.architecture.checks.doors import names
from workgroups.core.languages import OFFERED
from workgroups.help.logic import articles
from workgroups.help.logic.index import COVERS, GUIDES, covering, slugs

ALL = [*slugs(), *(f"guide-{office}" for office in GUIDES)]
# Pages that show nothing to read: what machines ask, files, fragments of pages that are explained themselves.
SILENT = ("help", "core", "live", "health", "metrics", "offline", "worker", "socialaccount", "account_", "mfa_")


@pytest.mark.parametrize("language", OFFERED)
def test_every_article_exists_and_no_other(language: str) -> None:
    files = {path.stem for path in (articles.WORDS / language).glob("*.md")}
    assert files == set(ALL)


@pytest.mark.parametrize("slug", ALL)
def test_an_article_says_the_same_in_every_language(slug: str) -> None:
    made = {tag: articles.article(slug, tag) for tag in OFFERED}
    shapes = {tag: shape_of(one) for tag, one in made.items() if one}
    assert len(shapes) == len(OFFERED)
    assert len(set(map(str, shapes.values()))) == 1, shapes
    assert len({one.title for one in made.values() if one}) == len(OFFERED) or slug == "documents"


def shape_of(one: articles.Article) -> dict[str, object]:
    """Which fields are filled, and how many headings, paragraphs and points an article has."""
    counts = {tag: one.html.count(f"<{tag}") for tag in ("h2", "p", "li", "strong", "code")}
    return counts | {"deadline": bool(one.deadline), "seen": bool(one.seen)}


def test_an_article_in_a_language_without_one_is_english() -> None:
    found = articles.article("threads", "ar")
    assert found is not None
    assert found.language == "en"


@pytest.mark.parametrize("language", OFFERED)
@pytest.mark.parametrize("slug", ALL)
def test_summaries_fit_their_place(slug: str, language: str) -> None:
    found = articles.article(slug, language)
    assert found is not None
    assert 20 <= len(found.summary) <= 200
    assert len(found.title) <= 70


def test_the_search_finds_beginnings_without_accents_and_every_word() -> None:
    assert [one.slug for one in articles.search("chatham", "en")] == ["markings"]
    assert articles.search("ECHEANCES", "fr")[0].slug == "deadlines"
    assert articles.search("spreadsh rows", "en")[0].slug == "people"
    assert articles.search("spreadsheet zebra", "en") == []
    assert articles.search("  ", "en") == []


def test_every_page_for_people_is_explained() -> None:
    named = {name for name, _address in names(get_resolver().url_patterns) if not name.startswith(SILENT)}
    assert {name for name in named if covering(name) is None} == set()


def test_the_table_of_pages_names_only_articles_that_exist() -> None:
    assert {slug for _pattern, slug in COVERS} <= set(slugs())


def test_a_line_of_an_unknown_kind_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "broken.md").write_text("titel: Wrong\n\nWords.\n", encoding="utf-8")
    monkeypatch.setattr(articles, "WORDS", tmp_path)
    with pytest.raises(ValueError, match="titel"):
        articles.article("broken", "en")
