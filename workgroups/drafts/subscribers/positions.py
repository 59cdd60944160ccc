"""On positions that wait for a capital: remind the delegation before its day and on it, say when it has lapsed."""

from workgroups.core import clock
from workgroups.drafts import queries
from workgroups.drafts.events import PositionStated
from workgroups.drafts.logic.pending import next_stage, stages
from workgroups.drafts.models import Draft, Position
from workgroups.events.subscribe import on
from workgroups.groups.events import GroupReopened
from workgroups.groups.queries import officers_of
from workgroups.notifications.actions import file_notices
from workgroups.notifications.registry import colleagues_in
from workgroups.timers.actions import set_timer
from workgroups.timers.registry import handles

TIMER = "drafts.pending"


@on(PositionStated, reader="timers")
def time_the_days(event: PositionStated) -> None:
    """Notice the next day on which a delegation is reminded."""
    _set(event.draft_id)


@on(GroupReopened, reader="timers")
def time_the_days_again(event: GroupReopened) -> None:
    """Those that did not fire while the group's work was ended."""
    held = Position.objects.filter(draft__group=event.group_id, ended_at=None, kind=Position.Kind.PENDING)
    for draft_id in held.values_list("draft_id", flat=True).distinct():
        _set(draft_id)


@handles(TIMER)
def tell_of_the_days(draft_id: int) -> None:
    """Remind each delegation whose day is near or here; tell officers too of one that has passed."""
    today = clock.now().date()
    draft = Draft.objects.select_related("group").filter(pk=draft_id, group__state="active").first()
    due = [one for one in queries.dated_pending(draft_id) if one.until and today in stages(one.until)] if draft else []
    people = colleagues_in({one.delegation_id for one in due})
    due.sort(key=lambda one: str(one.until), reverse=True)
    for one in {held.delegation_id: held for held in due}.values():  # one of several days: the first of them
        _file("drafts.position_due", one, {person.pk for person in people[one.delegation_id]})
        if draft and one.has_lapsed:
            _file("drafts.position_lapsed", one, set(officers_of(draft.group).values_list("person_id", flat=True)))
    _set(draft_id)


def _set(draft_id: int) -> None:
    untils = [one.until for one in queries.dated_pending(draft_id) if one.until]
    if due := next_stage(untils, clock.now()):
        set_timer(kind=TIMER, subject_id=draft_id, due=due)


def _file(kind: str, one: Position, readers: set[int]) -> None:
    file_notices(
        kind=kind,
        key=f"{one.draft_id}:{one.delegation_id}:{clock.now().date().isoformat()}",
        readers=sorted(readers),
        group_id=Draft.objects.values_list("group_id", flat=True).get(pk=one.draft_id),
        subject_id=one.pk,
        at=clock.now(),
    )
