"""Read what everybody may see."""

from itertools import groupby

from django.db.models import Count, Q, QuerySet

from workgroups.deliverables.models import Report
from workgroups.deliverables.queries import published
from workgroups.groups.models import Group


def public_groups() -> QuerySet[Group]:
    """Return the groups with a public face, by name, with their numbers of delegations and reports."""
    found = Group.objects.filter(is_public=True).exclude(state=Group.State.PROPOSED).select_related("programme")
    counts = {
        "delegation_count": Count("delegations", distinct=True, filter=Q(delegations__until=None)),
        "report_count": Count("reports", distinct=True),
    }
    return found.annotate(**counts).order_by("name")


def reports_by_year() -> list[tuple[int | None, list[Report]]]:
    """Return the library: years, newest first, each with its reports; last (None) those whose year is not recorded."""
    found = sorted(published(), key=lambda one: one.year or 0, reverse=True)
    return [(year, list(reports)) for year, reports in groupby(found, key=lambda one: one.year)]
