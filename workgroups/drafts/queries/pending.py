"""Delegations that wait for their capital: on which text or blocks, until when, and what has lapsed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.utils.translation import gettext as _

from workgroups.drafts.models import Draft, Position
from workgroups.groups.models import Delegation
from workgroups.groups.queries import Scope
from workgroups.notifications.registry import FollowUp, follow_ups

FINISHED = (Draft.State.ADOPTED, Draft.State.CLOSED)


@dataclass(frozen=True)
class Waiting:
    """One delegation whose position is pending on a draft: on the whole text, on blocks, or both."""

    delegation: Delegation
    positions: list[Position]

    @property
    def until(self) -> date | None:
        """The first of the days."""
        return min((one.until for one in self.positions if one.until), default=None)

    @property
    def has_lapsed(self) -> bool:
        return any(one.has_lapsed for one in self.positions)

    @property
    def is_whole(self) -> bool:
        return any(not one.block for one in self.positions)

    @property
    def blocks(self) -> int:
        """On how many blocks."""
        return sum(bool(one.block) for one in self.positions)


def waiting_on(draft: Draft) -> list[Waiting]:
    """The delegations whose position on a draft is pending, by name; one query."""
    found = Position.objects.filter(draft=draft, ended_at=None, kind=Position.Kind.PENDING)
    by_delegation: dict[int, list[Position]] = {}
    for one in found.select_related("delegation__body").order_by("delegation__body__sort_key", "pk"):
        by_delegation.setdefault(one.delegation_id, []).append(one)
    return [Waiting(those[0].delegation, those) for those in by_delegation.values()]


def dated_pending(draft_id: int) -> list[Position]:
    """The pending positions on a draft that is still worked on, with their days."""
    found = Position.objects.filter(draft=draft_id, ended_at=None, kind=Position.Kind.PENDING, until__isnull=False)
    return list(found.exclude(draft__state__in=FINISHED).order_by("pk"))


@follow_ups(order=12)
def pending_positions(scope: Scope) -> Iterator[FollowUp]:
    """What officers wait for: positions that delegations said are pending, one row a draft and delegation."""
    found = Position.objects.filter(
        ended_at=None,
        kind=Position.Kind.PENDING,
        draft__group__in=scope.groups,
        draft__group__state="active",
        delegation__in=scope.delegations,
    ).exclude(draft__state__in=FINISHED)
    rows: dict[tuple[int, int], list[Position]] = {}
    for one in found.select_related("draft").order_by("until", "pk"):
        rows.setdefault((one.draft_id, one.delegation_id), []).append(one)
    for those in rows.values():
        draft, delegation, until = those[0].draft, scope.delegations[those[0].delegation_id], those[0].until
        draft.group = scope.groups[draft.group_id]
        yield FollowUp(
            kind="drafts.position",
            label=_("Position pending"),
            key=f"drafts.draft:{draft.pk}",
            what=draft.title,
            url=f"{draft.get_absolute_url()}clearing/",
            group_id=draft.group_id,
            who=delegation.body.shown,
            people=scope.writes_to(delegation.pk),
            delegation_id=delegation.pk,
            since=min(one.at for one in those),
            due=datetime.combine(until, time(23, 59), UTC) if until else None,
            is_restricted=draft.is_restricted,
        )
