"""Pages of drafts: the list, the text with its editor, one block without script, versions and their differences."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from workgroups.accounts.registry import Kept
from workgroups.core import languages, slots
from workgroups.core.errors import Conflict, Missing, Refused
from workgroups.drafts import actions, queries
from workgroups.drafts.adapters import markdown
from workgroups.drafts.forms import BlockForm, DraftForm, VersionForm
from workgroups.drafts.logic import blocks, diff, html, schema
from workgroups.drafts.models import Draft
from workgroups.drafts.permissions import (
    can_create_draft,
    can_edit,
    can_name_version,
    draft_for,
    draft_for_guest,
    version_for,
)
from workgroups.groups.http import MemberRequest, group_page, marking_page, nav_entry
from workgroups.groups.models import GuestPass, Marking
from workgroups.groups.permissions import Member, require
from workgroups.groups.queries import GuestThing, NavEntry, guests_of

post_or_get = require_http_methods(["GET", "POST"])


@require_GET
@group_page
def draft_list(request: MemberRequest) -> HttpResponse:
    """What the group writes, last changed first."""
    drafts = list(queries.drafts_in(request.member))
    context = {"drafts": drafts, "may_create": can_create_draft(request.member)}
    return render(request, "drafts/draft_list.html", context)


@post_or_get
@group_page
def draft_add(request: MemberRequest) -> HttpResponse:
    """Begin a draft."""
    require(can_create_draft(request.member))
    form = DraftForm(request.member, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            draft = actions.create_draft(actor=request.member, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            return redirect(draft)
    return render(request, "drafts/draft_add.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@group_page
def draft_page(request: MemberRequest, number: int) -> HttpResponse:
    """The text, readable as it is; with script the editor takes its place."""
    draft = draft_for(request.member, number)
    return render(request, "drafts/draft_page.html", _page(request.member, draft))


@require_GET
@group_page
def draft_text(request: MemberRequest, number: int) -> HttpResponse:
    """The text alone, with a way to edit each block: for pages that have no editor."""
    draft = draft_for(request.member, number)
    return render(request, "drafts/_text.html", _page(request.member, draft))


@post_or_get
@group_page
def block_edit(request: MemberRequest, number: int, block: str) -> HttpResponse:
    """One block in a plain form."""
    draft = draft_for(request.member, number, may="edit")
    found = blocks.block_by_id(queries.document_of(draft), block)
    if request.method != "POST":
        return _block_form(request, draft, block, found)
    form = BlockForm(request.POST)
    if not form.is_valid():
        return render(request, "drafts/block_edit.html", _draft(draft) | {"form": form}, status=422)
    try:
        actions.edit_block(actor=request.member, draft=draft, block_id=block, **form.cleaned_data)
    except Conflict as conflict:
        return _merge(request, draft, found, form, str(conflict))
    except Refused as refusal:
        form.add_error(refusal.field, str(refusal))
        return render(request, "drafts/block_edit.html", _draft(draft) | {"form": form}, status=refusal.status)
    messages.success(request, _("Your change is in the draft."))
    return redirect(f"{draft.get_absolute_url()}#block-{block}")


@post_or_get
@group_page
def draft_marking(request: MemberRequest, number: int) -> HttpResponse:
    """Give a draft another marking."""
    draft = draft_for(request.member, number)
    act = partial(_mark, request.member, draft)
    return marking_page(request, draft, act, guests_of(request.member.group, "draft", number))


def _mark(member: Member, draft: Draft, marking: str) -> None:
    actions.mark_draft(actor=member, draft=draft, marking=marking)


@require_GET
@group_page
def version_list(request: MemberRequest, number: int) -> HttpResponse:
    """The draft's versions and the form that compares two."""
    draft = draft_for(request.member, number)
    versions = list(queries.versions_of(draft))
    may_name = can_name_version(request.member, draft)
    return render(request, "drafts/version_list.html", _draft(draft) | {"versions": versions, "may_name": may_name})


@post_or_get
@group_page
def version_add(request: MemberRequest, number: int) -> HttpResponse:
    """Name the draft as it stands."""
    draft = draft_for(request.member, number, may="edit")
    form = VersionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            version = actions.name_version(actor=request.member, draft=draft, label=form.cleaned_data["label"])
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("This version is kept under its name."))
            return redirect(version)
    return render(
        request, "drafts/version_add.html", _draft(draft) | {"form": form}, status=422 if form.errors else 200
    )


@require_GET
@group_page
def version_page(request: MemberRequest, number: int, version: int) -> HttpResponse:
    """A named version, as it was."""
    found = version_for(request.member, number, version)
    context = _draft(found.draft) | {"version": found, "text": html.document(found.pm_json)}
    return render(request, "drafts/version_page.html", context)


@require_GET
@group_page
def version_compare(request: MemberRequest, number: int) -> HttpResponse:
    """What became different from one state to another."""
    draft = draft_for(request.member, number)
    old, old_name = _state(request.member, draft, request.GET.get("from", ""))
    new, new_name = _state(request.member, draft, request.GET.get("to", "") or "now")
    changes = diff.compare(old, new)
    context = {"changes": changes, "counts": diff.counts(changes), "old_name": old_name, "new_name": new_name}
    chosen = {"from": request.GET.get("from", ""), "to": request.GET.get("to", "") or "now"}
    more = {"versions": list(queries.versions_of(draft)), "chosen": chosen}
    return render(request, "drafts/version_compare.html", _draft(draft) | context | more)


