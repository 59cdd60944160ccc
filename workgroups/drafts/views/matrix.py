"""The matrix of comments and proposals: a row each in the order of the text, and the same as a file."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from workgroups.core import mentions
from workgroups.drafts import queries
from workgroups.drafts.models import MATRIX_FORMATS, Draft
from workgroups.drafts.permissions import can_bring, can_comment, draft_for, holds_pen
from workgroups.drafts.views.page import draft_context
from workgroups.groups.http import MemberRequest, group_page
from workgroups.threads.queries import names_now

A_PAGE = 50


@require_GET
@group_page
def matrix_page(request: MemberRequest, number: int) -> HttpResponse:
    """Everything that was said on a draft, narrowed as the reader chose, page by page."""
    member, draft = request.member, draft_for(request.member, number)
    entries = queries.matrix_of(draft, queries.document_of(draft))
    chosen = {name: request.GET.get(name, "") for name in ("state", "whose", "section", "kind")}
    mine = (member.person.pk, set(member.delegation_ids))
    page = Paginator(queries.picked(entries, mine=mine, **chosen), A_PAGE).get_page(request.GET.get("page"))
    names = names_now(one.post for one in page if one.post)
    rows = [(one, mentions.shown(one.post.html, names) if one.post else None) for one in page]
    context = {"rows": rows, "page": page, "chosen": chosen, "all": len(entries)}
    context |= {"speakers": queries.speakers_in(entries), "sections": queries.sections_in(entries)}
    context |= {"open": sum(one.is_open for one in entries), "is_narrowed": any(chosen.values())}
    context |= {"may_answer": holds_pen(member, draft), "may_comment": can_comment(member, draft)}
    context |= {"may_bring": can_bring(member, draft), "brought": queries.brought_tables(draft, request.user)}
    return render(request, "drafts/matrix_page.html", draft_context(draft) | context | _files(request, draft, entries))


def _files(request: MemberRequest, draft: Draft, entries: list[queries.Entry]) -> dict[str, Any]:
    """The reader's files of the matrix, and those of them beside which something was said since."""
    mine = [copy for copy in queries.copies_of(draft, request.user) if copy.is_matrix]
    made = {copy.format: copy for copy in mine}
    purposes = {
        "xlsx": _("A workbook to filter and to print across the page."),
        "csv": _("For every other program."),
        "docx": _("A table across the page, with changes struck out and underlined."),
    }
    rows = [(one, purposes[one.value], made.get(one.value)) for one in MATRIX_FORMATS]
    last = queries.touched_at(entries)
    late = {copy.format for copy in mine if last and copy.made_at and copy.made_at < last}
    return {"files": rows, "newer": queries.newer_than(draft, mine) | late}
