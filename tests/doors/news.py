"""Doors of the news: a reader's comment needs no account and no cookie."""

from tests.cast import Cast
from tests.doors.door import MISSING, PUBLIC, Door, Values, everyone, refused
from tests.news.stage import a_comment, an_article
from workgroups.news.permissions import token_of


def article(cast: Cast) -> Values:
    return {"slug": an_article(cast).slug}


def link(cast: Cast) -> Values:
    return {"token": token_of(a_comment(cast))}


def unsigned(cast: Cast) -> Values:
    return {"token": "nobody.signed-this"}


ROWS = [
    # without the form's own token nothing is taken in; with it: tests/news/test_views.py
    Door("news:comment-add", args=article, get=PUBLIC, post=refused(PUBLIC)),
    Door("news:comment-confirm", args=link, get=PUBLIC, post=PUBLIC),
    Door("news:comment-confirm", case="not signed", args=unsigned, get=everyone(MISSING), post=everyone(MISSING)),
]
