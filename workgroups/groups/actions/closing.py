"""End a group's work, put it into the archive, take it up again with a new term."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.core import clock, text
from workgroups.core.errors import Refused
from workgroups.events.actions import emit
from workgroups.groups.actions.epoch import open_epoch
from workgroups.groups.events import GroupArchived, GroupConcluded, GroupReopened
from workgroups.groups.models import Conclusion, Group, Term
from workgroups.groups.permissions import OPEN_STATES, require, require_officer


@transaction.atomic
def conclude_group(
    *, actor: Person, group: Group, note: str = "", language: str = "en", on: date | None = None
) -> Conclusion:
    """End a group's work on a day: writing stops, everything stays to be read, the running terms end."""
    require_officer(actor, group)
    found = Group.objects.select_for_update(no_key=True).get(pk=group.pk)
    day = on or clock.now().date()
    if found.state not in OPEN_STATES:
        raise Refused(_("The work of this group has ended already."))
    if day > clock.now().date():
        raise Refused(_("This day is still to come: conclude the group when it is here."), field="on")
    conclusion = Conclusion.objects.create(
        group=group, concluded_on=day, note=note.strip(), language=language, concluded_by=actor
    )
    Term.objects.filter(group=group, until=None, since__lte=day).update(until=day)
    _stand(group, Group.State.CONCLUDED)
    emit(GroupConcluded(group_id=group.pk, actor_id=actor.pk))
    return conclusion


@transaction.atomic
def archive_group(*, actor: Person, group: Group) -> None:
    """Put a concluded group into the archive; the installation's officers can still take it up again."""
    require_officer(actor, group)
    found = Group.objects.select_for_update(no_key=True).get(pk=group.pk)
    if found.state != Group.State.CONCLUDED:
        raise Refused(_("A group is concluded before it is archived."))
    Conclusion.objects.filter(group=group, reopened_on=None).update(archived_on=clock.now().date())
    _stand(group, Group.State.ARCHIVED)
    emit(GroupArchived(group_id=group.pk, actor_id=actor.pk))


@transaction.atomic
def reopen_group(*, actor: Person, group: Group, name: str, since: date, until: date | None = None) -> Term:
    """Take the work up again with a new term; from the archive only the installation's officers can."""
    require_officer(actor, group)
    found = Group.objects.select_for_update(no_key=True).get(pk=group.pk)
    if found.state in OPEN_STATES:
        raise Refused(_("This group is at work."))
    words = _("Only the officers of the installation take a group out of the archive.")
    require(actor.is_operator or found.state != Group.State.ARCHIVED, words)
    if until and until < since:
        raise Refused(_("A term ends after it begins."), field="until")
    term = Term.objects.create(group=group, name=text.single_line(name), since=since, until=until)
    today = clock.now().date()
    Conclusion.objects.filter(group=group, reopened_on=None).update(reopened_on=today, reopened_by=actor)
    _stand(group, Group.State.ACTIVE)
    emit(GroupReopened(group_id=group.pk, term_id=term.pk, actor_id=actor.pk))
    return term


def _stand(group: Group, state: str) -> None:
    Group.objects.filter(pk=group.pk).update(state=state)
    group.state = state
    open_epoch(group)
