"""What waits for chairs (a signature), and what members hear (a release)."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workgroups.deliverables.models import Deliverable, Release
from workgroups.deliverables.queries.duties import SIGNATURES_DUE
from workgroups.groups.registry import Held, holding
from workgroups.notifications.registry import Duty, Line, Open, duty_rows, notice_kind


@duty_rows("deliverables.sign", SIGNATURES_DUE, order=5)
def signature_due(one: Open) -> Duty:
    """Sign what is built."""
    return Duty(
        verb=_("Sign off"),
        thing=one.data["title"],
        url=reverse("deliverables:deliverable-page", args=[one.group_slug, one.data["number"]]),
        group_id=one.group_id,
        group_name=one.group_name,
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


@holding("reports", order=35)
class ReportsBegun:
    """The reports that somebody began and that are not published yet: they belong to the officers."""

    label = gettext_lazy("Reports begun")

    def held(self, group: Any, person: Any) -> list[Held]:
        stays = _("Stays with the chairs and the secretariat.")
        found = Deliverable.objects.filter(group=group, created_by=person, report=None).select_related("group")
        return [
            Held(str(one.pk), one.title, one.get_absolute_url(), passes=False, stays=stays)
            for one in found.order_by("-number")
        ]

    def pass_on(self, *, actor: Any, group: Any, leaver: Any, successor: Any, keys: Sequence[str]) -> None:
        """Nothing passes: whoever holds the office goes on with it."""
