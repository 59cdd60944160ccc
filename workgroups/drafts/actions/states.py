"""Move a draft from state to state, and say what a group allows in each."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from workgroups.core import text
from workgroups.core.errors import Refused
from workgroups.drafts import queries
from workgroups.drafts.actions.versions import freeze_version
from workgroups.drafts.events import DraftMoved, StatesChosen
from workgroups.drafts.logic import states
from workgroups.drafts.models import Draft, DraftMove, StateRule
from workgroups.drafts.permissions import can_choose_states, can_move, can_move_to
from workgroups.events.actions import emit
from workgroups.groups.permissions import Member, require


@transaction.atomic
def move_draft(*, actor: Member, draft: Draft, state: str, reason: str = "") -> DraftMove:
    """Bring a draft to another state; who may write there holds at once, on open pages too.

    Adopting freezes the text as a version. What was adopted is opened again only with a reason.
    """
    require(can_move(actor, draft))
    held = Draft.objects.select_for_update(no_key=True).get(pk=draft.pk)
    before, reason = held.state, text.single_line(reason)
    if state == before or state not in Draft.State.values:
        raise Refused(_("Choose another state than the one it is in."), field="state")
    require(can_move_to(actor, held, state), _("A chair adopts a text and opens it again."))
    if before == Draft.State.ADOPTED and not reason:
        raise Refused(_("Say why the adopted text is opened again."), field="reason")
    version = freeze_version(actor=actor, draft=held, label=_("Adopted text")) if state == Draft.State.ADOPTED else None
    Draft.objects.filter(pk=held.pk).update(state=state, editing=queries.editing_in(held.group_id)[state])
    move = DraftMove.objects.create(
        draft=held, before=before, state=state, reason=reason, version=version, by=actor.person
    )
    emit(
        DraftMoved(
            group_id=held.group_id,
            draft_id=held.pk,
            move_id=move.pk,
            state=state,
            actor_id=actor.person.pk,
            marking=held.marking,
        )
    )
    return move


@transaction.atomic
def choose_states(*, actor: Member, editing: Mapping[str, str]) -> None:
    """Say who may write in the group's drafts of each state; it holds at once, for every draft in it."""
    require(can_choose_states(actor))
    for state in states.CHOSEN:
        if (who := editing.get(state, "")) not in Draft.Editing.values:
            raise Refused(_("Choose for every state who may write."), field=state)
        StateRule.objects.update_or_create(group=actor.group, state=state, defaults={"editing": who})
        Draft.objects.filter(group=actor.group, state=state).update(editing=who)
    emit(StatesChosen(group_id=actor.group.pk, actor_id=actor.person.pk))
