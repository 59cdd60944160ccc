"""Doors for everybody."""

from tests.cast import Cast
from tests.deliverables.stage import recorded, released, released_again
from tests.doors.door import MISSING, PUBLIC, Door, Values, everyone, group
from tests.doors.groups import EDITORS
from tests.groups.years import a_programme, a_year
from tests.news.stage import an_article


def report(cast: Cast) -> Values:
    return {"slug": released(cast).report.slug}


def release(cast: Cast) -> Values:
    found = released(cast)
    return {"slug": found.report.slug, "release": found.number}


def second_release(cast: Cast) -> Values:
    found = released_again(released(cast), cast)
    return {"slug": found.report.slug, "release": found.number}


def pdf(cast: Cast) -> Values:
    return release(cast) | {"ending": "pdf"}


def cited(cast: Cast) -> Values:
    return release(cast) | {"form": "bib"}


def work_cited(cast: Cast) -> Values:
    return {"slug": recorded(cast).slug, "form": "ris"}


def unpublished(cast: Cast) -> Values:
    return {"slug": "not-there"}


def programme(cast: Cast) -> Values:
    return {"slug": a_programme(cast).slug}


def year(cast: Cast) -> Values:
    found = a_year(cast)
    return {"slug": found.programme.slug, "year": found.year}


def article(cast: Cast) -> Values:
    return {"slug": an_article(cast).slug}


ROWS = [
    Door("public:front", get=PUBLIC),
    Door("public:group-list", get=PUBLIC),
    Door("public:programme-list", get=PUBLIC),
    Door("public:programme", args=programme, get=PUBLIC),
    Door("public:programme", case="no such programme", args=unpublished, get=everyone(MISSING)),
    Door("public:programme-years", args=programme, get=PUBLIC),
    Door("public:programme-year", args=year, get=PUBLIC),
    Door("public:programme-groups", args=programme, get=PUBLIC),
    Door("public:programme-reports", args=programme, get=PUBLIC),
    Door("public:programme-news", args=programme, get=PUBLIC),
    Door("public:programme-timeline", args=programme, get=PUBLIC),
    Door("public:programme-contact", args=programme, get=PUBLIC),
    Door("public:year-downloads", args=year, get=EDITORS, post=EDITORS, data=lambda cast: {"d0": ""}),
    Door("public:news-feed", get=PUBLIC),
    Door("public:programme-news-feed", args=programme, get=PUBLIC),
    Door("public:article-list", get=PUBLIC),
    Door("public:article", args=article, get=PUBLIC),
    Door("public:article", case="not published", args=unpublished, get=everyone(MISSING)),
    Door("public:group-page", args=group, get=PUBLIC),
    Door("public:group-feed", args=group, get=PUBLIC),
    Door("public:programme-feed", args=programme, get=PUBLIC),
    Door("public:programme-feed", case="not there", args=unpublished, get=everyone(MISSING)),
    Door("public:report-list", get=PUBLIC),
    Door("public:feed", get=PUBLIC),
    Door("public:report-page", args=report, get=PUBLIC),
    Door("public:report-page", case="not published", args=unpublished, get=everyone(MISSING)),
    Door("public:report-cite", args=work_cited, get=PUBLIC),
    Door("public:release-page", args=release, get=PUBLIC),
    Door("public:release-changes", args=second_release, get=PUBLIC),
    Door("public:release-changes", case="of the first", args=release, get=everyone(MISSING)),
    Door("public:release-file", args=pdf, get=PUBLIC),
    Door("public:release-cite", args=cited, get=PUBLIC),
    Door("public:oai", get=PUBLIC, post=PUBLIC, query={"verb": "Identify"}),
    Door("public:sitemap", get=PUBLIC),
    Door("public:robots", get=PUBLIC),
]
