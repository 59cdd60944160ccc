"""The list of a group's documents."""

from dataclasses import asdict
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from workgroups.documents.forms.lists import WishForm
from workgroups.documents.http import query_of, rows_of, wish_from, wished
from workgroups.documents.models import Document
from workgroups.documents.permissions import can_add
from workgroups.documents.queries import page_of, years_of
from workgroups.groups.http import MemberRequest, group_page
from workgroups.groups.models import Marking
from workgroups.groups.permissions import markings_read


@require_GET
@group_page
def document_list(request: MemberRequest) -> HttpResponse:
    """List the group's documents, with what narrows the list."""
    member, context = request.member, _list_context(request)
    form = WishForm(
        wish=asdict(context["wish"]),
        types=Document.Type.choices,
        markings=[(one, one.label) for one in Marking if one in markings_read(member)],
        years=years_of(member),
        authors=context["page"].authors,
    )
    return render(request, "documents/document_list.html", context | {"form": form})


@require_GET
@group_page
def document_rows(request: MemberRequest) -> HttpResponse:
    """The live part of the list."""
    return render(request, "documents/_documents.html", _list_context(request))


def _list_context(request: MemberRequest) -> dict[str, Any]:
    member, wish = request.member, wish_from(request.GET)
    page = page_of(member, wish)
    return {
        "wish": wish,
        "page": page,
        "rows": rows_of(page),
        "query": query_of(wish),
        "wished": list(wished(wish).items()),
        "earlier": query_of(wish, page=page.number - 1) if page.number > 1 else None,
        "later": query_of(wish, page=page.number + 1) if page.number < page.pages else None,
        "is_narrowed": bool(wish.words or wish.filters),
        "may_add": can_add(member),
    }
