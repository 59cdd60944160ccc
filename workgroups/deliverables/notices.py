"""What waits for chairs (a signature), and what members hear (a release)."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.deliverables.models import Build, Release
from workgroups.deliverables.queries import chairs_among, unsigned_by
from workgroups.notifications.registry import Duty, Line, duties, notice_kind


@duties(order=5, many=True)
def signatures_due(people: Sequence[Person]) -> dict[int, list[Duty]]:
    """Sign what is built."""
    chairs = chairs_among(people)
    return {one.pk: [_sign(build) for build in unsigned_by(one)] for one in people if one.pk in chairs}


def _sign(build: Build) -> Duty:
    return Duty(
        verb=_("Sign off"),
        thing=build.deliverable.title,
        url=build.deliverable.get_absolute_url(),
        group_id=build.deliverable.group_id,
        group_name=build.deliverable.group.name,
        due=None,
        silence=_("If you do nothing, the report is not published."),
    )


@notice_kind("deliverables.released", many=True)
def released(notices: list[Any]) -> dict[int, Line]:
    """A report was published."""
    ids = {notice.subject_id for notice in notices}
    found = Release.objects.select_related("report__deliverable", "report__group").in_bulk(ids)
    return {
        notice.pk: Line(
            title=_("Published: %(title)s") % {"title": release.report.title},
            url=release.get_absolute_url(),
            section="decided",
            detail=release.report.summary,
            reason=_("You are a member of %(group)s.") % {"group": release.report.group.name},
            group_id=release.report.group_id,
        )
        for notice in notices
        if (release := found.get(notice.subject_id))
    }
