"""The door to a group's pages."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import HttpResponse

from workgroups.accounts.http import PersonRequest, signed_in
from workgroups.groups.permissions import Member, member_for

P = ParamSpec("P")


class MemberRequest(PersonRequest):
    """A request by a member of the group in its address."""

    member: Member


def group_page(view: Callable[Concatenate[MemberRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """Turn the address's `slug` into `request.member`; strangers are asked to sign in, everybody else gets 404."""

    @wraps(view)
    def door(request: PersonRequest, /, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        asked = cast("MemberRequest", request)
        asked.member = member_for(request.user, slug)
        return view(asked, *args, **kwargs)

    return signed_in(cast("Callable[..., HttpResponse]", door))
