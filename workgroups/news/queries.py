"""Read articles, comments and timelines."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Prefetch, Q, QuerySet

from workgroups.files.models import File
from workgroups.groups.models import Programme
from workgroups.news.models import Article, Comment, Picture, TimelineEntry, TimelineYear

_place = re.compile(r'<p dir="auto">\[picture (\d+)\]</p>')


def articles_published() -> QuerySet[Article]:
    """Return the published articles of public programmes, newest first, with authors and programme.

    A translation is not listed: it is reached from its original.
    """
    found = Article.objects.filter(state=Article.State.PUBLISHED, programme__is_public=True, original=None)
    found = found.select_related("programme", "group").prefetch_related("authors")
    return found.defer("body", "html").order_by("-published_at", "-pk")


def articles_in(programme: Programme) -> QuerySet[Article]:
    """Return a programme's articles for its editors, drafts too, with how many comments wait under each."""
    waiting = Count("comments", filter=Q(comments__state=Comment.State.WAITING))
    found = programme.articles.select_related("original").annotate(comments_waiting=waiting)
    return found.defer("body", "html").order_by("-changed_at", "-pk")


def editions_of(article: Article) -> list[Article]:
    """Return the published editions of an article, the original first, itself among them."""
    first = article.original_id or article.pk
    found = Article.objects.filter(Q(pk=first) | Q(original_id=first), state=Article.State.PUBLISHED)
    return sorted(found.defer("body", "html"), key=lambda one: (one.original_id is not None, one.language))


def originals_in(programme: Programme) -> QuerySet[Article]:
    """Return the articles that can be translated, by title."""
    return programme.articles.filter(original=None).defer("body", "html").order_by("title")


@dataclass(frozen=True)
class Part:
    """A piece of an article: HTML, or the picture that stands after it."""

    html: str = ""
    picture: Picture | None = None


def parts_of(article: Article) -> list[Part]:
    """Return text and pictures in the order of the page: pictures that the text does not place come first and last."""
    files = Prefetch("file", File.objects.select_related("blob"))
    pictures = {one.position: one for one in article.pictures.prefetch_related(files)}
    placed = [int(number) for number in _place.findall(article.html)]
    loose = [one for number, one in pictures.items() if number not in placed]
    pieces = _place.split(article.html)  # text, number, text, number, text
    body = [
        Part(html=piece) if index % 2 == 0 else Part(picture=pictures.get(int(piece)))
        for index, piece in enumerate(pieces)
    ]
    lead = [Part(picture=one) for one in loose[:1]]
    rest = [Part(picture=one) for one in loose[1:]]
    return [part for part in (*lead, *body, *rest) if part.html.strip() or part.picture]


def comments_on(article: Article) -> QuerySet[Comment]:
    """Return the published comments under an article, oldest first, without anybody's address."""
    return article.comments.filter(state=Comment.State.PUBLISHED).defer("email").order_by("at", "pk")


def comments_waiting(programme: Programme) -> QuerySet[Comment]:
    """Return the comments that wait for a decision, oldest first, without anybody's address."""
    found = Comment.objects.filter(article__programme=programme, state=Comment.State.WAITING)
    return found.select_related("article").defer("email", "article__body", "article__html").order_by("at", "pk")


def comments_decided(programme: Programme, before: str = "") -> QuerySet[Comment]:
    """Return the comments that were published or rejected, newest decision first, without anybody's address.

    `before` is the id of a comment: only what was decided before it.
    """
    found = Comment.objects.filter(article__programme=programme)
    found = found.filter(state__in=[Comment.State.PUBLISHED, Comment.State.REJECTED])
    if before.isdecimal() and (last := found.filter(pk=before).first()):
        found = found.filter(Q(decided_at__lt=last.decided_at) | Q(decided_at=last.decided_at, pk__lt=last.pk))
    found = found.select_related("article", "decided_by").defer("email", "article__body", "article__html")
    return found.order_by("-decided_at", "-pk")


# What waits to be read, as rows of the one query that asks every domain (`duty_rows`).
COMMENTS_DUE = """
SELECT DISTINCT ON (office.person_id, programme.id)
  office.person_id, programme.id, NULL::bigint, place.id, NULL::timestamptz, NULL,
  jsonb_build_object('name', programme.name, 'slug', programme.slug, 'number', waiting.number)
FROM (
  SELECT article.programme_id, count(*) AS number FROM news_comment comment
  JOIN news_article article ON article.id = comment.article_id
  WHERE comment.state = 'waiting' GROUP BY article.programme_id
) waiting
JOIN groups_programme programme ON programme.id = waiting.programme_id
JOIN place ON place.programme_id = programme.id AND place.state = 'active'
JOIN office ON office.group_id = place.id
ORDER BY office.person_id, programme.id, place.name, place.id
"""


def waiting_by_programme(programme_ids: Iterable[int]) -> dict[int, int]:
    """Return how many comments wait in each of these programmes; one query."""
    found = Comment.objects.filter(article__programme_id__in=list(programme_ids), state=Comment.State.WAITING)
    counted = found.values_list("article__programme_id").annotate(waiting=Count("pk")).order_by()
    return dict(counted)


@dataclass(frozen=True)
class Year:
    """A year of a timeline: its entries in order, and the note that stands in for them or beside them."""

    year: int
    entries: list[TimelineEntry] = field(default_factory=list)
    noted: TimelineYear | None = None


def timeline_of(programme: Programme) -> list[Year]:
    """Return a programme's timeline year by year, oldest first, empty years that were set down too; two queries."""
    noted = {one.year: one for one in programme.timeline_years.all()}
    entries: dict[int, list[TimelineEntry]] = {year: [] for year in noted}
    for entry in programme.timeline.all():
        entries.setdefault(entry.year, []).append(entry)
    return [Year(year, entries[year], noted.get(year)) for year in sorted(entries)]
