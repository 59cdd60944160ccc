"""What a group's own rows tell of a year: who joined and left, which milestones were met and which slipped."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workgroups.core import clock, dates, slots
from workgroups.groups.logic.yearly import Told, as_markdown, quoted
from workgroups.groups.models import Delegation, Group, Milestone, MilestoneMove, Office, Seat


def year_told(group: Group, since: date, until: date) -> str:
    """Return what all domains tell of a group's year (both days included), as Markdown in the language of now.

    Restricted things are left out: the text is for everybody in the group.
    """
    found: list[Iterable[Told]] = slots.gather("groups.yearly", group, since, until)
    span = _("This text was drafted from what the group recorded from %(since)s to %(until)s. Check it and write on.")
    words = {"since": dates.long_day(since), "until": dates.long_day(until)}
    return f"{span % words}\n\n{as_markdown(part for parts in found for part in parts)}"


def last_period(group: Group) -> tuple[date, date]:
    """Return the days of the running or latest term, up to today; without terms this calendar year up to today."""
    today = clock.now().date()
    term = group.terms.filter(since__lte=today).order_by("-since").first()
    if term is None:
        return date(today.year, 1, 1), today
    return term.since, min(term.until or today, today)


@slots.fill("groups.yearly", order=40)
def plan_told(group: Group, since: date, until: date) -> list[Told]:
    """Tell which milestones were met, and which were moved within the year."""
    states = Milestone.State
    met = list(group.milestones.filter(state=states.DONE, closed_on__range=(since, until)).order_by("closed_on"))
    late = [row for row in met if row.closed_on and row.closed_on > row.due]
    overdue = list(group.milestones.filter(state__in=[states.PLANNED, states.UNDERWAY], due__range=(since, until)))
    moves = MilestoneMove.objects.filter(milestone__group=group, moved_at__date__range=(since, until))
    points = [f"{quoted(row.title)} ({dates.long_day(row.closed_on)})" for row in met if row.closed_on]
    points += [_("Not reached: %(title)s, due on %(day)s") % _named(row) for row in overdue]
    points += [_moved(move) for move in moves.select_related("milestone")]
    if not points:
        return [Told(_("Work plan"), [_("The record holds no milestone of this time.")])]
    words = ngettext("%(count)s milestone was reached", "%(count)s milestones were reached", len(met))
    rest = ngettext("%(count)s of them after its day", "%(count)s of them after their day", len(late))
    first = f"{words % {'count': len(met)}}; {rest % {'count': len(late)}}." if met else _("No milestone was reached.")
    return [Told(_("Work plan"), [first], points)]


@slots.fill("groups.yearly", order=60)
def members_told(group: Group, since: date, until: date) -> list[Told]:
    """Tell which delegations joined, and how seats and offices changed hands."""
    joined = Delegation.objects.filter(group=group, since__range=(since, until)).select_related("body")
    seats = Seat.objects.filter(delegation__group=group)
    begun, ended = seats.filter(since__range=(since, until)).count(), seats.filter(until__range=(since, until)).count()
    points = [_("%(body)s joined.") % {"body": quoted(one.body.shown)} for one in joined.order_by("since", "pk")]
    points += _changed_hands(group, "since", _("%(name)s became %(office)s."), since, until)
    points += _changed_hands(group, "until", _("%(name)s ceased to be %(office)s."), since, until)
    taken = ngettext("%(count)s seat was taken", "%(count)s seats were taken", begun) % {"count": begun}
    left = ngettext("%(count)s seat ended", "%(count)s seats ended", ended) % {"count": ended}
    return [Told(_("Members"), [f"{taken}; {left}."], points)]


def _changed_hands(group: Group, end: str, words: str, since: date, until: date) -> list[str]:
    found = Office.objects.filter(group=group, through=None, **{f"{end}__range": (since, until)})
    rows = found.select_related("person").order_by(end, "pk")
    return [words % {"name": quoted(one.person.name), "office": one.title} for one in rows]


def _named(row: Milestone) -> dict[str, str]:
    return {"title": quoted(row.title), "day": dates.long_day(row.due)}


def _moved(move: MilestoneMove) -> str:
    words = _("Moved: %(title)s, from %(before)s to %(after)s (%(reason)s)")
    days = {"before": dates.long_day(move.due_before), "after": dates.long_day(move.due_after)}
    return words % {"title": quoted(move.milestone.title), "reason": quoted(move.reason), **days}
