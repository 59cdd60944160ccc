"""What the library puts on other pages of a group."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from workgroups.accounts.registry import Kept
from workgroups.core import slots
from workgroups.documents.queries import newest
from workgroups.groups.http import nav_entry
from workgroups.groups.permissions import Member
from workgroups.groups.queries import ManageEntry, ManageSection, NavEntry

NEWEST = 4


@slots.fill("groups.nav", order=50)
def nav(request: HttpRequest, member: Member) -> NavEntry:
    """The entry of the group's navigation."""
    url = reverse("documents:document-list", args=[member.group.slug])
    return nav_entry(request, _("Documents"), url, shortcut="g l")


@slots.fill("groups.overview", order=45)
def overview(request: HttpRequest, member: Member) -> SafeString | None:
    """The newest documents; nothing before there is one."""
    found = list(newest(member, NEWEST))
    if not found:
        return None
    return render_to_string("documents/_overview.html", {"documents": found, "group": member.group}, request)


@slots.fill("groups.manage", order=50)
def manage_entry(request: HttpRequest, member: Member) -> ManageEntry:
    """Lead officers to how documents are numbered."""
    about = _("How a symbol looks, which types are in use, in which languages documents should come.")
    url = reverse("documents:scheme-change", args=[member.group.slug])
    return ManageEntry(_("Numbers and types of documents"), about, url, ManageSection.DOCUMENTS)


@slots.fill("accounts.kept", order=50)
def kept_of_a_person() -> list[Kept]:
    """What is kept here about a person."""
    return [
        Kept(
            _("Documents and versions you filed"),
            (
                "documents.Document.by",
                "documents.Document.withdrawn_by",
                "documents.Version.by",
            ),
            _("So that a document says who filed it."),
            _("Part of the record of the group; stays with it."),
            touched=("documents.Document.withdrawn_by",),
            called={"documents.Document": _("Documents"), "documents.Version": _("Versions")},
        ),
        Kept(
            _("Documents you follow, archives you asked for"),
            (
                "documents.Watching.person",
                "documents.Archive.person",
            ),
            _("Made for you alone."),
            _("As long as your account; archives two days."),
            goes=("documents.Watching.person", "documents.Archive.person"),
            called={"documents.Watching": _("Followed"), "documents.Archive": _("Archives")},
        ),
    ]
