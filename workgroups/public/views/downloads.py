"""Where a programme's editors choose which reports a year's page offers."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from workgroups.core import slots
from workgroups.core.http import carries_out
from workgroups.deliverables.actions import choose_downloads
from workgroups.groups.http import EditorRequest, editor_page
from workgroups.groups.models import ProgrammeYear
from workgroups.groups.permissions import year_edited
from workgroups.public.forms import DownloadsForm
from workgroups.public.queries.programmes import candidates_for, downloads_of


@slots.fill("groups.year", order=50)
def chosen_reports(request: HttpRequest, year: ProgrammeYear) -> SafeString:
    """Show on a year's own page which reports it offers."""
    return render_to_string("public/_chosen.html", {"year": year, "downloads": downloads_of(year)}, request)


@require_http_methods(["GET", "POST"])
@editor_page
def year_downloads(request: EditorRequest, year: int) -> HttpResponse:
    """Choose a year's reports and their order."""
    found = year_edited(request.programme, year)
    form = DownloadsForm(request.POST if request.method == "POST" else None, candidates=candidates_for(found))

    def act(**_places: Any) -> None:
        choose_downloads(actor=request.user, year=found, choices=form.choices())

    back = reverse("groups:year-manage", args=[request.programme.slug, year])
    if carries_out(form, act):
        messages.success(request, _("Saved."))
        return redirect(back)
    context = {"form": form, "heading": _("Reports of %(year)s") % {"year": year}, "back": back}
    return render(request, "groups/programme_form.html", context, status=422 if form.errors else 200)
