"""Read who answers what a member writes to the secretariat."""

from django.urls import Resolver404, resolve

from workgroups.accounts.models import Person
from workgroups.groups.models import Group, Programme
from workgroups.groups.queries import groups_of


def desk_for(actor: Person, page: str) -> Group | None:
    """Return the group that answers: of the page's programme, else of one's own, else any, or None; two queries."""
    desks = Programme.objects.exclude(desk=None).select_related("desk")
    own = list(groups_of(actor).values_list("programme_id", "slug"))
    slug = _group_of(page)
    wished = [programme for programme, name in own if name == slug] + [programme for programme, _name in own]
    found = {programme.pk: programme.desk for programme in desks.filter(desk__state=Group.State.ACTIVE).order_by("pk")}
    return next((found[pk] for pk in wished if pk in found), next(iter(found.values()), None))


def _group_of(page: str) -> str:
    try:
        return str(resolve(page.partition("?")[0]).kwargs.get("slug", ""))
    except Resolver404:
        return ""
