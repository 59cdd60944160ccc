"""Which states a group's drafts go through, and how one came to its own."""

from dataclasses import dataclass

from django.db.models import QuerySet

from workgroups.drafts.logic import states
from workgroups.drafts.models import Draft, DraftMove, StateRule


@dataclass(frozen=True)
class StateLine:
    """A state, and what it allows in a group."""

    state: Draft.State
    kind: str
    editing: Draft.Editing
    proposes: bool
    comments: bool
    chosen: bool
    """whether the group says who may write in it"""


def editing_in(group_id: int) -> dict[str, str]:
    """Return who may write in each state of a group's drafts."""
    own = StateRule.objects.filter(group_id=group_id, state__in=states.CHOSEN)
    return states.EDITING | dict(own.values_list("state", "editing"))


def states_of(group_id: int) -> list[StateLine]:
    """Return every state with what it allows in a group, in the order in which a text goes through them."""
    editing = editing_in(group_id)
    return [
        StateLine(
            state,
            states.KINDS[state],
            Draft.Editing(editing[state]),
            proposes=state in states.PROPOSING,
            comments=state in states.COMMENTING,
            chosen=state in states.CHOSEN,
        )
        for state in Draft.State
    ]


def moves_of(draft: Draft) -> QuerySet[DraftMove]:
    """Return how a draft came from state to state, newest first."""
    found = draft.moves.select_related("by", "version__draft__group")
    return found.defer("version__pm_json", "version__update").order_by("-pk")
