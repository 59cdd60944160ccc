"""What threads put on other pages of a group."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from workgroups.core import slots
from workgroups.groups.http import nav_entry
from workgroups.groups.permissions import Member
from workgroups.groups.queries import NavEntry
from workgroups.threads.http import why
from workgroups.threads.queries import thread_list, unread_in

NEWEST = 4


@slots.fill("groups.nav", order=20)
def nav(request: HttpRequest, member: Member) -> NavEntry:
    """The entry of the group's navigation, with how many posts are unread."""
    url = reverse("threads:thread-list", args=[member.group.slug])
    return nav_entry(request, _("Threads"), url, count=unread_in(member), shortcut="g t")


@slots.fill("groups.overview", order=50)
def overview(request: HttpRequest, member: Member) -> SafeString | None:
    """The newest threads; nothing before there is one."""
    newest = list(thread_list(member).order_by("-last_post_at", "-pk")[:NEWEST])
    if not newest:
        return None
    threads = [(thread, why(thread)) for thread in newest]
    return render_to_string("threads/_overview.html", {"threads": threads, "group": member.group}, request)
