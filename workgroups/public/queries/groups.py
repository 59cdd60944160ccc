"""Groups with a public face, and the pages of programmes and news that everybody may read."""

from django.db.models import Case, Count, Q, QuerySet, When

from workgroups.groups.models import Delegation, Group, ProgrammeYear
from workgroups.news.models import Article


def public_groups() -> QuerySet[Group]:
    """Return the groups with a public face, those at work first, by name.

    With their numbers of reports and of participating delegations (0: their members are not known).
    """
    found = (
        Group.objects.filter(is_public=True, is_listed=True)
        .exclude(state=Group.State.PROPOSED)
        .select_related("programme")
    )
    counts = {
        "delegation_count": Count(
            "delegations",
            distinct=True,
            filter=Q(delegations__until=None, delegations__standing=Delegation.Standing.PARTICIPATING),
        ),
        "report_count": Count("reports", distinct=True),
    }
    at_work_first = Case(When(state=Group.State.ACTIVE, then=0), default=1)
    return found.annotate(**counts).order_by(at_work_first, "name")


def public_years() -> QuerySet[ProgrammeYear]:
    """Return the published years of all public programmes; one query."""
    found = ProgrammeYear.objects.filter(programme__is_public=True, state=ProgrammeYear.State.PUBLISHED)
    return found.select_related("programme").order_by("programme__slug", "-year")


def public_articles() -> QuerySet[Article]:
    """Return the published articles of public programmes, translations too, without their texts; one query."""
    found = Article.objects.filter(programme__is_public=True, state=Article.State.PUBLISHED)
    return found.only("slug", "changed_at").order_by("slug")
