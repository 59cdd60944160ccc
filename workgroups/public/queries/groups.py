"""Groups with a public face."""

from django.db.models import Count, Q, QuerySet

from workgroups.groups.models import Group


def public_groups() -> QuerySet[Group]:
    """Return the groups with a public face, by name, with their numbers of delegations and reports."""
    found = Group.objects.filter(is_public=True).exclude(state=Group.State.PROPOSED).select_related("programme")
    counts = {
        "delegation_count": Count("delegations", distinct=True, filter=Q(delegations__until=None)),
        "report_count": Count("reports", distinct=True),
    }
    return found.annotate(**counts).order_by("name")
