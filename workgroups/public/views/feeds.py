"""What programs fetch again and again: Atom feeds of reports, the sitemap, the rules for robots."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from workgroups.core import slots
from workgroups.core.addresses import permanent
from workgroups.core.errors import Missing
from workgroups.core.languages import OFFERED, PLAIN
from workgroups.core.text import single_line
from workgroups.groups.models import Programme
from workgroups.groups.permissions import public_group_for
from workgroups.groups.queries import public_programmes
from workgroups.public.http import absolute, public_page
from workgroups.public.logic.sitemap import Place, sitemap
from workgroups.public.logic.xml import clean
from workgroups.public.queries import lasting_path, public_articles, public_groups, public_years, works

LATEST = 50
PROGRAMME = (
    *("programme", "programme-years", "programme-groups", "programme-reports", "programme-news"),
    *("programme-timeline", "programme-contact"),
)
CLOSED = ("accounts", "desk", "files", "invitations", "live", "mail", "mailbox", "manage", "search", "welcome", "ws")


@public_page
def feed(request: HttpRequest) -> HttpResponse:
    """The newest reports of all groups."""
    title = _("Reports of %(place)s") % {"place": settings.PRODUCT_NAME}
    return _atom(request, title, reverse("public:report-list"), works())


@public_page
def programme_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest reports of a programme's groups."""
    found = works().filter(group__programme__slug=slug)
    programme = Programme.objects.filter(slug=slug, groups__is_public=True).first()
    if programme is None:
        raise Missing
    page = f"{reverse('public:report-list')}?programme={programme.slug}"
    return _atom(request, _("Reports of %(place)s") % {"place": programme.name}, page, found)


@public_page
def group_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest reports of a group."""
    group = public_group_for(slug)
    found = works().filter(group=group)
    return _atom(request, _("Reports of %(place)s") % {"place": group.name}, group.get_absolute_url(), found)


def _atom(request: HttpRequest, title: str, page: str, found: QuerySet[Any]) -> HttpResponse:
    made = Atom1Feed(
        title=single_line(title),
        link=absolute(page),
        description="",
        language=get_language(),
        feed_url=absolute(request.path),
        feed_guid=absolute(request.path),
    )
    for report in found.order_by("-changed", "-pk")[:LATEST]:
        made.add_item(
            title=single_line(report.title),
            link=absolute(report.get_absolute_url()),
            unique_id=absolute(lasting_path(report)),
            description=clean(report.summary),
            author_name=single_line(report.elsewhere.credited_to if report.is_elsewhere else report.group.name),
            pubdate=report.first_published_at,
            updateddate=report.changed,
            categories=[single_line(report.group.name)],
        )
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@public_page
def sitemap_xml(request: HttpRequest) -> HttpResponse:
    """Every page that everybody may read; apps add theirs through the slot `public.places`."""
    places = [place for found in slots.gather("public.places") for place in found]
    return HttpResponse(sitemap(places), content_type="application/xml; charset=utf-8")


@slots.fill("public.places", order=10)
def pages() -> Iterator[Place]:
    """The front, the lists, the groups' faces."""
    for name in ("front", "report-list", "group-list", "programme-list", "article-list"):
        yield Place(absolute(reverse(f"public:{name}")))
    for group in public_groups():
        yield Place(absolute(group.get_absolute_url()))


@slots.fill("public.places", order=20)
def reports() -> Iterator[Place]:
    """Every report; of those compiled here, every release."""
    for report in works().prefetch_related("releases"):
        yield Place(absolute(report.get_absolute_url()), report.changed)
        for release in report.releases.all():
            release.report = report
            yield Place(absolute(release.get_absolute_url()), release.published_at)


@slots.fill("public.places", order=30)
def programmes() -> Iterator[Place]:
    """Every public programme with its pages and its published years."""
    for found in public_programmes():
        for name in PROGRAMME:
            yield Place(absolute(reverse(f"public:{name}", args=[found.slug])))
    for year in public_years():
        yield Place(absolute(year.get_absolute_url()))


@slots.fill("public.places", order=40)
def articles() -> Iterator[Place]:
    """Every published article."""
    for article in public_articles():
        yield Place(absolute(article.get_absolute_url()), article.changed_at)


@public_page
def robots_txt(request: HttpRequest) -> HttpResponse:
    """What robots leave alone: pages that only lead to sign-in, and searches without end."""
    others = [tag for tag in OFFERED if tag != PLAIN]
    closed = [f"/{part}/" for part in CLOSED] + [f"/{tag}/accounts/" for tag in others]
    maps = [
        absolute(permanent("public:sitemap")),
        *(absolute(f"/{tag}{permanent('public:sitemap')}") for tag in others),
    ]
    rows = ["User-agent: *", *(f"Disallow: {path}" for path in closed), "Disallow: /*?", ""]
    rows += [*(f"Sitemap: {one}" for one in maps), ""]
    return HttpResponse("\n".join(rows), content_type="text/plain; charset=utf-8")
