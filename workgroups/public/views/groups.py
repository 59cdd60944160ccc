"""Groups as visitors see them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from workgroups.core import slots
from workgroups.deliverables.queries import published
from workgroups.groups.models import Group
from workgroups.groups.queries import delegations_in
from workgroups.public.http import cacheable, public_page
from workgroups.public.queries import public_groups


@public_page
def group_list(request: HttpRequest) -> HttpResponse:
    """List the groups that have a public face."""
    return render(request, "public/group_list.html", {"groups": list(public_groups())})


@slots.fill("groups.public_page")
def group_page(request: HttpRequest, group: Group) -> HttpResponse:
    """Show a group's public face."""
    context = {
        "group": group,
        "delegations": list(delegations_in(group)),
        "reports": list(published().filter(group=group)),
    }
    response = cacheable(request, render(request, "public/group_page.html", context))
    patch_vary_headers(response, ["Cookie"])  # members get their overview at the same address
    return response
