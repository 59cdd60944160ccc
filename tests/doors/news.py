"""Doors of the news: a reader's comment needs no account and no cookie."""

from tests.cast import Cast
from tests.doors.door import MISSING, PUBLIC, Door, Values, everyone, refused
from tests.doors.groups import EDITORS
from tests.news.stage import a_comment, a_confirmed_comment, a_picture, an_article
from workgroups.news.actions import add_timeline_entry, note_timeline_year, publish_comment
from workgroups.news.permissions import token_of


def article(cast: Cast) -> Values:
    return {"slug": an_article(cast).slug}


def link(cast: Cast) -> Values:
    return {"token": token_of(a_comment(cast))}


def programme(cast: Cast) -> Values:
    return {"slug": cast.group.programme.slug}


def edited(cast: Cast) -> Values:
    return {**programme(cast), "article": an_article(cast).slug}


def a_draft(cast: Cast) -> Values:
    return {"title": "Another", "body": "Words.", "language": "en", "authors": "A | b | c"}


def pictured(cast: Cast) -> Values:
    return {**edited(cast), "position": a_picture(cast).position}


def shown(cast: Cast) -> Values:
    return {"alternative": "A hall."}


def entry(cast: Cast) -> Values:
    made = add_timeline_entry(actor=cast.chair, programme=cast.group.programme, year=2022, text="It began.")
    return {**programme(cast), "number": made.pk}


def happened(cast: Cast) -> Values:
    return {"year": 2023, "month": 5, "text": "It went on."}


def noted(cast: Cast) -> Values:
    note_timeline_year(actor=cast.chair, programme=cast.group.programme, year=2024)
    return {**programme(cast), "year": 2024}


def comment(cast: Cast) -> Values:
    return {**programme(cast), "number": a_confirmed_comment(cast).pk}


def decided(cast: Cast) -> Values:
    found = a_confirmed_comment(cast)
    publish_comment(actor=cast.chair, comment=found)
    return {**programme(cast), "number": found.pk}


def unsigned(cast: Cast) -> Values:
    return {"token": "nobody.signed-this"}


EDITING = [
    Door("news:article-list", args=programme, get=EDITORS),
    Door("news:article-write", args=programme, get=EDITORS, post=EDITORS, data=a_draft),
    Door("news:article-edit", args=edited, get=EDITORS, post=EDITORS, data=a_draft),
    Door("news:article-publish", args=edited, post=EDITORS),
    Door("news:article-withdraw", args=edited, post=EDITORS),
    Door("news:picture-add", args=edited, get=EDITORS, post=refused(EDITORS)),  # without a picture
    Door("news:picture-edit", args=pictured, get=EDITORS, post=EDITORS, data=shown),
    Door("news:picture-remove", args=pictured, post=EDITORS),
    Door("news:picture-restore", args=edited, post=refused(EDITORS)),  # nothing was taken away
    Door("news:timeline", args=programme, get=EDITORS),
    Door("news:timeline-entry-add", args=programme, get=EDITORS, post=EDITORS, data=happened),
    Door("news:timeline-entry-edit", args=entry, get=EDITORS, post=EDITORS, data=happened),
    Door("news:timeline-entry-remove", args=entry, post=EDITORS),
    Door("news:timeline-year-note", args=programme, get=EDITORS, post=EDITORS, data=happened),
    Door("news:timeline-year-remove", args=noted, post=EDITORS),
    Door("news:comment-list", args=programme, get=EDITORS),
    Door("news:comment-publish", args=comment, post=EDITORS),
    Door("news:comment-reject", args=comment, post=EDITORS, data=lambda cast: {"reason": "Off the subject."}),
    Door("news:comment-reopen", args=decided, post=EDITORS),
]

ROWS = [
    *EDITING,
    # without the form's own token nothing is taken in; with it: tests/news/test_views.py
    Door("news:comment-add", args=article, get=PUBLIC, post=refused(PUBLIC)),
    Door("news:comment-confirm", args=link, get=PUBLIC, post=PUBLIC),
    Door("news:comment-confirm", case="not signed", args=unsigned, get=everyone(MISSING), post=everyone(MISSING)),
]
