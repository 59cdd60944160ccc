"""Read who answers what a member writes to the secretariat."""

from django.urls import Resolver404, resolve, reverse

from workgroups.accounts.models import Person
from workgroups.groups.models import Group, GuestPass, Programme
from workgroups.groups.permissions import member_of
from workgroups.groups.queries import groups_of, passes_of
from workgroups.threads.models import Thread


def desk_for(actor: Person, page: str) -> Group | None:
    """Return the group that answers: of the page's programme, else of one's own, else any, or None; two queries."""
    desks = Programme.objects.exclude(desk=None).select_related("desk")
    own = list(groups_of(actor).values_list("programme_id", "slug"))
    slug = _group_of(page)
    wished = [programme for programme, name in own if name == slug] + [programme for programme, _name in own]
    found = {programme.pk: programme.desk for programme in desks.filter(desk__state=Group.State.ACTIVE).order_by("pk")}
    return next((found[pk] for pk in wished if pk in found), next(iter(found.values()), None))


def answer_address(actor: Person, thread: Thread) -> str:
    """Return where somebody reads what is answered to the letter that they wrote; empty when nobody can show them."""
    if member_of(actor, thread.group):
        return thread.get_absolute_url()
    guest = passes_of(actor).filter(group=thread.group, kind=GuestPass.Kind.THREAD, number=thread.number).first()
    return reverse("groups:guest-page", args=[guest.pk]) if guest else ""


def _group_of(page: str) -> str:
    try:
        return str(resolve(page.partition("?")[0]).kwargs.get("slug", ""))
    except Resolver404:
        return ""
