"""How far a draft has come, and what a group allows in each state."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from workgroups.accounts.registry import Kept
from workgroups.core import slots
from workgroups.core.errors import Refused
from workgroups.core.http import carries_out
from workgroups.drafts import actions, queries
from workgroups.drafts.forms import MoveForm
from workgroups.drafts.models import Draft
from workgroups.drafts.permissions import can_choose_states, can_move, can_move_to, draft_for
from workgroups.drafts.views.page import draft_context, post_or_get
from workgroups.groups.http import MemberRequest, group_page
from workgroups.groups.permissions import Member, can_manage, require
from workgroups.groups.queries import ManageEntry, ManageSection


@post_or_get
@group_page
def draft_state(request: MemberRequest, number: int) -> HttpResponse:
    """Where a draft stands and how it came there; officers move it on."""
    member, draft = request.member, draft_for(request.member, number)
    offered = [line for line in queries.states_of(draft.group_id) if can_move_to(member, draft, line.state)]
    form = MoveForm(request.POST or None)

    def act(**values: str) -> None:
        actions.move_draft(actor=member, draft=draft, **values)

    if request.method == "POST":
        require(can_move(member, draft), _("The chairs and the secretariat move a draft from state to state."))
        if carries_out(form, act):
            messages.success(request, _("The draft stands in its new state; open pages follow at once."))
            return redirect(draft)
    context = {
        "form": form,
        "offered": [line for line in offered if line.state != draft.state],
        "moves": list(queries.moves_of(draft)),
    }
    status = 422 if form.errors else 200
    return render(request, "drafts/draft_state.html", draft_context(draft) | context, status=status)


@post_or_get
@group_page
def state_rules(request: MemberRequest) -> HttpResponse:
    """Who may write in which state, as a table; officers change it."""
    member, error = request.member, ""
    if request.method == "POST":
        require(can_choose_states(member), _("The chairs and the secretariat say who may write in which state."))
        try:
            actions.choose_states(actor=member, editing=request.POST.dict())
        except Refused as refusal:
            error = str(refusal)
        else:
            messages.success(request, _("That holds from now on, for every draft, on open pages too."))
            return redirect("drafts:state-rules", member.group.slug)
    context = {
        "lines": queries.states_of(member.group.pk),
        "editings": Draft.Editing,
        "may_choose": can_choose_states(member),
        "error": error,
    }
    return render(request, "drafts/state_rules.html", context, status=422 if error else 200)


@slots.fill("groups.manage", order=75)
def states_entry(request: HttpRequest, member: Member) -> ManageEntry | None:
    """Lead officers to what the states of drafts allow."""
    if not can_manage(member):
        return None
    about = _("Who may write in a draft while it is an outline, being drafted, under review, settled.")
    return ManageEntry(
        _("States of drafts"), about, reverse("drafts:state-rules", args=[member.group.slug]), ManageSection.GROUP
    )


@slots.fill("accounts.kept", order=41)
def kept_of_officers() -> list[Kept]:
    """What is kept here about those who decide on drafts."""
    return [
        Kept(
            _("Drafts moved from state to state, and orders to purge one"),
            ("drafts.DraftMove.by", "drafts.DraftPurge.by"),
            _("So that a text shows who decided on it."),
            _("Part of the record of the group; stays with it."),
            called={
                "drafts.DraftMove": _("Changes of state"),
                "drafts.DraftPurge": _("Deleted text made to leave"),
            },
        )
    ]
