"""What happens to drafts, without their words."""

from workgroups.drafts.events.comments import (
    CommentAdded,
    CommentAnswered,
    CommentEdited,
    CommentingChosen,
    CommentPurged,
    CommentRemoved,
    CommentReopened,
    CommentResolved,
    CommentRestored,
    OfComment,
)
from workgroups.drafts.events.drafts import (
    DraftChanged,
    DraftCreated,
    DraftMarked,
    DraftMoved,
    DraftPurged,
    PurgeOrdered,
    StatesChosen,
    VersionNamed,
)
from workgroups.drafts.events.files import ArrivalBrought, ArrivalChanged, CopyAsked, CopyChanged
from workgroups.drafts.events.positions import BracketChanged, BracketCleaned, BracketOpened, PositionStated
from workgroups.drafts.events.proposals import (
    PenGiven,
    ProposalAnswered,
    ProposalMade,
    ProposalReopened,
    ProposalWithdrawn,
)
from workgroups.drafts.events.references import ReferenceChanged

__all__ = [
    "ArrivalBrought",
    "ArrivalChanged",
    "BracketChanged",
    "BracketCleaned",
    "BracketOpened",
    "CommentAdded",
    "CommentAnswered",
    "CommentEdited",
    "CommentPurged",
    "CommentRemoved",
    "CommentReopened",
    "CommentResolved",
    "CommentRestored",
    "CommentingChosen",
    "CopyAsked",
    "CopyChanged",
    "DraftChanged",
    "DraftCreated",
    "DraftMarked",
    "DraftMoved",
    "DraftPurged",
    "OfComment",
    "PenGiven",
    "PositionStated",
    "ProposalAnswered",
    "ProposalMade",
    "ProposalReopened",
    "ProposalWithdrawn",
    "PurgeOrdered",
    "ReferenceChanged",
    "StatesChosen",
    "VersionNamed",
]
