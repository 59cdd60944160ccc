"""The library of reports: by year, group and programme, and by words."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from workgroups.deliverables.queries import compiling
from workgroups.public.http import public_page
from workgroups.public.queries import Facets, Library, Wanted, facets, library

LAST_PAGE = 500


@public_page
def report_list(request: HttpRequest) -> HttpResponse:
    """List the reports, all or those that fit the form; a value that the form does not offer fits nothing."""
    wanted, offered = _wanted(request), facets()
    found = library(wanted) if _is_offered(wanted, offered) else Library([], 1, has_more=False)
    context = {
        "wanted": wanted,
        "offered": offered,
        "years": found.years,
        "earlier": found.page - 1,
        "later": found.page + 1 if found.has_more else 0,
        "compiling": compiling() if settings.DEMO and not wanted.is_filtered else [],
    }
    return render(request, "public/report_list.html", context)


def _wanted(request: HttpRequest) -> Wanted:
    page = request.GET.get("page", "1")
    return Wanted(
        words=" ".join(request.GET.get("q", "")[:200].replace("\x00", " ").split()),
        year=request.GET.get("year", ""),
        group=request.GET.get("group", ""),
        programme=request.GET.get("programme", ""),
        page=min(int(page), LAST_PAGE) if page.isascii() and page.isdecimal() and len(page) < 6 and int(page) else 1,
    )


def _is_offered(wanted: Wanted, offered: Facets) -> bool:
    return (
        wanted.year in {"", *offered.years}
        and wanted.group in {"", *(slug for slug, _name in offered.groups)}
        and wanted.programme in {"", *(slug for slug, _name in offered.programmes)}
    )
