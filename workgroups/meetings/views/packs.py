"""The pack of a meeting: ask for it, see how far it is, fetch it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from workgroups.groups.http import MemberRequest, group_page
from workgroups.groups.permissions import Member
from workgroups.meetings import actions
from workgroups.meetings.models import Meeting, Pack
from workgroups.meetings.permissions import meeting_for, pack_audience
from workgroups.meetings.queries import pack_of


def pack_context(member: Member, meeting: Meeting) -> dict[str, Any]:
    """How the member's own pack stands."""
    pack = pack_of(meeting, pack_audience(member))
    left_out = [one for one in (pack.inputs.get("papers", []) if pack else []) if one.get("left_out")]
    return {
        "meeting": meeting,
        "group": meeting.group,
        "pack": pack,
        "pack_waits": pack is not None and pack.state == Pack.State.WAITING,
        "left_out": left_out,
    }


@require_GET
@group_page
def meeting_pack(request: MemberRequest, number: int) -> HttpResponse:
    """The live part: the pack."""
    meeting = meeting_for(request.member, number)
    return render(request, "meetings/_pack.html", pack_context(request.member, meeting))


@require_POST
@group_page
def pack_ask(request: MemberRequest, number: int) -> HttpResponse:
    """Have the pack made."""
    meeting = meeting_for(request.member, number)
    actions.ask_pack(actor=request.member, meeting=meeting)
    return redirect(f"{meeting.get_absolute_url()}#pack")
