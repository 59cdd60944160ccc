"""What happens to drafts, without their words."""

from dataclasses import dataclass, field
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from workgroups.events.events import Event
from workgroups.groups.events import OfMarked


@dataclass(frozen=True)
class DraftCreated(OfMarked, Event):
    name: ClassVar[str] = "drafts.draft_created"
    words = _("began a draft")
    shows = ("drafts",)
    group_id: int
    draft_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class DraftChanged(OfMarked, Event):
    """Said when a draft comes to rest, not for each keystroke."""

    name: ClassVar[str] = "drafts.draft_changed"
    shows = ("drafts", "draft:{draft_id}")
    group_id: int
    draft_id: int
    since_seq: int
    upto_seq: int
    marking: str = "group"


@dataclass(frozen=True)
class VersionNamed(OfMarked, Event):
    name: ClassVar[str] = "drafts.version_named"
    words = _("named a version of a draft")
    shows = ("drafts", "draft:{draft_id}")
    group_id: int
    draft_id: int
    version_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class DraftMarked(Event):
    """A draft has another marking. Who may no longer know of it hears this last thing: their pages close it."""

    name: ClassVar[str] = "drafts.draft_marked"
    shows = ("drafts", "draft:{draft_id}")
    group_id: int
    draft_id: int
    actor_id: int
    marking: str
    before: str


@dataclass(frozen=True)
class ProposalMade(OfMarked, Event):
    """Somebody put forward a change, or a newer one in its place."""

    name: ClassVar[str] = "drafts.proposal_made"
    shows = ("proposals:{draft_id}",)
    group_id: int
    draft_id: int
    proposal_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class ProposalAnswered(OfMarked, Event):
    """A pen-holder accepted, merged or declined a proposal."""

    name: ClassVar[str] = "drafts.proposal_answered"
    words = _("answered a proposal to a draft")
    shows = ("proposals:{draft_id}",)
    group_id: int
    draft_id: int
    proposal_id: int
    actor_id: int
    state: str
    marking: str = "group"


@dataclass(frozen=True)
class ProposalReopened(OfMarked, Event):
    """An answer was undone."""

    name: ClassVar[str] = "drafts.proposal_reopened"
    words = _("undid the answer to a proposal")
    shows = ("proposals:{draft_id}",)
    group_id: int
    draft_id: int
    proposal_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class ProposalWithdrawn(OfMarked, Event):
    name: ClassVar[str] = "drafts.proposal_withdrawn"
    shows = ("proposals:{draft_id}",)
    group_id: int
    draft_id: int
    proposal_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class PenGiven(OfMarked, Event):
    """Officers chose who answers proposals to a draft."""

    name: ClassVar[str] = "drafts.pen_given"
    words = _("chose who answers proposals to a draft")
    shows = ("proposals:{draft_id}",)
    group_id: int
    draft_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class CopyAsked(Event):
    """Somebody wants a draft as a file."""

    name: ClassVar[str] = "drafts.copy_asked"
    when_closed = True
    told = "person"
    shows = ("draft:{draft_id}:copies",)
    group_id: int
    draft_id: int
    copy_id: int
    person_id: int


@dataclass(frozen=True)
class CopyChanged(Event):
    """A worker has begun with it, it is there, or it could not be made."""

    name: ClassVar[str] = "drafts.copy_changed"
    when_closed = True
    told = "person"
    shows = ("draft:{draft_id}:copies",)
    group_id: int
    draft_id: int
    copy_id: int
    person_id: int


@dataclass(frozen=True)
class ArrivalBrought(Event):
    """Somebody brought a file to make a draft of it, or a marked-up copy of one."""

    name: ClassVar[str] = "drafts.arrival_brought"
    told = "person"
    shows = ("arrival:{arrival_id}",)
    group_id: int
    arrival_id: int
    person_id: int


@dataclass(frozen=True)
class ArrivalChanged(Event):
    """A worker has begun with it, it has been read, or it could not be."""

    name: ClassVar[str] = "drafts.arrival_changed"
    when_closed = True
    told = "person"
    shows = ("arrival:{arrival_id}",)
    group_id: int
    arrival_id: int
    person_id: int


@dataclass(frozen=True)
class OfComment(OfMarked):
    """Something that the comments beside a draft show."""

    shows: ClassVar[tuple[str, ...]] = ("draft-comments:{draft_id}",)

    group_id: int
    draft_id: int
    actor_id: int
    comment_id: int
    marking: str = field(kw_only=True, default="group")


