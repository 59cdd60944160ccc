"""The shape of what a person gives for a draft."""

from workgroups.drafts.forms.blocks import BlockForm, FigureForm, ReferenceForm
from workgroups.drafts.forms.comments import CommentEditForm, CommentForm, CommentingForm
from workgroups.drafts.forms.copies import CopyForm
from workgroups.drafts.forms.drafts import DraftForm, MoveForm, PurgeForm, VersionForm
from workgroups.drafts.forms.files import BeginForm, FileForm, MatrixForm
from workgroups.drafts.forms.positions import AlternativeForm, BracketForm, CleanForm, PartyForm, PositionForm
from workgroups.drafts.forms.proposals import AnswerForm, MergeForm, PenForm, ProposalForm
from workgroups.drafts.forms.sections import (
    LockForm,
    SectionForm,
    TieForm,
)

__all__ = [
    "AlternativeForm",
    "AnswerForm",
    "BeginForm",
    "BlockForm",
    "BracketForm",
    "CleanForm",
    "CommentEditForm",
    "CommentForm",
    "CommentingForm",
    "CopyForm",
    "DraftForm",
    "FigureForm",
    "FileForm",
    "LockForm",
    "MatrixForm",
    "MergeForm",
    "MoveForm",
    "PartyForm",
    "PenForm",
    "PositionForm",
    "ProposalForm",
    "PurgeForm",
    "ReferenceForm",
    "SectionForm",
    "TieForm",
    "VersionForm",
]
