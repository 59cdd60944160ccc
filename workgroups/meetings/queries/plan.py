"""What the work plan, the end and the record of a group ask of its meetings."""

from collections.abc import Iterable, Sequence
from itertools import chain

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from workgroups.core import clock, dates, slots
from workgroups.groups.permissions import Member, markings_read
from workgroups.groups.queries import OpenEnd
from workgroups.groups.registry import Tied, tie
from workgroups.meetings.models import Meeting, Series, Task

OFFERED = 40


@tie("meeting", order=10)
class MeetingTie:
    """A meeting to which a milestone leads: planned, cancelled or held, on its day as it is now."""

    label = gettext_lazy("Meeting")

    def read(self, member: Member, numbers: Sequence[int]) -> dict[int, Tied]:
        return {one.number: self._tied(one) for one in _readable(member).filter(number__in=numbers)}

    def offered(self, member: Member) -> Iterable[tuple[int, str]]:
        coming = _readable(member).filter(ends_at__gte=clock.now()).order_by("starts_at")[:OFFERED]
        held = _readable(member).filter(ends_at__lt=clock.now()).order_by("-starts_at")[:OFFERED]
        return [(one.number, f"{one.title}, {dates.day(one.day)}") for one in chain(coming, held)]

    def _tied(self, meeting: Meeting) -> Tied:
        if meeting.state == Meeting.State.CANCELLED:
            word, kind = _("Cancelled"), "breaks"
        elif meeting.ends_at < clock.now():
            word, kind = _("Held"), "settled"
        else:
            word, kind = _("Planned"), "active"
        return Tied(meeting.title, meeting.get_absolute_url(), word, kind, on=meeting.day)


@slots.fill("groups.closing", order=20)
def unfinished_meetings(member: Member) -> list[OpenEnd]:
    """Tell of meetings still to come, of running series, and of tasks nobody has done."""
    group, found, url = member.group, [], reverse("meetings:meeting-list", args=[member.group.slug])
    coming = _readable(member).filter(starts_at__gt=clock.now(), state=Meeting.State.PLANNED)
    if count := coming.count():
        words = ngettext("%(count)s meeting is still to come", "%(count)s meetings are still to come", count)
        found.append(OpenEnd(words % {"count": count}, url, _("They are cancelled, in calendars too.")))
    if count := Series.objects.filter(group=group, last_day=None).count():
        words = ngettext("%(count)s series of meetings goes on", "%(count)s series of meetings go on", count)
        found.append(OpenEnd(words % {"count": count}, url, _("They stop.")))
    tasks = Task.objects.filter(group=group, done_at=None, kind=Task.Kind.TASK, meeting__recorded_from="")
    if count := tasks.count():
        words = ngettext("%(count)s task is not done", "%(count)s tasks are not done", count)
        found.append(OpenEnd(words % {"count": count}, url, _("They stay on the pages of their meetings.")))
    return found


@slots.fill("groups.record")
def names_of_meetings(field: str, ids: set[int]) -> dict[int, str] | None:
    """Name meetings in the record of what officers did."""
    return dict(Meeting.objects.filter(pk__in=ids).values_list("pk", "title")) if field == "meeting_id" else None


def _readable(member: Member) -> QuerySet[Meeting]:
    return Meeting.objects.filter(group=member.group, marking__in=markings_read(member)).select_related("group")
