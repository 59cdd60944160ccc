"""What the work plan, the end and the record of a group ask of its reports."""

from collections.abc import Iterable, Sequence

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from workgroups.core import slots
from workgroups.deliverables.models import Deliverable
from workgroups.groups.permissions import Member
from workgroups.groups.queries import OpenEnd
from workgroups.groups.registry import Tied, tie


@tie("deliverable", order=40)
class DeliverableTie:
    """A report: being compiled, or published on a day."""

    label = gettext_lazy("Report")

    def read(self, member: Member, numbers: Sequence[int]) -> dict[int, Tied]:
        found = Deliverable.objects.filter(group=member.group, number__in=numbers)
        return {one.number: self._tied(one) for one in found.select_related("group", "report")}

    def offered(self, member: Member) -> Iterable[tuple[int, str]]:
        return Deliverable.objects.filter(group=member.group).order_by("-number").values_list("number", "title")

    def _tied(self, deliverable: Deliverable) -> Tied:
        report = getattr(deliverable, "report", None)
        if report is None:
            title, url = deliverable.title, deliverable.get_absolute_url()
            return Tied(title, url, _("Being compiled"), "active", is_deliverable=True)
        day = timezone.localdate(report.first_published_at)
        return Tied(deliverable.title, report.get_absolute_url(), _("Published"), "settled", day, is_deliverable=True)


@slots.fill("groups.closing", order=50)
def unpublished_reports(member: Member) -> list[OpenEnd]:
    """Tell of reports that are not published."""
    found = Deliverable.objects.filter(group=member.group).annotate(releases=Count("report__releases"))
    if not (count := found.filter(releases=0).count()):
        return []
    words = ngettext("%(count)s report is not published", "%(count)s reports are not published", count)
    url = reverse("deliverables:deliverable-list", args=[member.group.slug])
    return [OpenEnd(words % {"count": count}, url, _("They can still be compiled, signed and published."))]


@slots.fill("groups.record")
def names_of_reports(field: str, ids: set[int]) -> dict[int, str] | None:
    """Name reports in the record of what officers did."""
    found = Deliverable.objects.filter(pk__in=ids).values_list("pk", "title")
    return dict(found) if field == "deliverable_id" else None
