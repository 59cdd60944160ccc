"""Doors: how I am told, signed links that need no sign-in, the demonstration's mailbox."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from csp.decorators import csp_replace
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from workgroups.core.errors import Missing, Refused
from workgroups.notifications import actions, queries
from workgroups.notifications.forms import PreferenceForm
from workgroups.notifications.permissions import act_for, mail_for, require_mailbox
from workgroups.notifications.registry import groups_of

PAGE = 30


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Show and keep how a person wants to be told."""
    chosen, groups = queries.preference_of(request.user), groups_of(request.user)
    initial = {name: getattr(chosen, name) for name in ("digest", "hour", "mentions", "quiet", "quiet_days")}
    own = queries.groups_chosen(request.user)
    form = PreferenceForm(request.POST or None, initial=initial, groups=groups, chosen=own)
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        actions.choose(person=request.user, **form.values(), groups=form.by_group())
        messages.success(request, _("Saved. It holds from the next digest on."))
        return redirect("notifications:preferences")
    context = {"form": form, "chosen": chosen, **({} if form.errors else _preview(request, form, groups))}
    return render(request, "notifications/preferences.html", context, status=422 if form.errors else 200)


@require_safe
def preferences_moved(request: HttpRequest) -> HttpResponse:
    """Lead from the address that older mails name."""
    return redirect("notifications:preferences", permanent=True)


def _preview(request: HttpRequest, form: PreferenceForm, groups: Sequence[Any]) -> dict[str, Any]:
    """Return what the form's choice would have brought in thirty days, with the names of groups."""
    told = queries.mailings_of(request.user, queries.wish_from(request.user, form.chosen(), form.by_group()))
    names = {group.pk: group.name for group in groups}
    mails = [
        (mail, [(names.get(group_id or 0) or _("Others"), count) for group_id, count in mail.counts.items()])
        for mail in told
    ]
    at_once = sum(1 for mail in told if mail.at_once)
    things = sum(mail.count for mail in told)
    return {"mails": mails, "at_once": at_once, "digests": len(told) - at_once, "things": things}


@csrf_exempt  # one-click unsubscription (RFC 8058) comes from the mail program, without cookies; the link is signed
@never_cache
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a press will end (opening ends nothing); end it; take it back."""
    found = queries.unsubscribing(token)
    if found is None:
        raise Missing
    person_id, stream = found
    done = ""
    if request.method == "POST":
        again = "again" in request.POST
        actions.stop_stream(person_id=person_id, stream=stream, again=again)
        done = "again" if again else "ended"
    with override(queries.language_of(person_id)):
        return render(request, "notifications/unsubscribe.html", {"stream": stream, "done": done})


@csrf_exempt  # the signed link is the proof; a mail program's browser may keep no cookies
@never_cache
@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, token: str) -> HttpResponse:
    """Show the act behind a signed link; one press does it. Opening alone never does, and nobody is signed in by it."""
    signed = act_for(request.user, token)
    with override(signed.person.language), timezone.override(ZoneInfo(signed.person.time_zone)):
        offer = signed.act.describe(signed.person, signed.args)
        context = {"offer": offer, "person": signed.person}
        if request.method == "GET":
            return render(request, "notifications/act.html", context)
        choice = request.POST.get("choice", "")
        if choice not in {one.value for one in offer.choices}:
            raise Refused(_("Choose one of the answers."))
        context["done"] = signed.act.perform(signed.person, signed.args, choice)
        return render(request, "notifications/act_done.html", context)


@never_cache
@login_required
@require_GET
def mailbox(request: HttpRequest) -> HttpResponse:
    """List the mails that the demonstration has sent to this person."""
    require_mailbox()
    before = request.GET.get("before", "")
    found = queries.mails_to(request.user, before=int(before) if before.isdecimal() and len(before) < 19 else None)
    mails = list(found[: PAGE + 1])
    earlier = f"?before={mails[PAGE - 1].pk}" if len(mails) > PAGE else ""
    context = {"mails": mails[:PAGE], "earlier_url": earlier, "later_url": "?" if before else ""}
    return render(request, "notifications/mailbox.html", context)


@never_cache
@login_required
@require_GET
def mail(request: HttpRequest, number: int) -> HttpResponse:
    """Show one mail: its HTML in a frame of its own, its text beside it."""
    found = mail_for(request.user, number)
    return render(request, "notifications/mail.html", {"mail": found})


@never_cache
@login_required
@require_GET
@xframe_options_sameorigin
@csp_replace(  # type: ignore[arg-type]  # its stubs know no view with arguments
    {
        "default-src": ["'none'"],
        "script-src": ["'none'"],
        "style-src": ["'unsafe-inline'"],
        "img-src": ["data:"],
        "frame-ancestors": ["'self'"],
        "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox", "allow-top-navigation-by-user-activation"],
    }
)
def mail_page(request: HttpRequest, number: int) -> HttpResponse:
    """Show a mail's HTML alone: no script, no image from elsewhere, an origin of its own."""
    return HttpResponse(mail_for(request.user, number).html)
