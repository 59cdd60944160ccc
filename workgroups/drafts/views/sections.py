"""Sections of a draft: who writes which until when, how far they are, which are locked."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from workgroups.accounts.registry import Kept
from workgroups.core import slots
from workgroups.core.errors import Missing, Refused
from workgroups.core.http import carries_out
from workgroups.drafts import actions, queries
from workgroups.drafts.forms import LockForm, SectionForm, TieForm
from workgroups.drafts.logic import html, sections
from workgroups.drafts.models import Draft, DraftSection
from workgroups.drafts.permissions import (
    can_assign,
    can_hand_in,
    can_reopen_section,
    draft_for,
    owns_section,
    section_for,
)
from workgroups.drafts.views.page import draft_context, post_or_get
from workgroups.groups.http import MemberRequest, group_page
from workgroups.groups.permissions import Member


@dataclass(frozen=True)
class SectionRow:
    """A section as one member sees it."""

    placed: queries.Placed
    is_own: bool
    may_hand_in: bool
    may_reopen: bool
    tie: TieForm | None = None

    @property
    def section(self) -> DraftSection:
        return self.placed.section


@require_GET
@group_page
def section_list(request: MemberRequest, number: int) -> HttpResponse:
    """Every section somebody has or that is locked, those whose heading is gone, and headings that nobody has."""
    draft = draft_for(request.member, number)
    found = queries.sections_of(draft, queries.document_of(draft))
    gives = can_assign(request.member, draft)
    context = {
        "overview": found,
        "rows": [_row(request.member, one, gives=gives) for one in found.placed],
        "lost": [_row(request.member, one, gives=gives, free=found.free) for one in found.lost],
        "taken": queries.sections_taken(draft) if gives else [],
        "may_assign": gives,
    }
    return render(request, "drafts/section_list.html", draft_context(draft) | context)


def _row(
    member: Member, placed: queries.Placed, *, gives: bool, free: list[sections.Reach] | None = None
) -> SectionRow:
    one = placed.section
    own = owns_section(member, one)
    tie = None
    if free and gives:
        likely = next((each.block for each in free if each.title == one.title), free[0].block)
        tie = TieForm(free, initial={"block": likely}, auto_id=f"tie-{one.number}-%s")
    hands, opens = can_hand_in(member, one, gives=gives), can_reopen_section(member, one, gives=gives)
    return SectionRow(placed, own, hands, opens, tie)


@require_GET
@group_page
def section_rail(request: MemberRequest, number: int) -> HttpResponse:
    """The draft page's panel of sections."""
    draft = draft_for(request.member, number)
    overview = queries.sections_of(draft, queries.document_of(draft))
    context = {"sections": overview, "may_assign": can_assign(request.member, draft)}
    return render(request, "drafts/_rail_sections.html", draft_context(draft) | context)


@post_or_get
@group_page
def section_give(request: MemberRequest, number: int, block: str) -> HttpResponse:
    """Give the section of a heading to somebody, or change what was given."""
    draft = draft_for(request.member, number, may="assign")
    reach, words = _section_text(draft, block)
    section = draft.sections.filter(block=block, removed_at=None).first()
    form = SectionForm(
        queries.taking_part(draft),
        queries.could_write(draft),
        request.POST if request.method == "POST" else None,
        initial=_initial(section),
    )
    act = partial(actions.give_section, actor=request.member, draft=draft, block=block)
    if request.method == "POST" and carries_out(form, act):
        messages.success(request, _("“%(title)s” is theirs; they are told.") % {"title": reach.title})
        return redirect("drafts:section-list", request.member.group.slug, number)
    context = {"form": form, "reach": reach, "text": words, "section": section}
    status = 422 if form.errors else 200
    return render(request, "drafts/section_give.html", draft_context(draft) | context, status=status)


def _initial(section: DraftSection | None) -> dict[str, Any]:
    if section is None:
        return {}
    owners = list(section.owners.all())
    return {
        "delegations": [str(one.delegation_id) for one in owners if one.delegation_id],
        "people": [str(one.person_id) for one in owners if one.person_id],
        "due_on": section.due_on,
        "note": section.note,
    }


@post_or_get
@group_page
def section_lock(request: MemberRequest, number: int, block: str) -> HttpResponse:
    """Lock a section, and say why."""
    draft = draft_for(request.member, number, may="assign")
    reach, words = _section_text(draft, block)
    form = LockForm(request.POST if request.method == "POST" else None)
    act = partial(actions.lock_section, actor=request.member, draft=draft, block=block)
    if request.method == "POST" and carries_out(form, act):
        messages.success(request, _("“%(title)s” is locked: nobody changes it now.") % {"title": reach.title})
        return redirect("drafts:section-list", request.member.group.slug, number)
    context = {"form": form, "reach": reach, "text": words}
    status = 422 if form.errors else 200
    return render(request, "drafts/section_lock.html", draft_context(draft) | context, status=status)


def _section_text(draft: Draft, block: str) -> tuple[sections.Reach, Any]:
    """A section as it stands; raises Missing where the heading is gone."""
    content = queries.document_of(draft)
    reach = sections.reach_of(content, block)
    if reach is None:
        raise Missing
    shown = queries.shown_of(draft, content, aim=False)["content"][reach.start : reach.end]
    return reach, html.join([html.block(node) for node in shown])


@require_POST
@group_page
def section_hand_in(request: MemberRequest, number: int, section: int) -> HttpResponse:
    """Say that a section is written."""
    return _act(request, number, section, "hand_in", actions.hand_in_section, _("Handed in. Whoever gave it is told."))


@require_POST
@group_page
def section_reopen(request: MemberRequest, number: int, section: int) -> HttpResponse:
    """Have a section written on."""
    return _act(request, number, section, "reopen", actions.reopen_section, _("The section is being written again."))


@require_POST
@group_page
def section_take(request: MemberRequest, number: int, section: int) -> HttpResponse:
    """Take a section from those who have it."""
    said = _("The section is nobody’s now. For ten minutes this can be undone below.")
    return _act(request, number, section, "assign", actions.take_section, said)


@require_POST
@group_page
def section_restore(request: MemberRequest, number: int, section: int) -> HttpResponse:
    """Undo that a section was taken from somebody."""
    return _act(request, number, section, "restore", actions.restore_section, _("The section is theirs again."))


@require_POST
@group_page
def section_unlock(request: MemberRequest, number: int, section: int) -> HttpResponse:
    """Let a section be changed again."""
    return _act(request, number, section, "assign", actions.unlock_section, _("The section can be changed again."))


@require_POST
@group_page
def section_tie(request: MemberRequest, number: int, section: int) -> HttpResponse:
    """Tie a section to a heading of today."""
    act = partial(actions.tie_section, block=request.POST.get("block", ""))
    return _act(request, number, section, "assign", act, _("The section stands at its new heading."))


def _act(
    request: MemberRequest, number: int, section: int, may: str, act: Callable[..., object], said: str
) -> HttpResponse:
    """Do one thing to a section and go back to where it was pressed."""
    found = section_for(request.member, number, section, may=may)
    try:
        act(actor=request.member, section=found)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("drafts:section-list", request.member.group.slug, number)


@slots.fill("accounts.kept", order=43)
def kept_sections() -> list[Kept]:
    """What is kept about a person in sections."""
    acts = tuple(f"drafts.DraftSection.{one}_by" for one in ("given", "handed", "locked", "removed"))
    why = _("So that it is known who writes what, and who asked for it.")
    stays = _("Part of the record of the group; stays with it.")
    return [Kept(_("Sections of drafts that you write or gave"), ("drafts.SectionOwner.person", *acts), why, stays)]
