"""Write, publish and correct articles."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.core import clock, dates, markdown, text
from workgroups.core.errors import Refused
from workgroups.events.actions import emit
from workgroups.groups.models import Group, Programme
from workgroups.groups.permissions import require_editor
from workgroups.news.events import ArticleEdited, ArticlePublished, ArticleWithdrawn, ArticleWritten
from workgroups.news.models import Article, Author, Correction


@dataclass(frozen=True)
class Byline:
    """An author: a name, or where names are not published a function and an organisation."""

    name: str = ""
    function: str = ""
    organisation: str = ""


@transaction.atomic
def write_article(
    *,
    actor: Person,
    programme: Programme,
    title: str,
    body: str,
    slug: str = "",
    language: str = "en",
    group: Group | None = None,
    original: Article | None = None,
    standfirst: str = "",
    authors: Sequence[Byline] = (),
    source_name: str = "",
    source_url: str = "",
    year: int | None = None,
    month: int | None = None,
    day: int | None = None,
    takes_comments: bool = True,
) -> Article:
    """Begin an article as a draft; body is Markdown, `original` the article it translates.

    Year, month and day say when it appeared elsewhere, as exactly as is known.
    """
    require_editor(actor, programme)
    slug = slug or slugify(title)[:80].strip("-")
    if not slug:
        raise Refused(_("This title has no Latin letters to make an address from: write one."), field="slug")
    if Article.objects.filter(slug=slug).exists():
        raise Refused(_("There is an article at this address already; choose another."), field="slug")
    fields = _words(title, body, standfirst, source_name, source_url)
    _require_translation(None, programme, original, language)
    dates.require_real(year, month, day)
    fields |= {"year": year, "month": month, "day": day, "language": language, "takes_comments": takes_comments}
    article = Article.objects.create(programme=programme, slug=slug, group=group, original=original, **fields)
    _name_authors(article, authors)
    emit(ArticleWritten(programme_id=programme.pk, article_id=article.pk, actor_id=actor.pk))
    return article


@transaction.atomic
def edit_article(
    *,
    actor: Person,
    article: Article,
    title: str,
    body: str,
    language: str = "en",
    group: Group | None = None,
    original: Article | None = None,
    standfirst: str = "",
    authors: Sequence[Byline] = (),
    source_name: str = "",
    source_url: str = "",
    year: int | None = None,
    month: int | None = None,
    day: int | None = None,
    takes_comments: bool = True,
    correction: str = "",
) -> None:
    """Write an article anew; a `correction` says to its readers what was wrong before, with the day."""
    require_editor(actor, article.programme)
    fields = _words(title, body, standfirst, source_name, source_url)
    _require_translation(article, article.programme, original, language)
    dates.require_real(year, month, day)
    fields |= {"year": year, "month": month, "day": day, "language": language, "takes_comments": takes_comments}
    found = Article.objects.filter(pk=article.pk)
    found.update(group=group, original=original, changed_at=clock.now(), **fields)
    _name_authors(article, authors)
    if note := text.single_line(correction):
        Correction.objects.create(article=article, note=note)
    emit(ArticleEdited(programme_id=article.programme_id, article_id=article.pk, actor_id=actor.pk))


@transaction.atomic
def publish_article(*, actor: Person, article: Article) -> Article:
    """Show an article to everybody; its day is that of its first publication here."""
    require_editor(actor, article.programme)
    locked = Article.objects.select_for_update().get(pk=article.pk)
    day = locked.published_at or clock.now()
    Article.objects.filter(pk=locked.pk).update(state=Article.State.PUBLISHED, published_at=day)
    article.refresh_from_db()
    emit(ArticlePublished(programme_id=locked.programme_id, article_id=locked.pk, actor_id=actor.pk))
    return article


@transaction.atomic
def withdraw_article(*, actor: Person, article: Article) -> None:
    """Take an article back into a draft; its comments stay with it."""
    require_editor(actor, article.programme)
    Article.objects.filter(pk=article.pk).update(state=Article.State.DRAFT)
    emit(ArticleWithdrawn(programme_id=article.programme_id, article_id=article.pk, actor_id=actor.pk))


def _words(title: str, body: str, standfirst: str, source_name: str, source_url: str) -> dict[str, Any]:
    title, body = text.single_line(title), body.strip()
    if not title:
        raise Refused(_("An article needs a title."), field="title")
    if not body:
        raise Refused(_("An article needs a text."), field="body")
    return {
        "title": title,
        "body": body,
        "html": str(markdown.prose(body)),
        "standfirst": standfirst.strip(),
        "source_name": text.single_line(source_name),
        "source_url": source_url.strip(),
    }


def _require_translation(
    article: Article | None, programme: Programme, original: Article | None, language: str
) -> None:
    if original is None:
        return
    if original.programme_id != programme.pk or original.original_id or (article and article.pk == original.pk):
        raise Refused(_("Choose the article in which this one was first written."), field="original")
    others = Article.objects.filter(original=original, language=language)
    if article:
        others = others.exclude(pk=article.pk)
    if original.language == language or others.exists():
        raise Refused(_("This article exists in this language already."), field="language")


def _name_authors(article: Article, authors: Sequence[Byline]) -> None:
    article.authors.all().delete()
    rows = [
        Author(
            article=article,
            position=place,
            name=text.single_line(one.name),
            function=text.single_line(one.function),
            organisation=text.single_line(one.organisation),
        )
        for place, one in enumerate(authors, start=1)
    ]
    Author.objects.bulk_create(rows)
