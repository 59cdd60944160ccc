"""Where a programme's editors write its public pages: its words, kinds of collaboration, events, participants."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from workgroups.core import slots
from workgroups.core.http import carries_out
from workgroups.groups import actions
from workgroups.groups.forms import CollaborationForm, OccasionForm, ParticipantsForm, ProgrammeChangeForm
from workgroups.groups.http import EditorRequest, editor_page, offer_undo
from workgroups.groups.models import ParticipantList, Programme
from workgroups.groups.permissions import collaboration_of, occasion_of, participants_of
from workgroups.groups.queries import NavEntry, participant_lists

get_or_post = require_http_methods(["GET", "POST"])
CHANGED = (
    "name",
    "purpose",
    "about",
    "host",
    "founded_year",
    "contact_email",
    "contact_words",
    "language",
    "is_public",
)
OCCASION = ("name", "place", "year", "month", "day", "text", "link", "position")


@slots.fill("groups.programme_nav", order=10)
def manage_entry(request: HttpRequest, programme: Programme) -> NavEntry:
    """Lead to what the programme says of itself."""
    url = reverse("groups:programme-manage", args=[programme.slug])
    return NavEntry(_("About"), url, request.path == url)


@slots.fill("groups.programme_nav", order=30)
def participants_entry(request: HttpRequest, programme: Programme) -> NavEntry:
    """Lead to the lists of participants."""
    url = reverse("groups:participants-list", args=[programme.slug])
    return NavEntry(_("Participants"), url, request.path.startswith(url))


@require_GET
@editor_page
def programme_manage(request: EditorRequest) -> HttpResponse:
    """Show what the programme says of itself, with what an editor can do about it."""
    programme = request.programme
    found = {"collaborations": list(programme.collaborations.all()), "occasions": list(programme.occasions.all())}
    return render(request, "groups/programme_manage.html", found)


@get_or_post
@editor_page
def programme_change(request: EditorRequest) -> HttpResponse:
    """Write the programme's words."""
    known = {name: getattr(request.programme, name) for name in CHANGED}
    form = ProgrammeChangeForm(posted(request), initial=known)
    act = partial(actions.change_programme, actor=request.user, programme=request.programme)
    return answer(request, form, act, _("What the programme says of itself"), back="groups:programme-manage")


@get_or_post
@editor_page
def collaboration_add(request: EditorRequest) -> HttpResponse:
    """Add a kind of collaboration."""
    act = partial(actions.add_collaboration, actor=request.user, programme=request.programme)
    form = CollaborationForm(posted(request))
    return answer(request, form, act, _("New kind of collaboration"), back="groups:programme-manage")


@get_or_post
@editor_page
def collaboration_edit(request: EditorRequest, number: int) -> HttpResponse:
    """Write a kind of collaboration anew."""
    found = collaboration_of(request.programme, number)
    known = {name: getattr(found, name) for name in ("name", "text", "link", "position")}
    act = partial(actions.edit_collaboration, actor=request.user, collaboration=found)
    form = CollaborationForm(posted(request), initial=known)
    return answer(request, form, act, _("Kind of collaboration"), back="groups:programme-manage")


@require_POST
@editor_page
def collaboration_remove(request: EditorRequest, number: int) -> HttpResponse:
    """Take a kind of collaboration away; one press puts it back."""
    found = collaboration_of(request.programme, number)
    actions.remove_collaboration(actor=request.user, collaboration=found)
    known = {name: getattr(found, name) for name in ("name", "text", "link", "position")}
    url = reverse("groups:collaboration-add", args=[request.programme.slug])
    offer_undo(request, _("“%(name)s” is removed.") % {"name": found.name}, url, known)
    return redirect("groups:programme-manage", request.programme.slug)


@get_or_post
@editor_page
def occasion_add(request: EditorRequest) -> HttpResponse:
    """Add an event."""
    act = partial(actions.add_occasion, actor=request.user, programme=request.programme)
    return answer(request, OccasionForm(posted(request)), act, _("New event"), back="groups:programme-manage")


@get_or_post
@editor_page
def occasion_edit(request: EditorRequest, number: int) -> HttpResponse:
    """Write an event anew."""
    found = occasion_of(request.programme, number)
    act = partial(actions.edit_occasion, actor=request.user, occasion=found)
    form = OccasionForm(posted(request), initial={name: getattr(found, name) for name in OCCASION})
    return answer(request, form, act, _("Event"), back="groups:programme-manage")


@require_POST
@editor_page
def occasion_remove(request: EditorRequest, number: int) -> HttpResponse:
    """Take an event away; one press puts it back."""
    found = occasion_of(request.programme, number)
    actions.remove_occasion(actor=request.user, occasion=found)
    url = reverse("groups:occasion-add", args=[request.programme.slug])
    known = {name: getattr(found, name) for name in OCCASION}
    offer_undo(request, _("“%(name)s” is removed.") % {"name": found.name}, url, known)
    return redirect("groups:programme-manage", request.programme.slug)


@require_GET
@editor_page
def participants_list(request: EditorRequest) -> HttpResponse:
    """Show every list of participants."""
    return render(request, "groups/participants_list.html", {"lists": list(participant_lists(request.programme))})


@get_or_post
@editor_page
def participants_add(request: EditorRequest) -> HttpResponse:
    """Copy a list from its source."""
    act = partial(actions.add_participants, actor=request.user, programme=request.programme)
    form = ParticipantsForm(posted(request), programme=request.programme)
    return answer(request, form, act, _("New list of participants"), back="groups:participants-list")


@get_or_post
@editor_page
def participants_edit(request: EditorRequest, number: int) -> HttpResponse:
    """Correct a list."""
    found = participants_of(request.programme, number)
    act = partial(actions.change_participants, actor=request.user, participants=found)
    form = ParticipantsForm(posted(request), programme=request.programme, initial=_known(found))
    return answer(request, form, act, _("List of participants"), back="groups:participants-list")


@require_POST
@editor_page
def participants_remove(request: EditorRequest, number: int) -> HttpResponse:
    """Take a list away; one press puts it back, as the last."""
    found = participants_of(request.programme, number)
    known = _known(found) | {"of": found.of_id}
    actions.remove_participants(actor=request.user, participants=found)
    url = reverse("groups:participants-add", args=[request.programme.slug])
    offer_undo(request, _("“%(name)s” is removed.") % {"name": found.source_title}, url, known)
    return redirect("groups:participants-list", request.programme.slug)


def _known(found: ParticipantList) -> dict[str, Any]:
    entries = found.entries.select_related("body")
    lines = [
        f"{one.as_listed} = {one.body.name}" if one.body and one.body.name != one.as_listed else one.as_listed
        for one in entries
    ]
    names = ("source_title", "url", "year", "month", "day", "of", "note")
    return {name: getattr(found, name) for name in names} | {"entries": "\n".join(lines)}


def posted(request: HttpRequest) -> Any:
    """Return what was posted, None when the form is only asked for."""
    return request.POST if request.method == "POST" else None


def answer(
    request: EditorRequest,
    form: Form,
    act: Callable[..., object],
    heading: str,
    *,
    back: str,
    args: tuple[Any, ...] = (),
) -> HttpResponse:
    """Carry out what a form says and go back to where it came from; else show the form, with what is wrong in it."""
    address = reverse(back, args=[request.programme.slug, *args])
    if carries_out(form, act):
        messages.success(request, _("Saved."))
        return redirect(address)
    found = {"form": form, "heading": heading, "back": address}
    return render(request, "groups/programme_form.html", found, status=422 if form.errors else 200)