@dataclass(frozen=True)
class CommentAdded(OfComment, Event):
    """A comment with its first words; `mentioned` are persons' ids."""

    name: ClassVar[str] = "drafts.comment_added"
    words = _("commented on a draft")
    post_id: int
    mentioned: tuple[int, ...]


@dataclass(frozen=True)
class CommentAnswered(OfComment, Event):
    name: ClassVar[str] = "drafts.comment_answered"
    words = _("answered a comment")
    post_id: int
    mentioned: tuple[int, ...]


@dataclass(frozen=True)
class CommentEdited(OfComment, Event):
    """`mentioned` are those who were not mentioned before the edit."""

    name: ClassVar[str] = "drafts.comment_edited"
    words = _("edited a comment")
    post_id: int
    mentioned: tuple[int, ...]


@dataclass(frozen=True)
class CommentRemoved(OfComment, Event):
    name: ClassVar[str] = "drafts.comment_removed"
    words = _("removed a comment")
    post_id: int


@dataclass(frozen=True)
class CommentRestored(OfComment, Event):
    """A removal was undone in time; `mentioned` are those whose notice went with it."""

    name: ClassVar[str] = "drafts.comment_restored"
    words = _("restored a comment")
    post_id: int
    mentioned: tuple[int, ...]


@dataclass(frozen=True)
class CommentPurged(OfComment, Event):
    """Something removed has lost its words for good."""

    name: ClassVar[str] = "drafts.comment_purged"
    when_closed = True
    post_id: int


@dataclass(frozen=True)
class CommentResolved(OfComment, Event):
    name: ClassVar[str] = "drafts.comment_resolved"
    words = _("resolved a comment")


@dataclass(frozen=True)
class CommentReopened(OfComment, Event):
    name: ClassVar[str] = "drafts.comment_reopened"
    words = _("opened a comment again")


@dataclass(frozen=True)
class CommentingChosen(OfMarked, Event):
    """Officers said who may comment on a draft."""

    name: ClassVar[str] = "drafts.commenting_chosen"
    words = _("said who may comment on a draft")
    shows = ("draft-comments:{draft_id}",)
    group_id: int
    draft_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class DraftMoved(OfMarked, Event):
    name: ClassVar[str] = "drafts.draft_moved"
    words = _("moved a draft to another state")
    shows = ("drafts", "draft:{draft_id}")
    group_id: int
    draft_id: int
    move_id: int
    state: str
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class StatesChosen(Event):
    name: ClassVar[str] = "drafts.states_chosen"
    words = _("said who may write in which state of a draft")
    shows = ("drafts", "draft-states")
    group_id: int
    actor_id: int


@dataclass(frozen=True)
class ReferenceChanged(Event):
    """A work came into the group's list, was set anew, removed or put back."""

    name: ClassVar[str] = "drafts.reference_changed"
    shows = ("references",)
    group_id: int
    reference_id: int
    actor_id: int


@dataclass(frozen=True)
class PurgeOrdered(OfMarked, Event):
    name: ClassVar[str] = "drafts.purge_ordered"
    words = _("ordered that the history of a draft is purged")
    shows = ("draft:{draft_id}:purges",)
    group_id: int
    draft_id: int
    purge_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class DraftPurged(OfMarked, Event):
    name: ClassVar[str] = "drafts.draft_purged"
    words = _("purged the history of a draft")
    shows = ("drafts", "draft:{draft_id}", "draft:{draft_id}:purges")
    group_id: int
    draft_id: int
    purge_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class BracketOpened(OfMarked, Event):
    """Words are disputed, with alternatives beside each other."""

    name: ClassVar[str] = "drafts.bracket_opened"
    words = _("put words of a draft in brackets")
    shows = ("positions:{draft_id}",)
    group_id: int
    draft_id: int
    bracket_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class BracketChanged(OfMarked, Event):
    """An alternative was added, or a delegation stands behind another one."""

    name: ClassVar[str] = "drafts.bracket_changed"
    shows = ("positions:{draft_id}",)
    group_id: int
    draft_id: int
    bracket_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class BracketCleaned(OfMarked, Event):
    """A wording was agreed and stands in the text."""

    name: ClassVar[str] = "drafts.bracket_cleaned"
    words = _("cleaned a bracket in a draft")
    shows = ("positions:{draft_id}",)
    group_id: int
    draft_id: int
    bracket_id: int
    actor_id: int
    marking: str = "group"


@dataclass(frozen=True)
class PositionStated(OfMarked, Event):
    """A delegation stated or ended its position on a block."""

    name: ClassVar[str] = "drafts.position_stated"
    shows = ("positions:{draft_id}",)
    group_id: int
    draft_id: int
    delegation_id: int
    actor_id: int
    marking: str = "group"
