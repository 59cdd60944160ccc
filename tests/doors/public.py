"""Doors for everybody."""

from tests.cast import Cast
from tests.deliverables.stage import released
from tests.doors.door import MISSING, PUBLIC, Door, Values, everyone, group
from tests.news.stage import an_article


def report(cast: Cast) -> Values:
    return {"slug": released(cast).report.slug}


def release(cast: Cast) -> Values:
    found = released(cast)
    return {"slug": found.report.slug, "release": found.number}


def unpublished(cast: Cast) -> Values:
    return {"slug": "not-there"}


def article(cast: Cast) -> Values:
    return {"slug": an_article(cast).slug}


ROWS = [
    Door("public:front", get=PUBLIC),
    Door("public:group-list", get=PUBLIC),
    Door("public:article", args=article, get=PUBLIC),
    Door("public:article", case="not published", args=unpublished, get=everyone(MISSING)),
    Door("public:group-page", args=group, get=PUBLIC),
    Door("public:report-list", get=PUBLIC),
    Door("public:report-page", args=report, get=PUBLIC),
    Door("public:report-page", case="not published", args=unpublished, get=everyone(MISSING)),
    Door("public:release-page", args=release, get=PUBLIC),
    Door("public:release-pdf", args=release, get=PUBLIC),
]
