"""Doors of the help: open to everybody; writing to the secretariat is for those who are signed in."""

from tests.cast import Cast
from tests.doors.door import MISSING, PUBLIC, SIGNED_IN, Door, Values, everyone, refused


def an_article(cast: Cast) -> Values:
    return {"slug": "threads"}


def no_article(cast: Cast) -> Values:
    return {"slug": "guide-chair"}  # a guide has an address of its own


def a_guide(cast: Cast) -> Values:
    return {"office": "chair"}


def no_guide(cast: Cast) -> Values:
    return {"office": "emperor"}


ROWS = [
    Door("help:index", get=PUBLIC, query={"q": "deadline"}),
    Door("help:article", args=an_article, get=PUBLIC),
    Door("help:article", case="no such article", args=no_article, get=everyone(MISSING)),
    Door("help:guide", args=a_guide, get=PUBLIC),
    Door("help:guide", case="no such office", args=no_guide, get=everyone(MISSING)),
    Door("help:contact", get=PUBLIC),
    Door("help:feedback-send", get=SIGNED_IN, post=refused(SIGNED_IN), data=lambda cast: {"body": "It is wrong."}),
]
