"""Where a programme's editors keep its timeline."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from workgroups.core import slots
from workgroups.core.http import carries_out
from workgroups.groups.http import EditorRequest, editor_page, offer_undo
from workgroups.groups.models import Programme
from workgroups.groups.queries import NavEntry
from workgroups.news import actions
from workgroups.news.forms import TimelineEntryForm, TimelineYearForm
from workgroups.news.permissions import entry_of, timeline_year_of
from workgroups.news.queries import timeline_of
from workgroups.news.views.articles import posted

get_or_post = require_http_methods(["GET", "POST"])
FIELDS = ("year", "month", "day", "text", "link", "end")


@slots.fill("groups.programme_nav", order=50)
def timeline_nav(request: HttpRequest, programme: Programme) -> NavEntry:
    """Lead to the timeline."""
    url = reverse("news:timeline", args=[programme.slug])
    return NavEntry(_("Timeline"), url, request.path.startswith(url))


@require_GET
@editor_page
def timeline(request: EditorRequest) -> HttpResponse:
    """Show the timeline, with what an editor can do about it."""
    return render(request, "news/timeline.html", {"timeline": timeline_of(request.programme)})


@get_or_post
@editor_page
def timeline_entry_add(request: EditorRequest) -> HttpResponse:
    """Add an entry."""
    form = TimelineEntryForm(posted(request))
    act = partial(actions.add_timeline_entry, actor=request.user, programme=request.programme)
    return _answer(request, form, act, _("New entry"))


@get_or_post
@editor_page
def timeline_entry_edit(request: EditorRequest, number: int) -> HttpResponse:
    """Write an entry anew."""
    entry = entry_of(request.programme, number)
    form = TimelineEntryForm(posted(request), initial={name: getattr(entry, name) for name in FIELDS})
    return _answer(request, form, partial(actions.edit_timeline_entry, actor=request.user, entry=entry), _("Entry"))


@require_POST
@editor_page
def timeline_entry_remove(request: EditorRequest, number: int) -> HttpResponse:
    """Take an entry away; one press puts it back."""
    entry = entry_of(request.programme, number)
    actions.remove_timeline_entry(actor=request.user, entry=entry)
    url = reverse("news:timeline-entry-add", args=[request.programme.slug])
    offer_undo(request, _("The entry is removed."), url, {name: getattr(entry, name) for name in FIELDS})
    return redirect("news:timeline", request.programme.slug)


@get_or_post
@editor_page
def timeline_year_note(request: EditorRequest) -> HttpResponse:
    """Show a year that may have no entry, and say why."""
    asked = request.GET.get("year", "")
    known = request.programme.timeline_years.filter(year=asked).first() if asked.isdecimal() else None
    initial = {"year": asked, "note": known.note if known else ""}
    form = TimelineYearForm(posted(request), initial=initial)
    act = partial(actions.note_timeline_year, actor=request.user, programme=request.programme)
    return _answer(request, form, act, _("A year and its note"))


@require_POST
@editor_page
def timeline_year_remove(request: EditorRequest, year: int) -> HttpResponse:
    """Take a year's note away; its entries stay, and one press puts it back."""
    found = timeline_year_of(request.programme, year)
    actions.remove_timeline_year(actor=request.user, year=found)
    url = reverse("news:timeline-year-note", args=[request.programme.slug])
    words = _("The note on %(year)s is removed.") % {"year": year}
    offer_undo(request, words, url, {"year": found.year, "note": found.note})
    return redirect("news:timeline", request.programme.slug)


def _answer(
    request: EditorRequest, form: TimelineEntryForm | TimelineYearForm, act: Callable[..., object], heading: str
) -> HttpResponse:
    if carries_out(form, act):
        messages.success(request, _("Saved."))
        return redirect("news:timeline", request.programme.slug)
    found = {"form": form, "heading": heading, "back": reverse("news:timeline", args=[request.programme.slug])}
    return render(request, "groups/programme_form.html", found, status=422 if form.errors else 200)
