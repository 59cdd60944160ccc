"""Pages on which a circular is written, looked at as each reader will get it, sent and taken back."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from workgroups.circulars import actions
from workgroups.circulars.forms import CircularForm, SendForm, initial_of, initial_texts, zone_of_reader
from workgroups.circulars.http import occasions_of, owed_in
from workgroups.circulars.models import Circular
from workgroups.circulars.permissions import can_write, circular_for, draft_for
from workgroups.circulars.queries import (
    Letter,
    Reader,
    head_of,
    last_chased,
    letters_for,
    reach_of,
    readers_of,
    samples_in,
    unanswered_in,
)
from workgroups.core.errors import Refused
from workgroups.groups.http import MemberRequest, officer_page
from workgroups.groups.permissions import Member, require
from workgroups.groups.queries import scope_of

State = Circular.State
get_or_post = require_http_methods(["GET", "POST"])


@get_or_post
@officer_page
def circular_add(request: MemberRequest) -> HttpResponse:
    """Begin a circular, from a template, as a correction, or on an empty sheet."""
    member = request.member
    require(can_write(member))
    corrects = _corrected(member, request.GET.get("corrects", ""))
    samples = samples_in(member.group)
    chosen = next((one for one in samples if one.ref == request.GET.get("template", "")), None)
    first = initial_texts(chosen.texts) if chosen else {}
    if corrects:
        first = initial_of(corrects, occasions_of(member))
    form = _form(member, request, first | _asked(request))
    if made := _written(member, form, request, corrects=corrects):
        return redirect("circulars:draft-page", member.group.slug, made.pk)
    keep = f"circular_add-{member.group.slug}-{chosen.ref if chosen else ''}-{corrects.pk if corrects else ''}"
    context = {"form": form, "samples": samples, "chosen": chosen, "corrects": corrects, "keep": keep}
    return render(request, "circulars/circular_add.html", context, status=422 if form.errors else 200)


@get_or_post
@officer_page
def draft_change(request: MemberRequest, pk: int) -> HttpResponse:
    """Write on a draft."""
    member = request.member
    circular = draft_for(member, pk, states=(State.DRAFT,))
    form = _form(member, request, initial_of(circular, occasions_of(member)))
    if _written(member, form, request, circular=circular):
        return redirect("circulars:draft-page", member.group.slug, pk)
    context = {"form": form, "circular": circular}
    return render(request, "circulars/draft_change.html", context, status=422 if form.errors else 200)


@require_GET
@officer_page
def draft_page(request: MemberRequest, pk: int) -> HttpResponse:
    """The letter as each reader will get it, who gets it, who does not, and the press that sends it."""
    circular = draft_for(request.member, pk)
    context = _looked_at(request.member, circular, request.GET)
    return render(request, "circulars/draft_page.html", context | {"form": SendForm()})


@require_POST
@officer_page
def draft_send(request: MemberRequest, pk: int) -> HttpResponse:
    """Let it go out: in ten minutes, at an instant, or at once when it waits already."""
    member, circular = request.member, draft_for(request.member, pk)
    form = SendForm(request.POST)
    try:
        if form.is_valid():
            actions.schedule_circular(
                actor=member,
                circular=circular,
                send_at=form.cleaned_data["send_at"],
                send_zone=zone_of_reader(),
                at_once="at_once" in request.POST and circular.state == State.WAITING,
            )
            return redirect("circulars:draft-page", member.group.slug, pk)
    except Refused as refusal:
        form.add_error("send_at" if refusal.field == "send_at" else None, str(refusal))
    context = _looked_at(member, circular, request.GET)
    return render(request, "circulars/draft_page.html", context | {"form": form}, status=422)


@require_POST
@officer_page
def draft_take_back(request: MemberRequest, pk: int) -> HttpResponse:
    """Make a draft of it again."""
    circular = draft_for(request.member, pk)
    actions.take_back_circular(actor=request.member, circular=circular)
    messages.success(request, _("Taken back. It is a draft again, and nobody got it."))
    return redirect("circulars:draft-page", request.member.group.slug, pk)


@require_POST
@officer_page
def draft_discard(request: MemberRequest, pk: int) -> HttpResponse:
    """Throw a draft away, or fetch it back."""
    back = "restore" in request.POST
    circular = draft_for(request.member, pk, states=(State.DISCARDED,) if back else (State.DRAFT,))
    if back:
        actions.restore_circular(actor=request.member, circular=circular)
        messages.success(request, _("The draft is back."))
        return redirect("circulars:draft-page", request.member.group.slug, pk)
    actions.discard_circular(actor=request.member, circular=circular)
    messages.success(request, _("The draft is thrown away. For ten minutes you can fetch it back from the list."))
    return redirect("circulars:circular-list", request.member.group.slug)


def _corrected(member: Member, asked: str) -> Circular | None:
    """The circular that a new one corrects, as its number says (2026/3)."""
    year, _slash, number = asked.partition("/")
    if not (year.isdecimal() and number.isdecimal() and len(asked) < 12):
        return None
    return circular_for(member, int(year), int(number), may="manage")


def _asked(request: MemberRequest) -> dict[str, str]:
    """What a link that leads here has chosen already: an audience, a meeting."""
    wanted = {name: request.GET.get(name, "") for name in ("to", "about", "meeting")}
    return {name: value for name, value in wanted.items() if value}


def _form(member: Member, request: MemberRequest, initial: Mapping[str, Any]) -> CircularForm:
    return CircularForm(
        member,
        request.POST or None,
        initial=dict(initial),
        things=unanswered_in(member.group),
        occasions=occasions_of(member),
    )


def _written(
    member: Member,
    form: CircularForm,
    request: MemberRequest,
    circular: Circular | None = None,
    corrects: Circular | None = None,
) -> Circular | None:
    """Keep what the form says; None when it cannot be kept, with the reason in the form."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        wanted = form.wanted(owed_in(circular) if circular else ())
        return actions.write_circular(actor=member, wanted=wanted, circular=circular, corrects=corrects)
    except Refused as refusal:
        form.refuse(refusal)
        return None


def _looked_at(member: Member, circular: Circular, asked: Mapping[str, str]) -> dict[str, Any]:
    """What the page of a draft shows; as many queries for ten readers as for a thousand."""
    scope = scope_of([circular.group])
    readers = readers_of(circular, scope)
    letters = letters_for(circular, readers)
    seen = next((one for one in readers if str(one.person.pk) == asked.get("as")), readers[0] if readers else None)
    keys = set(circular.chased.values_list("key", flat=True)) | ({circular.about} if circular.about else set())
    chased = last_chased(keys) if keys else {}
    people = {one.person.pk: one.person.name for one in readers}
    return {
        "circular": circular,
        "head": head_of(circular),
        "readers": readers,
        "reach": reach_of(circular, readers, scope),
        "seen": seen,
        "letter": letters[seen.person.pk] if seen else None,
        "holes": _holes(readers, letters),
        "chased": sorted((at, people[pk]) for (_key, pk), (at, _circular) in chased.items() if pk in people),
        "may_write": can_write(member),
    }


def _holes(readers: list[Reader], letters: dict[int, Letter]) -> list[tuple[str, str | None, list[str]]]:
    """Return each field without a value, what stands there instead, and in whose letters."""
    found: dict[tuple[str, str | None], list[str]] = {}
    for reader in readers:
        for name, fallback in letters[reader.person.pk].missing.items():
            found.setdefault((name, fallback), []).append(reader.person.name)
    return [(name, fallback, names) for (name, fallback), names in found.items()]
