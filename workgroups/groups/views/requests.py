"""Requests to join: anybody asks where a group allows it, officers answer."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from workgroups.accounts.models import Person
from workgroups.core import slots
from workgroups.core.errors import Refused
from workgroups.core.http import carries_out
from workgroups.groups import actions
from workgroups.groups.forms import AcceptForm, AnswerForm, JoiningForm, JoinRequestForm
from workgroups.groups.http import MemberRequest, officer_page
from workgroups.groups.models import JoinRequest
from workgroups.groups.permissions import Member, group_to_join, join_request_for, request_by_token
from workgroups.groups.queries import ManageEntry, ManageSection, groups_open_to_requests, requests_to
from workgroups.groups.views.manage import get_or_post

PER_HOUR = 10  # requests from one network address


@slots.fill("groups.manage", order=35)
def requests_entry(request: HttpRequest, member: Member) -> ManageEntry:
    """Lead to the requests and to the setting that lets them come."""
    waiting = member.group.join_requests.filter(state=JoinRequest.State.WAITING).count()
    url = reverse("groups:request-list", args=[member.group.slug])
    about = _("Who asks to join, and whether anybody may ask.")
    return ManageEntry(_("Requests to join"), about, url, ManageSection.PEOPLE, waiting)


@require_GET
def group_joinable(request: HttpRequest) -> HttpResponse:
    """List the groups that anybody may ask to join."""
    return render(request, "groups/group_joinable.html", {"groups": list(groups_open_to_requests())})


@never_cache
@get_or_post
def request_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a request in; a visitor's waits for the link in the mail, whoever they are."""
    group = group_to_join(slug)
    person = request.user if isinstance(request.user, Person) else None
    form = JoinRequestForm(request.POST or None, is_known=person is not None)

    def act(*, website: str, **said: Any) -> None:
        if website:
            return  # a machine filled in what people do not see: it is thanked like everybody
        _require_pace(request)
        actions.ask_to_join(group=group, person=person, language=get_language() or "en", **said)

    if carries_out(form, act):
        return render(request, "groups/request_sent.html", {"group": group, "person": person})
    context = {"form": form, "group": group, "person": person}
    return render(request, "groups/request_add.html", context, status=422 if form.errors else 200)


@csrf_exempt  # the signed link is the proof; a mail program's browser may keep no cookies
@never_cache
@get_or_post
def request_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show a request to whoever holds the link in its mail; one press confirms the address."""
    asked = request_by_token(token)
    problem = ""
    with override(asked.language):
        if request.method == "POST":
            try:
                actions.verify_request(request=asked)
            except Refused as refusal:
                problem = str(refusal)
            asked.refresh_from_db()
        waits = asked.state == JoinRequest.State.UNVERIFIED
        context = {"asked": asked, "waits": waits, "problem": problem}
        return render(request, "groups/request_confirm.html", context, status=422 if problem else 200)


@get_or_post
@officer_page
def request_list(request: MemberRequest) -> HttpResponse:
    """Show who asks, and choose whether anybody may."""
    group = request.member.group
    form = JoiningForm(request.POST or None, initial={"joining": group.joining})
    if carries_out(form, partial(actions.choose_joining, actor=request.user, group=group)):
        messages.success(request, _("Saved."))
        return redirect("groups:request-list", group.slug)
    context = {"form": form, "requests": list(requests_to(group))}
    return render(request, "groups/request_list.html", context, status=422 if form.errors else 200)


@get_or_post
@officer_page
def request_answer(request: MemberRequest, request_id: int) -> HttpResponse:
    """Show a request; take it in with a seat."""
    asked = join_request_for(request.member, request_id)
    form = AcceptForm(request.POST or None, group=asked.group)
    act = partial(actions.accept_request, actor=request.user, request=asked)
    if carries_out(form, act):
        messages.success(request, _("%(name)s is invited: the mail is on its way.") % {"name": asked.name})
        return redirect("groups:request-list", asked.group.slug)
    context = {"form": form, "asked": asked, "answer": AnswerForm(auto_id="answer_%s")}
    return render(request, "groups/request_answer.html", context, status=422 if form.errors else 200)


@require_POST
@officer_page
def request_decline(request: MemberRequest, request_id: int) -> HttpResponse:
    """Say no, in words."""
    asked = join_request_for(request.member, request_id)
    form = AnswerForm(request.POST, auto_id="answer_%s")
    if carries_out(form, partial(actions.decline_request, actor=request.user, request=asked)):
        messages.success(request, _("Your answer to %(name)s is on its way.") % {"name": asked.name})
        return redirect("groups:request-list", asked.group.slug)
    context = {"form": AcceptForm(group=asked.group), "asked": asked, "answer": form}
    return render(request, "groups/request_answer.html", context, status=422)


def _require_pace(request: HttpRequest) -> None:
    """Refuse more requests from one network address in an hour than people write."""
    key = f"groups.requests:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, timeout=3600)
    if cache.incr(key) > PER_HOUR:
        words = _("Many requests came from your network in the last hour. Your text is kept: send it again later.")
        raise Refused(words)
