"""Hand an office or a seat over in one inventory, and what the successor finds."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from workgroups.core import clock
from workgroups.core.http import carries_out
from workgroups.groups import actions
from workgroups.groups.forms import HandoverForm
from workgroups.groups.http import MemberRequest, group_page, inventory_of, officer_page
from workgroups.groups.models import Handover, Office, Seat, named
from workgroups.groups.permissions import (
    can_withdraw_handover,
    handover_for,
    member_of,
    office_for,
    seat_handed_over_by,
    successors_for,
)

get_or_post = require_http_methods(["GET", "POST"])


@get_or_post
@officer_page
def office_hand_over(request: MemberRequest, office_id: int) -> HttpResponse:
    """Hand an office over."""
    return _hand_over(request, office_for(request.member, office_id))


@get_or_post
@group_page
def seat_hand_over(request: MemberRequest, seat_id: int) -> HttpResponse:
    """Hand a seat over: officers, and whoever holds it within the delegation."""
    return _hand_over(request, seat_handed_over_by(request.member, seat_id))


@require_GET
@group_page
def handover(request: MemberRequest, handover_id: int) -> HttpResponse:
    """Show the note, when it goes over, and what was passed on."""
    found = handover_for(request.member, handover_id)
    shown = {
        "handover": found,
        "is_planned": found.state == Handover.State.PLANNED,
        "may_withdraw": can_withdraw_handover(request.member, found),
        "is_mine": found.successor_id == request.user.pk,
    }
    return render(request, "groups/handover.html", shown)


@require_POST
@group_page
def handover_withdraw(request: MemberRequest, handover_id: int) -> HttpResponse:
    """Take a planned hand-over back."""
    found = handover_for(request.member, handover_id)
    actions.withdraw_handover(actor=request.member, handover=found)
    messages.success(request, _("The hand-over is withdrawn; nothing has moved."))
    return redirect(found)


@require_POST
@group_page
def handover_note(request: MemberRequest, handover_id: int) -> HttpResponse:
    """Take the note off the desk."""
    found = handover_for(request.member, handover_id)
    actions.put_note_away(actor=request.member, handover=found)
    messages.success(request, _("The note is off your desk; it stays on this page."))
    return redirect(found)


def _hand_over(request: MemberRequest, held: Office | Seat) -> HttpResponse:
    inventory = inventory_of(request.member, held.person)
    names = inventory.names
    form = HandoverForm(
        request.POST or None,
        people=successors_for(request.member, held),
        names=names,
        initial={"day": clock.now().date(), "chosen": inventory.offered},
    )
    made: list[Handover] = []
    act = partial(actions.hand_over, actor=request.member, held=held)
    if carries_out(form, lambda **values: made.append(act(**values))):
        messages.success(request, _said(made[0]))
        still = member_of(request.user, request.member.group)
        return redirect(made[0] if still else request.member.group)
    key = f"{type(held).__name__.lower()}-{held.pk}"
    shown = {"form": form, "held": held, "what": named(held), "what_key": key, "inventory": inventory}
    return render(request, "groups/hand_over.html", shown, status=422 if form.errors else 200)


def _said(made: Handover) -> str:
    words = {"what": made.what, "name": made.successor.name}
    if made.state == Handover.State.PLANNED and made.day > clock.now().date():
        return _("Planned: %(what)s goes to %(name)s on its day, by itself.") % words
    return _("%(what)s has gone to %(name)s.") % words
