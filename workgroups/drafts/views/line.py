"""Leave to write over plain HTTP, for pages whose network lets no socket through."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from workgroups.drafts.permissions import draft_for, line_ticket
from workgroups.groups.http import MemberRequest, group_page


@require_POST
@group_page
def draft_line(request: MemberRequest, number: int) -> HttpResponse:
    """A ticket for `line/frames` (rooms/lane.py), where each request is admitted anew."""
    return JsonResponse({"ticket": line_ticket(request.member, draft_for(request.member, number))})
