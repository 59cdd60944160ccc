"""Read the library: reports published here and elsewhere, their releases and corrections."""

from functools import lru_cache
from typing import Any

from django.db.models import Prefetch, QuerySet

from workgroups.deliverables.models import Build, Correction, Output, Release, Report
from workgroups.groups.models import Group


def published() -> QuerySet[Report]:
    """Return the library: reports of groups with a public face, newest first."""
    found = Report.objects.filter(group__is_public=True)
    found = found.select_related("group__programme", "deliverable", "elsewhere")
    return found.order_by("-first_published_at", "-pk")


def compiling() -> list[Build]:
    """Return the builds under way of demonstration reports that are not out yet: they hold no secret."""
    under_way = Build.objects.filter(status__in=[Build.Status.WAITING, Build.Status.BUILDING])
    found = under_way.filter(
        deliverable__report=None, deliverable__group__is_public=True, deliverable__group__is_demonstration=True
    )
    return list(found.defer("inputs").select_related("deliverable__group").order_by("requested_at", "pk"))


def releases_of(report: Report) -> list[Release]:
    """Return a report's releases with their files but without what they were built from, newest first."""
    files = Prefetch("build__outputs", Output.objects.select_related("file__blob"))
    found = report.releases.select_related("build").defer("build__inputs").prefetch_related(files)
    releases = list(found.order_by("-number"))
    for release in releases:
        release.report = report
    return releases


def front_of(release: Release) -> dict[str, Any]:
    """Return the words of a release's title page as they were frozen (see logic.inputs.FrontInput)."""
    return _front(release.build.inputs_hash)


@lru_cache(maxsize=512)  # of frozen inputs, known by their hash: it cannot become stale
def _front(inputs_hash: str) -> dict[str, Any]:
    found = Build.objects.filter(inputs_hash=inputs_hash).values_list("inputs__front", flat=True)
    front: dict[str, Any] = found[0]
    return front


def corrections_of(report: Report) -> list[Correction]:
    """Return what was corrected, oldest first, each with who wrote it."""
    return list(report.corrections.select_related("by"))


def elsewhere_in(group: Group) -> list[Report]:
    """Return the group's reports that were published elsewhere, newest first; those without a date last."""
    found = Report.objects.filter(group=group, deliverable=None).select_related("elsewhere", "deliverable")
    return list(found.order_by("-elsewhere__published_on", "-pk"))