@slots.fill("groups.nav", order=40)
def nav(request: HttpRequest, member: Member) -> NavEntry:
    """Drafts in the group's navigation."""
    return nav_entry(request, _("Drafts"), reverse("drafts:draft-list", args=[member.group.slug]), shortcut="g w")


@slots.fill("groups.overview", order=60)
def overview(request: HttpRequest, member: Member) -> SafeString | None:
    """The drafts last worked on."""
    drafts = list(queries.drafts_in(member)[:3])
    if not drafts:
        return None
    return render_to_string("drafts/_latest.html", {"drafts": drafts, "group": member.group}, request)


def _draft(draft: Draft) -> dict[str, Any]:
    return {"draft": draft, "text_direction": languages.direction(draft.language)}


def _page(member: Member, draft: Draft) -> dict[str, Any]:
    document = queries.document_of(draft)
    may_edit = can_edit(member, draft)
    parts = [(node.get("attrs", {}).get("id", ""), html.block(node)) for node in document["content"]]
    editor = {
        "path": f"/ws/groups/{draft.group.slug}/drafts/{draft.number}/",
        "schema": draft.schema_version,
        "epoch": draft.epoch,
        "edit": may_edit,
        "person": member.person.pk,
        "label": draft.title,
    }
    more = {"parts": parts, "may_edit": may_edit, "editor": editor, "version": queries.versions_of(draft).first()}
    return _draft(draft) | more


def _block_form(
    request: MemberRequest, draft: Draft, block: str, found: tuple[int, schema.Node] | None
) -> HttpResponse:
    if found is None:
        raise Missing
    form = BlockForm(initial={"words": markdown.to_text(found[1]), "base": blocks.fingerprint(found[1])})
    return render(request, "drafts/block_edit.html", _draft(draft) | {"form": form, "block": block})


def _merge(
    request: MemberRequest, draft: Draft, found: tuple[int, schema.Node] | None, form: BlockForm, message: str
) -> HttpResponse:
    """Theirs and yours beside each other; yours is in the form, to be sent on top of theirs."""
    words = form.cleaned_data["words"]
    theirs = html.block(found[1]) if found else None
    base = blocks.fingerprint(found[1]) if found else ""
    again = BlockForm(initial={"words": words, "base": base})
    context = {"form": again, "theirs": theirs, "yours": words, "message": message}
    return render(request, "drafts/block_merge.html", _draft(draft) | context, status=409)


def _state(member: Member, draft: Draft, name: str) -> tuple[schema.Node, str]:
    """A version by number, or the draft as it stands now."""
    if name == "now":
        return queries.document_of(draft), _("the draft as it stands")
    if not name.isdecimal():
        latest = queries.versions_of(draft).first()
        return _state(member, draft, str(latest.number) if latest else "now")
    version = version_for(member, draft.number, int(name))
    return version.pm_json, _("version %(number)s, %(label)s") % {"number": version.number, "label": version.label}


@slots.fill("groups.guest_things", order=40)
def guest_things(member: Member) -> list[GuestThing]:
    """The drafts that may be opened to a guest, newest first."""
    found = Draft.objects.filter(group=member.group).exclude(marking=Marking.RESTRICTED).order_by("-number")[:100]
    return [GuestThing(GuestPass.Kind.DRAFT, one.number, one.title) for one in found]


@slots.fill("groups.guest_page", order=40)
def guest_page(request: HttpRequest, member: Member) -> SafeString | None:
    """A draft as a guest reads it: its blocks, each with a plain form where the pass lets them write."""
    if member.guest is None or member.guest.kind != GuestPass.Kind.DRAFT:
        return None
    draft = draft_for_guest(member)
    document = queries.document_of(draft)
    parts = [(node.get("attrs", {}).get("id", ""), html.block(node)) for node in document["content"]]
    may_edit = can_edit(member, draft)
    block = (request.POST.get("block") or request.GET.get("block", "")) if may_edit else ""
    found = blocks.block_by_id(document, block) if block else None
    form = None
    if found:
        words = request.POST.get("words") or markdown.to_text(found[1])
        form = BlockForm(initial={"words": words, "base": blocks.fingerprint(found[1])})
    context = _draft(draft) | {"parts": parts, "may_edit": may_edit, "form": form, "block": block}
    return render_to_string("drafts/_guest.html", context, request)


@slots.fill("groups.guest_write", order=40)
def guest_write(request: HttpRequest, member: Member) -> str | None:
    """Put a guest's words into a block; where it changed meanwhile they see both and send again."""
    if member.guest is None or member.guest.kind != GuestPass.Kind.DRAFT:
        return None
    draft, form = draft_for_guest(member), BlockForm(request.POST)
    if not form.is_valid():
        raise Refused(_("The block could not be read: try again."))
    actions.edit_block(actor=member, draft=draft, block_id=request.POST.get("block", ""), **form.cleaned_data)
    return _("Your change is in the draft.")


@slots.fill("accounts.kept", order=40)
def kept_of_a_person() -> list[Kept]:
    """What is kept here about a person."""
    return [
        Kept(
            _("Drafts, versions and changes to them"),
            (
                "drafts.Draft.created_by",
                "drafts.DraftUpdate.person",
                "drafts.DraftVersion.by",
                "drafts.DraftClient.person",
            ),
            _("So that a text shows who wrote what."),
            _("Part of the record of the group; stays with it."),
        ),
    ]
