"""A published article and a comment on it, through the actions that the pages call."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image

from tests.cast import Cast
from workgroups.files.actions import store_picture
from workgroups.news import actions
from workgroups.news.models import Article, Comment, Picture
from workgroups.news.permissions import PICTURES


def an_article(cast: Cast, title: str = "A community", body: str = "Words that *matter*.", **more: object) -> Article:
    """A published article of the cast's programme."""
    written = actions.write_article(
        actor=cast.secretariat,
        programme=cast.group.programme,
        title=title,
        body=body,
        **more,  # type: ignore[arg-type]
    )
    actions.publish_article(actor=cast.secretariat, article=written)
    written.refresh_from_db()
    return written


def a_comment(cast: Cast, article: Article | None = None, text: str = "Well said.") -> Comment:
    """A comment whose address nobody has confirmed yet."""
    return actions.add_comment(
        article=article or an_article(cast), name="A reader", email="reader@private.example", text=text
    )


def a_confirmed_comment(cast: Cast, article: Article | None = None, text: str = "Well said.") -> Comment:
    """A comment that waits for an officer."""
    comment = a_comment(cast, article, text)
    actions.verify_comment(comment=comment)
    comment.refresh_from_db()
    return comment


def picture_bytes(width: int = 60, height: int = 40) -> bytes:
    """A small PNG."""
    target = BytesIO()
    Image.new("RGB", (width, height), "teal").save(target, "PNG")
    return target.getvalue()


def a_picture(cast: Cast) -> Picture:
    """The picture of the cast's first article, which is made when there is none."""
    article = Article.objects.first() or an_article(cast)
    if found := article.pictures.first():
        return found
    content = ContentFile(picture_bytes())
    file, width, height = store_picture(owner=cast.secretariat, name="hall.png", content=content, kind=PICTURES)
    return actions.add_picture(
        actor=cast.secretariat, article=article, file_id=file.pk, alternative="A hall.", width=width, height=height
    )
