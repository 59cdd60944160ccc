"""A programme as visitors see it: about, years, groups, reports, news, timeline, contact."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from workgroups.groups.models import Programme
from workgroups.groups.permissions import programme_for, year_for
from workgroups.groups.queries import (
    NavEntry,
    groups_in_year,
    groups_with_terms,
    participant_lists,
    public_programmes,
    published_years,
)
from workgroups.news.queries import articles_published, timeline_of
from workgroups.public.http import public_page
from workgroups.public.queries.programmes import downloads_of, library_of

LATEST = 3


@public_page
def programme_list(request: HttpRequest) -> HttpResponse:
    """List the programmes."""
    return render(request, "public/programme_list.html", {"programmes": list(public_programmes())})


@public_page
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what a programme is: its purpose, how one works with it, who has taken part, what it held."""
    found = programme_for(slug)
    context = {
        "collaborations": list(found.collaborations.all()),
        "occasions": list(found.occasions.all()),
        "lists": [one for one in participant_lists(found) if one.of is None],
        "articles": list(articles_published().filter(programme=found)[:LATEST]),
    }
    return _page(request, "public/programme.html", found, context)


@public_page
def programme_years(request: HttpRequest, slug: str) -> HttpResponse:
    """List a programme's years."""
    return _page(request, "public/programme_years.html", programme_for(slug), {})


@public_page
def programme_year(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """A year: what it was about, its groups, its reports to download, who took part by which source."""
    found = programme_for(slug)
    shown = year_for(found, year)
    context = {
        "year": shown,
        "works": groups_in_year(shown),
        "downloads": downloads_of(shown),
        "lists": [one for one in participant_lists(found) if one.of_id == shown.pk],
    }
    return _page(request, "public/programme_year.html", found, context)


@public_page
def programme_groups(request: HttpRequest, slug: str) -> HttpResponse:
    """List a programme's groups, those at work first, with the terms in which they worked."""
    found = programme_for(slug)
    return _page(request, "public/programme_groups.html", found, {"groups": list(groups_with_terms(found))})


@public_page
def programme_reports(request: HttpRequest, slug: str) -> HttpResponse:
    """A programme's own library, at an address that stays."""
    found = programme_for(slug)
    address = request.build_absolute_uri(request.path)
    context = {"library": library_of(found), "address": address}
    return _page(request, "public/programme_reports.html", found, context)


@public_page
def programme_news(request: HttpRequest, slug: str) -> HttpResponse:
    """List a programme's articles."""
    found = programme_for(slug)
    articles = list(articles_published().filter(programme=found))
    return _page(request, "public/programme_news.html", found, {"articles": articles})


@public_page
def programme_timeline(request: HttpRequest, slug: str) -> HttpResponse:
    """A programme's timeline by year; a year without entries says so."""
    found = programme_for(slug)
    return _page(request, "public/programme_timeline.html", found, {"timeline": timeline_of(found)})


@public_page
def programme_contact(request: HttpRequest, slug: str) -> HttpResponse:
    """Say whom to write to, and which addresses stay."""
    return _page(request, "public/programme_contact.html", programme_for(slug), {})


def _page(request: HttpRequest, template: str, found: Programme, context: dict[str, Any]) -> HttpResponse:
    years = list(published_years(found))
    for one in years:
        one.programme = found  # their addresses need it
    frame = {
        "programme": found,
        "years": years,
        "nav_entries": _entries(request, found),
        "canonical": request.build_absolute_uri(request.path),
    }
    return render(request, template, frame | context)


def _entries(request: HttpRequest, found: Programme) -> list[NavEntry]:
    places = [
        (_("About"), "programme"),
        (_("Years"), "programme-years"),
        (_("Groups"), "programme-groups"),
        (_("Reports"), "programme-reports"),
        (_("News"), "programme-news"),
        (_("Timeline"), "programme-timeline"),
        (_("Contact"), "programme-contact"),
    ]
    urls = [(word, reverse(f"public:{name}", args=[found.slug])) for word, name in places]
    return [NavEntry(word, url, request.path == url) for word, url in urls]
