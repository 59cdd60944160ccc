"""Proposals, their answers, and who holds the pen."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from workgroups.events.events import Event
from workgroups.groups.events import OfMarked


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
