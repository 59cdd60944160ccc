"""What threads put on other pages of a group."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from workgroups.accounts.registry import Kept
from workgroups.core import mentions as markdown
from workgroups.core import slots
from workgroups.groups.http import nav_entry
from workgroups.groups.models import GuestPass, Marking
from workgroups.groups.permissions import Member
from workgroups.groups.queries import GuestThing, NavEntry
from workgroups.threads.actions import add_post
from workgroups.threads.forms import PostForm
from workgroups.threads.http import seat_of, why
from workgroups.threads.models import Thread
from workgroups.threads.permissions import can_post, thread_for_guest
from workgroups.threads.queries import posts_for_guest, thread_list, unread_in

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


@slots.fill("groups.guest_things", order=20)
def guest_things(member: Member) -> list[GuestThing]:
    """The threads that may be opened to a guest, newest first."""
    found = Thread.objects.filter(group=member.group).exclude(marking=Marking.RESTRICTED).order_by("-number")[:100]
    return [GuestThing(GuestPass.Kind.THREAD, one.number, one.title) for one in found]


@slots.fill("groups.guest_page", order=20)
def guest_page(request: HttpRequest, member: Member) -> SafeString | None:
    """A thread as a guest reads it: its posts in order, and a form where the pass lets them write."""
    if member.guest is None or member.guest.kind != GuestPass.Kind.THREAD:
        return None
    thread = thread_for_guest(member)
    may_post = can_post(member, thread) and not thread.is_closed
    form = PostForm(request.POST or None) if may_post else None
    posts = [(post, markdown.shown(post.html, {}), seat_of(post)) for post in posts_for_guest(thread)]
    context = {"thread": thread, "posts": posts, "form": form}
    return render_to_string("threads/_guest.html", context, request)


@slots.fill("groups.guest_write", order=20)
def guest_write(request: HttpRequest, member: Member) -> str | None:
    """Post what a guest wrote."""
    if member.guest is None or member.guest.kind != GuestPass.Kind.THREAD:
        return None
    thread, form = thread_for_guest(member), PostForm(request.POST)
    if not form.is_valid():
        return None
    add_post(actor=member, thread=thread, body=form.cleaned_data["body"], uid=form.key())
    return _("Your post is in the thread.")


@slots.fill("accounts.kept", order=30)
def kept_of_a_person() -> list[Kept]:
    """What is kept here about a person."""
    followed = ("threads.Reading.person", "threads.Following.person")
    return [
        Kept(
            _("Threads and posts"),
            (
                "threads.Thread.started_by",
                "threads.Thread.closed_by",
                "threads.Post.author",
                "threads.Post.guest_of",
                "threads.Post.removed_by",
            ),
            _("What you said, and what you did with threads."),
            _("Part of the record of the group; stays with it."),
            touched=("threads.Thread.closed_by", "threads.Post.guest_of", "threads.Post.removed_by"),
            parts=("threads.PostRevision.post",),
            omits=("threads.Post.html",),
            called={"threads.Thread": _("Threads"), "threads.Post": _("Posts")},
        ),
        Kept(
            _("What you have read and follow"),
            followed,
            _("So that you find where you stopped."),
            _("As long as your account."),
            goes=followed,
            called={"threads.Reading": _("Read"), "threads.Following": _("Followed")},
        ),
    ]
