"""What the polls and decisions of a group tell of a year."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workgroups.core import dates, slots
from workgroups.groups.models import Group, Marking
from workgroups.groups.queries import Told, quoted
from workgroups.polls.models import Decision


@slots.fill("groups.yearly", order=20)
def decisions_told(group: Group, since: date, until: date) -> list[Told]:
    """Tell what was decided, and which polls and calls were closed; two queries."""
    open_to_all = Decision.objects.filter(group=group).exclude(marking=Marking.RESTRICTED)
    decided = list(
        open_to_all.filter(kind=Decision.Kind.RECORDED, decided_on__range=(since, until)).order_by("decided_on", "pk")
    )
    span = (since, until)
    closed = Q(poll__closed_at__date__range=span) | Q(call__closed_at__date__range=span)
    asked = list(open_to_all.filter(closed, recording=None).order_by("number"))
    one = ngettext("%(count)s decision was recorded.", "%(count)s decisions were recorded.", len(decided))
    two = ngettext(
        "%(count)s poll or call for input was closed.", "%(count)s polls and calls for input were closed.", len(asked)
    )
    return [
        Told(_("Decisions"), [one % {"count": len(decided)}], [_decided(row) for row in decided]),
        Told(_("Polls and calls"), [two % {"count": len(asked)}], [_numbered(row) for row in asked]),
    ]


def _numbered(row: Decision) -> str:
    return _("No. %(number)s: %(title)s") % {"number": row.number, "title": quoted(row.title)}


def _decided(row: Decision) -> str:
    how = f", {row.get_how_display()}" if row.how else ""
    day = dates.long_day(row.decided_on) if row.decided_on else ""
    return f"{_numbered(row)} ({day}{how})"
