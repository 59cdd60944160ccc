"""A published article and a comment on it, through the actions that the pages call."""

from tests.cast import Cast
from workgroups.news import actions
from workgroups.news.models import Article, Comment


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
