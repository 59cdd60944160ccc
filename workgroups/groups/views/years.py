"""Where a programme's editors write its years, and a group's officers its terms."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from workgroups.core import slots
from workgroups.core.http import carries_out
from workgroups.groups import actions
from workgroups.groups.forms import TermForm, YearChangeForm, YearForm, YearGroupForm
from workgroups.groups.http import EditorRequest, MemberRequest, editor_page, offer_undo, officer_page
from workgroups.groups.models import Programme
from workgroups.groups.permissions import year_edited
from workgroups.groups.queries import NavEntry, groups_in_year
from workgroups.groups.views.programmes import answer, get_or_post, posted


@slots.fill("groups.programme_nav", order=20)
def years_entry(request: HttpRequest, programme: Programme) -> NavEntry:
    """Lead to the years."""
    url = reverse("groups:year-list", args=[programme.slug])
    return NavEntry(_("Years"), url, request.path.startswith(url))


@require_GET
@editor_page
def year_list(request: EditorRequest) -> HttpResponse:
    """Show every year, drafts too."""
    return render(request, "groups/year_list.html", {"years": list(request.programme.years.all())})


@get_or_post
@editor_page
def year_add(request: EditorRequest) -> HttpResponse:
    """Begin a year's page."""
    act = partial(actions.create_year, actor=request.user, programme=request.programme)
    return answer(request, YearForm(posted(request)), act, _("New year"), back="groups:year-list")


@require_GET
@editor_page
def year_manage(request: EditorRequest, year: int) -> HttpResponse:
    """Show what stands on a year's page, with what an editor can do about it."""
    found = year_edited(request.programme, year)
    context = {"year": found, "works": groups_in_year(found), "parts": slots.gather("groups.year", request, found)}
    return render(request, "groups/year_manage.html", context)


@get_or_post
@editor_page
def year_edit(request: EditorRequest, year: int) -> HttpResponse:
    """Write a year's page."""
    found = year_edited(request.programme, year)
    known = {name: getattr(found, name) for name in ("title", "edition", "overview", "closing", "language")}
    form = YearChangeForm(posted(request), initial=known)
    act = partial(actions.edit_year, actor=request.user, year=found)
    return answer(request, form, act, found.title, back="groups:year-manage", args=(year,))


@require_POST
@editor_page
def year_publish(request: EditorRequest, year: int) -> HttpResponse:
    """Show a year's page to everybody."""
    actions.publish_year(actor=request.user, year=year_edited(request.programme, year))
    messages.success(request, _("Everybody can read the page of %(year)s now.") % {"year": year})
    return redirect("groups:year-manage", request.programme.slug, year)


@require_POST
@editor_page
def year_withdraw(request: EditorRequest, year: int) -> HttpResponse:
    """Take a year's page back into a draft; one press publishes it again."""
    actions.withdraw_year(actor=request.user, year=year_edited(request.programme, year))
    url = reverse("groups:year-publish", args=[request.programme.slug, year])
    offer_undo(request, _("The page of %(year)s is a draft again.") % {"year": year}, url, {})
    return redirect("groups:year-manage", request.programme.slug, year)


@get_or_post
@editor_page
def year_group(request: EditorRequest, year: int) -> HttpResponse:
    """Say what a group did in a year; `?group=` opens what is said of it."""
    found = year_edited(request.programme, year)
    asked = request.GET.get("group", "")
    said = found.descriptions.filter(group__slug=asked).first()
    chosen = request.programme.groups.filter(slug=asked).first()
    known = {"group": chosen, "text": said.text if said else "", "position": said.position if said else None}
    form = YearGroupForm(posted(request), programme=request.programme, initial=known)
    act = partial(actions.describe_group, actor=request.user, year=found)
    return answer(
        request, form, act, _("A group in %(year)s") % {"year": year}, back="groups:year-manage", args=(year,)
    )


@require_POST
@editor_page
def year_group_remove(request: EditorRequest, year: int, group: str) -> HttpResponse:
    """Take a group's paragraph away; one press puts it back."""
    found = year_edited(request.programme, year)
    if said := found.descriptions.select_related("group").filter(group__slug=group).first():
        actions.undescribe_group(actor=request.user, year=found, group=said.group)
        url = reverse("groups:year-group", args=[request.programme.slug, year])
        known = {"group": said.group_id, "text": said.text, "position": said.position}
        offer_undo(request, _("The paragraph on %(name)s is removed.") % {"name": said.group.name}, url, known)
    return redirect("groups:year-manage", request.programme.slug, year)


@get_or_post
@officer_page
def term_add(request: MemberRequest) -> HttpResponse:
    """Say from when to when the group works."""
    group = request.member.group
    form = TermForm(posted(request))
    if carries_out(form, partial(actions.add_term, actor=request.user, group=group)):
        messages.success(request, _("The term is set down."))
        return redirect("groups:manage", group.slug)
    return render(request, "groups/term_add.html", {"form": form}, status=422 if form.errors else 200)
