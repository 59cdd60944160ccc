"""What the reports of a group tell of a year."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workgroups.core import dates, slots
from workgroups.deliverables.models import Release
from workgroups.groups.models import Group
from workgroups.groups.queries import Told, quoted


@slots.fill("groups.yearly", order=30)
def releases_told(group: Group, since: date, until: date) -> list[Told]:
    """Tell which releases were published; one query."""
    found = Release.objects.filter(report__group=group, published_at__date__range=(since, until))
    releases = list(found.select_related("report__deliverable", "report__elsewhere").order_by("published_at"))
    words = ngettext("%(count)s release was published.", "%(count)s releases were published.", len(releases))
    return [Told(_("Reports"), [words % {"count": len(releases)}], [_named(one) for one in releases])]


def _named(release: Release) -> str:
    day = dates.long_day(timezone.localdate(release.published_at))
    words = _("%(title)s, release %(number)s (%(day)s)")
    return words % {"title": quoted(release.report.title), "number": release.number, "day": day}
