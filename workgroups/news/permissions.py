"""Who may read and write what a programme tells the public, and the guarded ways to it."""

from typing import Any, TypeVar
from uuid import UUID

from django.core.signing import BadSignature, Signer

from workgroups.accounts.models import Person
from workgroups.core.errors import Missing
from workgroups.files.models import File
from workgroups.files.registry import reader_of
from workgroups.groups.models import Programme
from workgroups.groups.permissions import can_edit_programme
from workgroups.news.models import Article, Comment, Picture, TimelineEntry, TimelineYear

T = TypeVar("T")
COMMENT_SALT = "news.comment"
PICTURES = "news.picture"


def article_for(slug: str) -> Article:
    """Return a published article that everybody may read, or raise Missing."""
    found = Article.objects.filter(slug=slug, state=Article.State.PUBLISHED, programme__is_public=True)
    return _or_missing(found.select_related("programme", "group", "original").first())


def article_of(programme: Programme, slug: str) -> Article:
    """Return an article of a programme for its editors, draft or not; the caller has asked who they are."""
    return _or_missing(Article.objects.select_related("programme").filter(programme=programme, slug=slug).first())


def picture_of(article: Article, position: int) -> Picture:
    """Return a picture of an article by its number."""
    return _or_missing(article.pictures.filter(position=position).first())


def comment_of(programme: Programme, comment_id: int) -> Comment:
    """Return a comment with a confirmed address for the programme's editors."""
    found = Comment.objects.select_related("article__programme").filter(pk=comment_id, article__programme=programme)
    return _or_missing(found.exclude(state=Comment.State.UNVERIFIED).first())


def entry_of(programme: Programme, entry_id: int) -> TimelineEntry:
    """Return an entry of a programme's timeline."""
    return _or_missing(TimelineEntry.objects.filter(programme=programme, pk=entry_id).first())


def timeline_year_of(programme: Programme, year: int) -> TimelineYear:
    """Return a year of a programme's timeline that was set down with a note."""
    return _or_missing(TimelineYear.objects.filter(programme=programme, year=year).first())


def comment_by_token(token: str) -> Comment:
    """Return the comment behind the link in the mail to its writer; raises Missing for a link that nobody signed."""
    try:
        uid = UUID(Signer(salt=COMMENT_SALT, sep=".").unsign(token))
    except (BadSignature, ValueError) as error:
        raise Missing from error
    return _or_missing(Comment.objects.select_related("article__programme").filter(uid=uid).first())


def token_of(comment: Comment) -> str:
    """Return what the link in the mail to a comment's writer carries."""
    return Signer(salt=COMMENT_SALT, sep=".").sign(str(comment.uid))


@reader_of(PICTURES)
def can_read_picture(user: Any, file: File) -> bool:
    """Let everybody see the pictures of published articles, and editors those of drafts."""
    picture = Picture.objects.select_related("article__programme").filter(file=file).first()
    if picture is None:
        return False
    article = picture.article
    if article.is_published and article.programme.is_public:
        return True
    return isinstance(user, Person) and can_edit_programme(user, article.programme)


def _or_missing(found: T | None) -> T:
    if found is None:
        raise Missing
    return found
