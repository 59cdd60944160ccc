"""Copies to take away: the text as a file, in one press or as a reader chooses."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from workgroups.drafts import actions, queries
from workgroups.drafts.forms import CopyForm
from workgroups.drafts.models import TEXT_FORMATS, Copy, Draft
from workgroups.drafts.permissions import draft_for, negotiates
from workgroups.drafts.views.page import draft_context, post_or_get
from workgroups.groups.http import MemberRequest, group_page


@post_or_get
@group_page
def copy_list(request: MemberRequest, number: int) -> HttpResponse:
    """A reader's copies of a draft as files, and one press for another; those of its matrix go back to that page."""
    draft = draft_for(request.member, number)
    if request.method == "POST":
        holds = request.POST.get("holds", Copy.Holds.TEXT)
        actions.ask_copy(
            actor=request.member,
            draft=draft,
            holds=holds,
            format=request.POST.get("format", ""),
            language=request.user.language,
            **_chosen(request, draft),
        )
        return redirect(request.path if holds == Copy.Holds.TEXT else f"{draft.get_absolute_url()}matrix/")
    mine = [copy for copy in queries.copies_of(draft, request.user) if not copy.is_matrix]
    context = {"rows": _rows(mine), "newer": queries.newer_than(draft, mine), "form": _form(draft, mine)}
    context["negotiates"] = negotiates(draft.group)
    return render(request, "drafts/copy_list.html", draft_context(draft) | context)


def _chosen(request: MemberRequest, draft: Draft) -> dict[str, Any]:
    """What the form says; in one press a Word file takes along what is open, and brackets show who stands where."""
    form = CopyForm(request.POST, negotiates=negotiates(draft.group))
    if request.POST.get("chosen") and form.is_valid():
        brackets = form.cleaned_data.get("brackets") or Copy.Brackets.NONE
        return {"with_changes": form.cleaned_data["with_changes"], "brackets": brackets}
    brackets = Copy.Brackets.NAMES if negotiates(draft.group) else Copy.Brackets.NONE
    return {"with_changes": request.POST.get("format") == Copy.Format.WORD, "brackets": brackets}


def _form(draft: Draft, mine: list[Copy]) -> CopyForm:
    """The choices of the last time."""
    last = mine[0] if mine else Copy(with_changes=True, brackets=Copy.Brackets.NAMES)
    given = {"with_changes": last.with_changes, "brackets": last.brackets, "chosen": "1"}
    return CopyForm(initial=given, negotiates=negotiates(draft.group))


def _rows(mine: list[Copy]) -> list[tuple[Copy.Format, str, Copy | None]]:
    made = {copy.format: copy for copy in mine}
    purposes = {
        "docx": _("To clear the text at home: it knows its draft and its blocks when it comes back."),
        "pdf": _("To read and to print; made for screen readers too."),
        "odt": _("For word processors of the open standard."),
        "md": _("Plain text with light marks."),
        "html": _("One page for a browser."),
    }
    return [(one, purposes[one.value], made.get(one.value)) for one in TEXT_FORMATS]
