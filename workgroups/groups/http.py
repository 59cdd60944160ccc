"""The door to a group's pages, and the frame that they all stand in."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from workgroups.accounts.http import PersonRequest, signed_in, with_factor
from workgroups.accounts.models import Person
from workgroups.core import sheets, slots
from workgroups.core.errors import Refused
from workgroups.events.events import StreamRef
from workgroups.groups.logic import Entry, vcard
from workgroups.groups.models import Group, GuestPass, Invitation, Marked, Marking, Programme
from workgroups.groups.permissions import (
    OPEN_STATES,
    Member,
    can_manage,
    closed_words,
    first_marking,
    markings_offered,
    member_for,
    pass_token_of,
    programme_edited_by,
    require,
    token_of,
)
from workgroups.groups.queries import Bystanders, Contact, NavEntry, bystanders
from workgroups.groups.registry import Held, held_by
from workgroups.live.http import follow
from workgroups.notifications.registry import Duty, duties_of

P = ParamSpec("P")
SAFE = ("GET", "HEAD", "OPTIONS")  # an officer may read without the second factor that a rule asks for


class MemberRequest(PersonRequest):
    """A request by a member of the group in its address."""

    member: Member


def group_page(view: Callable[Concatenate[MemberRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """Turn the address's `slug` into `request.member`; strangers are asked to sign in, everybody else gets 404."""

    @wraps(view)
    def door(request: PersonRequest, /, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        asked = cast("MemberRequest", request)
        asked.member = member_for(request.user, slug)
        follow(request, StreamRef.group(asked.member.group.pk), StreamRef.person(request.user.pk))
        acts = asked.member.is_officer and request.method not in SAFE
        return with_factor(view)(asked, *args, **kwargs) if acts else view(asked, *args, **kwargs)

    return signed_in(cast("Callable[..., HttpResponse]", door))


def officer_page(view: Callable[Concatenate[MemberRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """Let only the group's officers pass; other members are told that it is not theirs."""

    @wraps(view)
    def door(request: MemberRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        require(can_manage(request.member), _("The chairs and the secretariat manage the group."))
        return with_factor(view)(request, *args, **kwargs)

    return group_page(cast("Callable[..., HttpResponse]", door))


def operator_page(view: Callable[Concatenate[PersonRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """Let only the installation's officers pass."""

    @wraps(view)
    def door(request: PersonRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        require(request.user.is_operator, _("The officers of the installation make programmes and groups."))
        return with_factor(view)(request, *args, **kwargs)

    return signed_in(cast("Callable[..., HttpResponse]", door))


class EditorRequest(PersonRequest):
    """A request by somebody who writes the pages of the programme in its address."""

    programme: Programme


def editor_page(view: Callable[Concatenate[EditorRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """Turn the address's `slug` into `request.programme` for those who write its pages."""

    @wraps(view)
    def door(request: PersonRequest, /, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        asked = cast("EditorRequest", request)
        asked.programme = programme_edited_by(request.user, slug)
        return with_factor(view)(asked, *args, **kwargs)

    return signed_in(cast("Callable[..., HttpResponse]", door))


def offer_undo(request: HttpRequest, message: str, url: str, fields: Mapping[str, Any]) -> None:
    """Let the next page of the programme's frame say what was taken away, with one press that puts it back.

    `fields` are what a post to `url` needs for that; empty ones are left out.
    """
    kept = [(name, str(value)) for name, value in fields.items() if value not in (None, "", False)]
    request.session["undo"] = {"message": message, "url": url, "fields": kept}


@dataclass(frozen=True)
class Inventory:
    """Everything that hangs on somebody in a group: what they hold, by heading, and what waits for them."""

    parts: list[tuple[str, list[Held]]]
    duties: list[Duty]

    @property
    def names(self) -> list[tuple[str, str]]:
        """What can be passed on, as choices of a form."""
        return [(held.name, held.what) for _label, things in self.parts for held in things if held.passes]

    @property
    def offered(self) -> list[str]:
        """What is chosen at first."""
        return [held.name for _label, things in self.parts for held in things if held.passes and held.offered]


def inventory_of(member: Member, person: Person) -> Inventory:
    """Return what hangs on a person in the member's group; no page shows the signed links of duties."""
    waiting = duties_of([person])[person.pk]
    group = member.group
    return Inventory(held_by(group, person), [duty for duty in waiting if duty.group_id == group.pk])


def contacts_as_csv(group: Group, contacts: Iterable[Contact]) -> HttpResponse:
    """Answer with contacts as CSV (RFC 4180, UTF-8 with a mark for spreadsheets), never a formula."""
    response = _kept_private(group, "text/csv; charset=utf-8; header=present", "csv")
    rows = [_heads()]
    for one in contacts:
        bodies = "; ".join(delegation.body.shown for delegation in one.delegations)
        cells = [one.name, one.person.latin_name, bodies, "; ".join(one.functions), one.title, one.organisation]
        rows.append([*cells, one.email, one.telephone, one.tongues, one.zone])
    response.write(sheets.write_csv(rows))
    return response


def _heads() -> list[str]:
    about = (_("Name"), _("Name in Latin letters"), _("Delegations"), _("Functions"), _("Title"), _("Organisation"))
    return [*about, _("E-mail address"), _("Telephone"), _("Languages"), _("Time zone")]


def contacts_as_vcards(group: Group, contacts: Iterable[Contact]) -> HttpResponse:
    """Answer with contacts as vCards 4.0 (RFC 6350), one after the other."""
    response = _kept_private(group, "text/vcard; charset=utf-8", "vcf")
    response.writelines(vcard(_entry(group, one)) for one in contacts)
    return response


def _entry(group: Group, one: Contact) -> Entry:
    return Entry(
        uid=str(one.person.uid),
        name=one.name,
        latin_name=one.person.latin_name,
        title=one.title,
        organisation=one.organisation,
        role="; ".join(one.functions),
        email=one.email,
        telephone=one.telephone,
        languages=one.languages,
        zone=one.zone,
        group=group.name,
    )


def _kept_private(group: Group, content_type: str, ending: str) -> HttpResponse:
    response = HttpResponse(content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="contacts-{group.slug}.{ending}"'
    patch_cache_control(response, private=True, no_store=True)
    return response


def link_by_hand(offered: Invitation | GuestPass) -> str:
    """Return the link of a letter where no mail leaves the house, so that an officer can hand it over; else nothing."""
    if not settings.EMAIL_BACKEND.endswith(".MailboxBackend"):
        return ""
    if isinstance(offered, GuestPass):
        return f"{settings.BASE_URL}{reverse('groups:guest-pass', args=[pass_token_of(offered)])}"
    return f"{settings.BASE_URL}{reverse('groups:invitation', args=[token_of(offered)])}"


def marking_field(member: Member) -> forms.ChoiceField:
    """Return the field with which something new gets its marking: those that this member may give."""
    return forms.ChoiceField(
        label=_("Marking"),
        choices=[(marking.value, marking.label) for marking in markings_offered(member)],
        initial=first_marking(member).value,
        required=False,
        help_text=_("Who reads it, and whether names may leave the group. Officers can change it later."),
    )


AnyForm = TypeVar("AnyForm", bound=forms.Form)


def with_marking(form: AnyForm, member: Member) -> AnyForm:
    """Let a form for something new ask, last of all, for its marking."""
    form.fields["marking"] = marking_field(member)
    return form


@dataclass(frozen=True)
class Remarking:
    """One marking that a thing may get instead of its own, and whom that shuts out or lets in."""

    marking: Marking
    shut_out: list[Bystanders]
    let_in: list[Bystanders]


def marking_page(
    request: MemberRequest, thing: Marked, act: Callable[[str], object], guests: Sequence[str] = ()
) -> HttpResponse:
    """Let officers give a thing another marking, saying beforehand who will no longer know of it, or newly.

    `act` carries it out; `guests` are the names of those with a pass to the thing.
    """
    member = request.member
    require(can_manage(member), _("The chairs and the secretariat change a marking."))
    error = ""
    if request.method == "POST":
        try:
            act(request.POST.get("marking", ""))
        except Refused as refusal:
            error = str(refusal)
        else:
            messages.success(request, _("The marking is changed; it holds from now on, on open pages too."))
            return redirect(cast("Any", thing))
    choices = remarkings(member, thing, guests)
    context = {"thing": thing, "choices": choices, "error": error}
    return render(request, "groups/marking.html", context, status=422 if error else 200)


def remarkings(member: Member, thing: Marked, guests: Sequence[str]) -> list[Remarking]:
    """Return the markings that a member may give a thing instead of its own, each with what it changes."""
    outside = bystanders(member.group) + [Bystanders(name, 1) for name in guests]
    return [
        Remarking(
            marking,
            shut_out=outside if marking == Marking.RESTRICTED else [],
            let_in=bystanders(member.group) if thing.is_restricted else [],
        )
        for marking in markings_offered(member)
        if marking != thing.marking
    ]


STATE_KINDS = {
    Group.State.PROPOSED: "waits",
    Group.State.ACTIVE: "active",
    Group.State.CONCLUDED: "settled",
    Group.State.ARCHIVED: "quiet",
}


def group_frame(request: HttpRequest) -> dict[str, object]:
    """Give a group's pages `member`, `group`, `group_state` and `nav_entries`, a programme's own pages their like."""
    member: Member | None = getattr(request, "member", None)
    if programme := getattr(request, "programme", None):
        return {
            "programme": programme,
            "nav_entries": SimpleLazyObject(lambda: slots.gather("groups.programme_nav", request, programme)),
            "undo": SimpleLazyObject(lambda: request.session.pop("undo", None)),
        }
    if member is None:
        return {}
    state = Group.State(member.group.state)
    return {
        "member": member,
        "group": member.group,
        "group_state": None if state == Group.State.ACTIVE else {"kind": STATE_KINDS[state], "word": state.label},
        "closed_words": "" if state in OPEN_STATES else closed_words(),
        "nav_entries": SimpleLazyObject(lambda: slots.gather("groups.nav", request, member)),
    }


def nav_entry(request: HttpRequest, label: str, url: str, *, count: int = 0, shortcut: str = "") -> NavEntry:
    """Make an entry of the group's navigation; it is current on its page and on those below it."""
    return NavEntry(label, url, request.path.startswith(url), count, shortcut)
