"""Groups as visitors see them."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from workgroups.accounts.http import is_visitor
from workgroups.core import slots
from workgroups.core.addresses import as_addressed
from workgroups.core.errors import Missing
from workgroups.core.languages import direction
from workgroups.deliverables.queries import published
from workgroups.groups.models import Charter, Delegation, Group
from workgroups.groups.permissions import OPEN_STATES, member_for, public_charters, public_group_for
from workgroups.groups.queries import as_read, children_of, conclusion_of, delegations_in
from workgroups.public.http import cacheable, public_page
from workgroups.public.queries import public_groups


@public_page
def group_list(request: HttpRequest) -> HttpResponse:
    """List the groups that have a public face."""
    return render(request, "public/group_list.html", {"groups": list(public_groups())})


@require_safe
def group_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a group's public face in the language of the address; members are led to their overview."""
    if not is_visitor(request) and request.user.is_authenticated:
        with suppress(Missing):
            return redirect(member_for(request.user, slug).group.get_absolute_url())
    face: HttpResponse = group_face(request, public_group_for(slug))
    return face


@slots.fill("groups.public_page")
def group_face(request: HttpRequest, group: Group) -> HttpResponse:
    """Show a group's public face."""
    with as_addressed(request) as tag:
        delegations = as_read(delegations_in(group))
        participating = [one for one in delegations if one.standing == Delegation.Standing.PARTICIPATING]
        context = {
            "group": group,
            "terms": list(group.terms.order_by("since")),
            "delegations": delegations,
            "is_open": group.state in OPEN_STATES,
            "members_unknown": group.state not in OPEN_STATES and not participating,
            "reports": list(published().filter(group=group)),
            "charter": public_charters(group).first(),
            "conclusion": conclusion_of(group),
            "subgroups": [one for one in children_of(group) if one.is_public and one.is_listed],
        }
        response = render(request, "public/group_page.html", context)
    response["Content-Language"] = tag
    response = cacheable(request, response)
    patch_vary_headers(response, ["Cookie"])  # members get their overview at the same address
    return response


@slots.fill("groups.public_charter")
def charter_face(request: HttpRequest, charter: Charter) -> HttpResponse:
    """Show a version of the terms of reference that everybody reads, under its permanent address."""
    with as_addressed(request) as tag:
        context = {"charter": charter, "group": charter.group, "text_direction": direction(charter.language)}
        response = render(request, "public/charter.html", context)
    response["Content-Language"] = tag
    response = cacheable(request, response)
    patch_vary_headers(response, ["Cookie"])  # members get it in their group's frame at the same address
    return response
