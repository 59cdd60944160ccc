"""A document's page, and the acts on a document."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from workgroups.core import slots
from workgroups.core.http import carries_out
from workgroups.documents import actions
from workgroups.documents.forms.said import ChangeForm, WithdrawForm, said_of
from workgroups.documents.http import page_context
from workgroups.documents.permissions import document_for, markings_for
from workgroups.documents.queries import rules_of, text_shown
from workgroups.documents.views.said import delegations_for
from workgroups.groups.http import MemberRequest, group_page


@require_GET
@group_page
def document_page(request: MemberRequest, number: int) -> HttpResponse:
    """Show a document with its languages and versions; `?language=fr` chooses which one to read in place."""
    document = document_for(request.member, number)
    context = page_context(request.member, document, request.GET)
    context |= {
        "shown": text_shown(context["chosen"]),
        "parts": slots.gather("documents.page", request, document),
        "withdraw_form": WithdrawForm(),
    }
    return render(request, "documents/document_page.html", context)


@require_http_methods(["GET", "POST"])
@group_page
def document_change(request: MemberRequest, number: int) -> HttpResponse:
    """Correct what is said about a document."""
    member = request.member
    document = document_for(member, number, may="change")
    form = ChangeForm(
        request.POST or None,
        initial=said_of(document),
        types=rules_of(member.group).choices_with(document.type),
        markings=markings_for(member, document),
        delegations=delegations_for(member, document),
    )

    def act(**_values: object) -> None:
        actions.change_document(actor=member, document=document, **form.said())

    if request.method == "POST" and carries_out(form, act):
        return redirect(document)
    context = {"form": form, "document": document}
    return render(request, "documents/document_change.html", context, status=422 if form.errors else 200)


@require_POST
@group_page
def document_withdraw(request: MemberRequest, number: int) -> HttpResponse:
    """Take a document back; its number stays."""
    document = document_for(request.member, number, may="withdraw")
    form = WithdrawForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else request.POST.get("note", "")
    actions.withdraw_document(actor=request.member, document=document, note=note)
    return redirect(document)


@require_POST
@group_page
def document_restore(request: MemberRequest, number: int) -> HttpResponse:
    """Undo a withdrawal."""
    document = document_for(request.member, number, may="restore")
    actions.restore_document(actor=request.member, document=document)
    messages.success(request, _("%(symbol)s stands again as it stood.") % {"symbol": document.cited})
    return redirect(document)


@require_POST
@group_page
def watching_choose(request: MemberRequest, number: int) -> HttpResponse:
    """Choose whether to hear of every new version."""
    document = document_for(request.member, number)
    watching = request.POST.get("watching") == "1"
    actions.choose_watching(actor=request.member, document=document, watching=watching)
    return redirect(document)
