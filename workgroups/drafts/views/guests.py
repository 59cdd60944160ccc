"""A draft as a guest reads and writes it."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from workgroups.core import slots
from workgroups.core.errors import Refused
from workgroups.drafts import actions, queries
from workgroups.drafts.adapters import markdown
from workgroups.drafts.forms import BlockForm
from workgroups.drafts.logic import blocks, html
from workgroups.drafts.models import Draft
from workgroups.drafts.permissions import (
    can_edit,
    draft_for_guest,
)
from workgroups.drafts.views.page import draft_context
from workgroups.groups.models import GuestPass, Marking
from workgroups.groups.permissions import Member
from workgroups.groups.queries import GuestThing


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
    shown = queries.shown_of(draft, document)
    parts = [(node.get("attrs", {}).get("id", ""), html.block(node)) for node in shown["content"]]
    may_edit = can_edit(member, draft)
    block = (request.POST.get("block") or request.GET.get("block", "")) if may_edit else ""
    found = blocks.block_by_id(document, block) if block else None
    form = None
    if found:
        words = request.POST.get("words") or markdown.to_text(found[1])
        form = BlockForm(initial={"words": words, "base": blocks.fingerprint(found[1])})
    context = draft_context(draft) | {
        "parts": parts,
        "ends": html.ends(shown),
        "may_edit": may_edit,
        "form": form,
        "block": block,
    }
    return render_to_string("drafts/_guest.html", context, request)


@slots.fill("groups.guest_write", order=40)
def guest_write(request: HttpRequest, member: Member) -> str | None:
    """Put a guest's words into a block; where it changed meanwhile they see both and send again."""
    if member.guest is None or member.guest.kind != GuestPass.Kind.DRAFT:
        return None
    draft, form = draft_for_guest(member), BlockForm(request.POST)
    if not form.is_valid():
        raise Refused(_("The block could not be read: try again."))
    actions.edit_block(actor=member, draft=draft, block_id=request.POST.get("block", ""), **form.change)
    return _("Your change is in the draft.")
