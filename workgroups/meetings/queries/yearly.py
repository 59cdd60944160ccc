"""What the meetings of a group tell of a year."""

from collections import Counter
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workgroups.core import clock, dates, slots, text
from workgroups.groups.models import Group, Marking
from workgroups.groups.queries import Told, quoted
from workgroups.meetings.models import Attendance, Meeting


@slots.fill("groups.yearly", order=10)
def meetings_told(group: Group, since: date, until: date) -> list[Told]:
    """Tell which meetings were held, and how many each delegation had said that it would come to; three queries."""
    open_to_all = Meeting.objects.filter(group=group, day__range=(since, until)).exclude(marking=Marking.RESTRICTED)
    held = list(open_to_all.filter(state=Meeting.State.PLANNED, ends_at__lte=clock.now()).order_by("starts_at", "pk"))
    cancelled = open_to_all.filter(state=Meeting.State.CANCELLED, starts_at__lte=clock.now()).count()
    words = ngettext("%(count)s meeting was held", "%(count)s meetings were held", len(held)) % {"count": len(held)}
    off = ngettext("%(count)s was cancelled", "%(count)s were cancelled", cancelled) % {"count": cancelled}
    points = [f"{quoted(one.title)} ({dates.days(one.days[0], one.days[-1])})" for one in held]
    table = _coming(held)
    sentences = [f"{words}; {off}."]
    if table:
        sentences.append(_("Who was present is not recorded here; the table counts who had said that they would come."))
    return [Told(_("Meetings"), sentences, points, table)]


def _coming(held: list[Meeting]) -> list[list[str]]:
    """How many of the meetings each delegation said it would come to, by name; nothing where nobody was asked."""
    said = Attendance.objects.filter(meeting__in=held, answer=Attendance.Answer.YES).exclude(delegation=None)
    counts: Counter[str] = Counter()
    for answer in said.select_related("delegation__body").distinct("meeting_id", "delegation_id"):
        if answer.delegation:
            counts[answer.delegation.body.shown] += 1
    if not counts:
        return []
    rows = [[quoted(name), f"{counts[name]} / {len(held)}"] for name in sorted(counts, key=text.fold)]
    return [[_("Delegation"), _("Meetings it would come to")], *rows]
