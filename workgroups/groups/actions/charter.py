"""Draft terms of reference, set down that they were agreed, and choose whether the public reads them."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.core import clock, text
from workgroups.core.errors import Refused
from workgroups.events.actions import emit
from workgroups.groups.actions.numbers import next_number
from workgroups.groups.events import CharterAgreed, CharterDrafted, CharterEdited, CharterShown
from workgroups.groups.models import Charter, Group
from workgroups.groups.permissions import require_officer

NUMBERS = "charter"


@transaction.atomic
def draft_charter(*, actor: Person, group: Group, body: str, language: str, note: str = "") -> Charter:
    """Begin the next version; one draft a language, so that nobody writes beside somebody else."""
    require_officer(actor, group)
    if Charter.objects.filter(group=group, language=language, state=Charter.State.DRAFT).exists():
        raise Refused(_("There is a draft in this language already: change that one."), field="language")
    charter = Charter.objects.create(
        group=group,
        number=next_number(group=group, kind=NUMBERS),
        language=language,
        body=_written(body),
        note=text.single_line(note),
        drafted_by=actor,
    )
    emit(CharterDrafted(group_id=group.pk, charter_id=charter.pk, actor_id=actor.pk))
    return charter


@transaction.atomic
def edit_charter(*, actor: Person, charter: Charter, body: str, note: str = "") -> None:
    """Change the words of a draft."""
    require_officer(actor, charter.group)
    _require_draft(charter)
    values = {"body": _written(body), "note": text.single_line(note), "changed_at": clock.now()}
    Charter.objects.filter(pk=charter.pk).update(**values)
    emit(CharterEdited(group_id=charter.group_id, charter_id=charter.pk, actor_id=actor.pk))


@transaction.atomic
def agree_charter(
    *, actor: Person, charter: Charter, agreed_on: date, decision_number: int | None = None, is_public: bool = False
) -> None:
    """Set down on which day a draft was agreed, and by which decision if there is one; its words then stay."""
    require_officer(actor, charter.group)
    _require_draft(Charter.objects.select_for_update().get(pk=charter.pk))
    if agreed_on > clock.now().date():
        raise Refused(_("This day is still to come: set it down when it has been agreed."), field="agreed_on")
    Charter.objects.filter(pk=charter.pk).update(
        state=Charter.State.AGREED, agreed_on=agreed_on, decision_number=decision_number, is_public=is_public
    )
    emit(CharterAgreed(group_id=charter.group_id, charter_id=charter.pk, actor_id=actor.pk))


@transaction.atomic
def show_charter(*, actor: Person, charter: Charter, is_public: bool) -> None:
    """Let the public read an agreed version, or no longer."""
    require_officer(actor, charter.group)
    if charter.state != Charter.State.AGREED:
        raise Refused(_("The public reads what was agreed, never a draft."))
    Charter.objects.filter(pk=charter.pk).update(is_public=is_public)
    emit(CharterShown(group_id=charter.group_id, charter_id=charter.pk, is_public=is_public, actor_id=actor.pk))


def _require_draft(charter: Charter) -> None:
    if charter.state != Charter.State.DRAFT:
        raise Refused(_("This version was agreed, so its words stay. Draft the next version."))


def _written(body: str) -> str:
    found = body.replace("\r\n", "\n").strip()
    if not found:
        raise Refused(_("Write what the group is asked to do."), field="body")
    return found
