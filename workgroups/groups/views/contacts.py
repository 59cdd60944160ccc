"""How the people of a group can be reached: on pages, for spreadsheets, for address books, to write to."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from workgroups.groups.forms import ContactFilterForm
from workgroups.groups.http import MemberRequest, contacts_as_csv, contacts_as_vcards, group_page
from workgroups.groups.permissions import contact_for, contacts_seen_by
from workgroups.groups.queries import Contact, by_party, chosen_from, tenures_of


@require_GET
@group_page
def contact_list(request: MemberRequest) -> HttpResponse:
    """Show the group's people by delegation, each with what they show to the reader; or those who were asked for."""
    form, found = _asked(request)
    shown = {
        "form": form,
        "parties": by_party(found),
        "count": len(found),
        "asked": request.GET.urlencode(),
        "is_filtered": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "groups/contact_list.html", shown)


@require_GET
@group_page
def contact_page(request: MemberRequest, person_id: int) -> HttpResponse:
    """Show one person: how they can be reached, and what they are here."""
    contact = contact_for(request.member, person_id)
    shown = {
        "contact": contact,
        "tenures": tenures_of(contact.person, request.member.group),
        "is_me": person_id == request.user.pk,
    }
    return render(request, "groups/contact_page.html", shown)


@require_GET
@group_page
def contact_addresses(request: MemberRequest) -> HttpResponse:
    """Give the e-mail addresses of those who were asked for, as far as they show them, ready to be copied."""
    form, found = _asked(request)
    reachable = [one for one in found if one.email]
    shown = {
        "form": form,
        "addresses": "; ".join(one.email for one in reachable),
        "count": len(reachable),
        "hidden": len(found) - len(reachable),
    }
    return render(request, "groups/contact_addresses.html", shown)


@require_GET
@group_page
def contact_csv(request: MemberRequest) -> HttpResponse:
    """Give those who were asked for as a file for a spreadsheet."""
    return contacts_as_csv(request.member.group, _asked(request)[1])


@require_GET
@group_page
def contact_vcards(request: MemberRequest) -> HttpResponse:
    """Give those who were asked for as a file for an address book."""
    return contacts_as_vcards(request.member.group, _asked(request)[1])


@require_GET
@group_page
def contact_vcard(request: MemberRequest, person_id: int) -> HttpResponse:
    """Give one person as a file for an address book."""
    return contacts_as_vcards(request.member.group, [contact_for(request.member, person_id)])


def _asked(request: MemberRequest) -> tuple[ContactFilterForm, list[Contact]]:
    form = ContactFilterForm(request.GET, group=request.member.group)
    asked = form.asked()
    return form, chosen_from(contacts_seen_by(request.member), **asked)
