"""Doors: everything that waits for me by group, and one thing of it: put off, pass on, done already, take back."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from workgroups.accounts.http import PersonRequest, signed_in
from workgroups.core.errors import Missing
from workgroups.core.http import carries_out
from workgroups.home.forms import PassForm, SnoozeForm
from workgroups.home.queries import waiting_by_group
from workgroups.notifications import actions
from workgroups.notifications.permissions import open_for
from workgroups.notifications.queries import colleagues_for


@require_safe
@signed_in
def duty_list(request: PersonRequest) -> HttpResponse:
    """Show everything that waits for me, by group."""
    found = waiting_by_group(request.user, request.GET.get("in", ""), request.GET.get("page", ""))
    return render(request, "home/duty_list.html", {"found": found})


@require_http_methods(["GET", "POST"])
@signed_in
def duty_page(request: PersonRequest, key: str) -> HttpResponse:
    """Show one thing that waits for me, put it off or pass it on."""
    one = open_for(request.user, key)
    act, colleagues = request.POST.get("act", ""), colleagues_for(one)
    snooze = SnoozeForm(request.POST if act == "snooze" else None, person=request.user, due=one.due)
    give = PassForm(request.POST if act == "pass" else None, colleagues=colleagues)
    mine: dict[str, Any] = {"person": request.user, "key": key}
    if act == "snooze" and carries_out(snooze, partial(actions.snooze_duty, **mine)):
        messages.success(request, _("Put off. It comes back by itself."))
        return redirect("home:desk")
    if act == "pass" and carries_out(give, partial(actions.pass_duty, **mine)):
        messages.success(request, _("Passed on. It stands on their desk now."))
        return redirect("home:desk")
    context = {"one": one, "duty": one.duty, "snooze": snooze, "give": give, "colleagues": colleagues}
    return render(request, "home/duty_page.html", context, status=422 if snooze.errors or give.errors else 200)


@require_POST
@signed_in
def duty_act(request: PersonRequest, key: str) -> HttpResponse:
    """Say that something is done which only people can know of, or take back what was put off or passed on."""
    act = request.POST.get("act", "")
    if act == "done":
        actions.finish_duty(person=request.user, key=key)
        messages.success(request, _("Noted as done, with your name and the time."))
    elif act == "back":
        actions.take_duty_back(person=request.user, key=key)
        messages.success(request, _("It is on your desk again."))
    else:
        raise Missing
    return redirect("home:desk")
