"""Comments on words of a draft."""

from dataclasses import dataclass, field
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from workgroups.events.events import Event
from workgroups.groups.events import OfMarked


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
