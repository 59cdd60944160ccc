"""What the work plan, the end and the record of a group ask of its polls and decisions."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from workgroups.core import slots
from workgroups.groups.permissions import Member, markings_read
from workgroups.groups.queries import OpenEnd
from workgroups.groups.registry import Tied, tie
from workgroups.polls.models import Decision

OFFERED = 80


@tie("decision", order=30)
class DecisionTie:
    """A poll, a call for input or a decision: open or closed."""

    label = gettext_lazy("Poll or decision")

    def read(self, member: Member, numbers: Sequence[int]) -> dict[int, Tied]:
        return {one.number: self._tied(one) for one in _readable(member).filter(number__in=numbers)}

    def offered(self, member: Member) -> Iterable[tuple[int, str]]:
        found = _readable(member).order_by("-number")[:OFFERED]
        return [(one.number, f"{one.number}. {one.title}") for one in found]

    def _tied(self, decision: Decision) -> Tied:
        if decision.state == Decision.State.OPEN:
            word, kind = _("Open"), "active"
        else:
            word = _("Decided") if decision.kind == Decision.Kind.RECORDED else _("Closed")
            kind = "settled"
        return Tied(decision.title, decision.get_absolute_url(), word, kind, on=decision.decided_on)


@slots.fill("groups.closing", order=30)
def open_polls(member: Member) -> list[OpenEnd]:
    """Tell of polls and calls that are still open."""
    if not (count := _readable(member).filter(state=Decision.State.OPEN).count()):
        return []
    words = ngettext("%(count)s poll or call for input is open", "%(count)s polls and calls for input are open", count)
    then = _("Nobody can answer any more and no deadline closes them: close them first to keep a result.")
    return [OpenEnd(words % {"count": count}, reverse("polls:decision-list", args=[member.group.slug]), then)]


@slots.fill("groups.record")
def names_of_decisions(field: str, ids: set[int]) -> dict[int, str] | None:
    """Name polls and decisions in the record of what officers did."""
    return dict(Decision.objects.filter(pk__in=ids).values_list("pk", "title")) if field == "decision_id" else None


def _readable(member: Member) -> QuerySet[Decision]:
    return Decision.objects.filter(group=member.group, marking__in=markings_read(member)).select_related("group")
