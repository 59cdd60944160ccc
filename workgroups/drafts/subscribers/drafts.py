"""On draft events: keep search in step, tell those who did not do it themselves."""

from django.db.transaction import on_commit

from workgroups.core import clock, slots
from workgroups.drafts import queries
from workgroups.drafts.events import (
    ArrivalBrought,
    CopyAsked,
    DraftChanged,
    DraftCreated,
    DraftMoved,
    DraftPurged,
    ProposalAnswered,
    ProposalMade,
    VersionNamed,
)
from workgroups.drafts.logic import schema
from workgroups.drafts.models import Draft, Proposal
from workgroups.drafts.tasks import make_copy, read_arrival, sweep_files
from workgroups.events.subscribe import on
from workgroups.files.actions import forget_files
from workgroups.groups.models import Group
from workgroups.groups.queries import people_in, readers_of_marking
from workgroups.notifications.actions import file_notices
from workgroups.search.actions import put
from workgroups.search.registry import hides

hides("draft")(queries.drafts_hidden_from)


@on(DraftCreated, reader="search")
def index_new(event: DraftCreated) -> None:
    """A new draft can be found."""
    _index(event.draft_id)


@on(DraftChanged, reader="search")
def index_changed(event: DraftChanged) -> None:
    """It is found by its words of today."""
    _index(event.draft_id)


@on(DraftPurged, reader="search")
def index_purged(event: DraftPurged) -> None:
    """It is found by what stands; nothing of what left is."""
    _index(event.draft_id)


@on(DraftPurged, reader="drafts")
def forget_purged(event: DraftPurged) -> None:
    """Copies, what was brought and pictures that no text shows leave with it."""
    forget_files(file_ids=queries.files_left_over(Draft.objects.get(pk=event.draft_id)))


@on(DraftCreated, reader="notifications")
def tell_created(event: DraftCreated) -> None:
    """Tell the group of a new draft."""
    _tell("drafts.created", str(event.draft_id), event.group_id, event.draft_id, event.draft_id, {event.actor_id})


@on(DraftChanged, reader="notifications")
def tell_changed(event: DraftChanged) -> None:
    """Tell the group that a draft changed, except those who changed it."""
    writers = queries.writers_between(event.draft_id, event.since_seq, event.upto_seq)
    _tell(
        "drafts.changed", f"{event.draft_id}:{event.upto_seq}", event.group_id, event.draft_id, event.draft_id, writers
    )


@on(VersionNamed, reader="notifications")
def tell_named(event: VersionNamed) -> None:
    """Tell the group of a named version."""
    _tell("drafts.version", str(event.version_id), event.group_id, event.draft_id, event.version_id, {event.actor_id})


@on(ProposalMade, reader="notifications")
def tell_proposed(event: ProposalMade) -> None:
    """Tell the pen-holders of a proposal."""
    draft = Draft.objects.select_related("group", "created_by").get(pk=event.draft_id)
    readers = queries.pen_ids_of(draft) - {event.actor_id}
    _file("drafts.proposed", str(event.proposal_id), readers, event.group_id, event.proposal_id)


@on(ProposalAnswered, reader="notifications")
def tell_answered(event: ProposalAnswered) -> None:
    """Tell the proposer what became of their proposal."""
    readers = {Proposal.objects.values_list("by_id", flat=True).get(pk=event.proposal_id)} - {event.actor_id}
    key = f"{event.proposal_id}:{event.state}"
    _file("drafts.proposal_answered", key, readers, event.group_id, event.proposal_id)


@on(CopyAsked, reader="drafts")
def make_it(event: CopyAsked) -> None:
    """Make the copy now; the sweep does so when this hint is lost."""
    on_commit(lambda: make_copy.delay(event.copy_id), robust=True)


@on(ArrivalBrought, reader="drafts")
def read_it(event: ArrivalBrought) -> None:
    """Read the file now; the sweep does so when this hint is lost."""
    on_commit(lambda: read_arrival.delay(event.arrival_id), robust=True)


@slots.fill("due")
def due_files() -> list[str]:
    """Make and read in this process what waits for a worker, a line for what was done."""
    done = sweep_files()
    return [f"{done} drafts as files"] if done else []


@on(DraftMoved, reader="notifications")
def tell_moved(event: DraftMoved) -> None:
    """Tell the group that a draft came to another state."""
    _tell("drafts.moved", str(event.move_id), event.group_id, event.draft_id, event.move_id, {event.actor_id})


def _index(draft_id: int) -> None:
    if draft := Draft.objects.select_related("group").filter(pk=draft_id).first():
        words = schema.spoken(queries.document_of(draft))
        put(
            kind="draft",
            object_id=draft.pk,
            group_id=draft.group_id,
            title=draft.title,
            text=words,
            url=draft.get_absolute_url(),
            at=draft.changed_at,
        )


def _tell(kind: str, key: str, group_id: int, draft_id: int, subject_id: int, but: set[int]) -> None:
    marking = Draft.objects.values_list("marking", flat=True).get(pk=draft_id)
    told = readers_of_marking(group_id, marking)
    people = told if told is not None else {person.pk for person in people_in(Group.objects.get(pk=group_id))}
    _file(kind, key, people - but, group_id, subject_id)


def _file(kind: str, key: str, readers: set[int], group_id: int, subject_id: int) -> None:
    file_notices(kind=kind, key=key, readers=sorted(readers), group_id=group_id, subject_id=subject_id, at=clock.now())
