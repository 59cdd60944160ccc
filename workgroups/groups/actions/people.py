"""Bring in people from a spreadsheet: read it, judge it, write what is good in a constant number of statements."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.core import clock, text
from workgroups.core.errors import Refused
from workgroups.events.actions import emit
from workgroups.groups.actions.epoch import open_epoch
from workgroups.groups.actions.invitations import INVITATION_LASTS
from workgroups.groups.events import InvitationsSent, PeopleImported, PeopleListForgotten, PeopleListRead
from workgroups.groups.logic.joining import Judged, Report, country_of
from workgroups.groups.logic.people import rows_of
from workgroups.groups.models import Body, Delegation, Group, Invitation, PeopleList
from workgroups.groups.permissions import require_officer
from workgroups.groups.queries import report_of


@transaction.atomic
def read_people(*, actor: Person, group: Group, name: str, table: Sequence[Sequence[str]]) -> PeopleList:
    """Keep a spreadsheet's rows to be judged; nothing of them is in the group yet."""
    require_officer(actor, group)
    rows, ignored = rows_of(table)
    people = PeopleList.objects.create(
        group=group, by=actor, name=text.single_line(name)[:200], rows=rows, ignored=ignored
    )
    emit(PeopleListRead(group_id=group.pk, people_list_id=people.pk, actor_id=actor.pk))
    return people


@transaction.atomic
def import_people(*, actor: Person, people: PeopleList, choices: Mapping[str, str]) -> list[Invitation]:
    """Make a prepared invitation of each good row, and the delegations they need; once more doubles nothing.

    `choices` says by plain name what an unknown body is (see `logic.joining.NewBody`).
    """
    require_officer(actor, people.group)
    group = Group.objects.select_for_update(no_key=True).get(pk=people.group_id)  # two lists at once: one waits
    report = report_of(people, choices)
    if not report.new:
        raise Refused(_("No row of this list can come in now: nothing was changed."))
    delegations = _delegations(group, report)
    invitations = _invitations(actor, people, report.new, delegations)
    count = F("imported") + len(invitations)
    PeopleList.objects.filter(pk=people.pk).update(imported_at=clock.now(), imported=count)
    emit(PeopleImported(group_id=group.pk, people_list_id=people.pk, actor_id=actor.pk))
    return invitations


@transaction.atomic
def send_invitations(*, actor: Person, group: Group, invitation_ids: Sequence[int]) -> list[Invitation]:
    """Mail these open offers, each valid for its full time from now; raises Refused when there is none among them."""
    require_officer(actor, group)
    found = Invitation.objects.select_for_update().filter(
        group=group, pk__in=invitation_ids, accepted_at=None, withdrawn_at=None
    )
    chosen = list(found.order_by("pk"))
    if not chosen:
        raise Refused(_("Choose at least one invitation that nobody has taken up."))
    ids = tuple(one.pk for one in chosen)
    now = clock.now()
    Invitation.objects.filter(pk__in=ids).update(
        times_sent=F("times_sent") + 1, sent_at=now, expires_at=now + INVITATION_LASTS
    )
    for one in chosen:
        one.sent_at = now
    emit(InvitationsSent(group_id=group.pk, invitation_ids=ids, actor_id=actor.pk))
    return chosen


@transaction.atomic
def forget_people_list(*, people: PeopleList) -> None:
    """Take a list away with everything that is written in it; what came in stays."""
    group_id, list_id = people.group_id, people.pk
    PeopleList.objects.filter(pk=list_id).delete()
    emit(PeopleListForgotten(group_id=group_id, people_list_id=list_id))


def _delegations(group: Group, report: Report) -> dict[int | str, Delegation]:
    """Return the delegation of each body by its number or, for a new one, its plain name; make what is missing."""
    rows = [row for row in report.new if row.entry.body]
    bodies = _bodies(report, rows)
    standings: dict[int, str] = {}
    for row in rows:
        standings.setdefault(bodies[_key(row)], row.entry.standing or Delegation.Standing.PARTICIPATING)
    there = set(Delegation.objects.filter(group=group).values_list("body_id", flat=True))
    today = clock.now().date()
    made = [
        Delegation(group=group, body_id=body_id, standing=standing, since=today)
        for body_id, standing in standings.items()
        if body_id not in there
    ]
    if made:
        Delegation.objects.bulk_create(made)
        open_epoch(group)
    found = {one.body_id: one for one in Delegation.objects.filter(group=group, body_id__in=standings)}
    return {key: found[body_id] for key, body_id in bodies.items()}


def _bodies(report: Report, rows: list[Judged]) -> dict[int | str, int]:
    """Return the number of each row's body; bodies that the installation did not know are made."""
    kinds = {unknown.key: unknown.chosen for unknown in report.unknown}
    new = {row.new_body: text.single_line(row.entry.body) for row in reversed(rows) if row.new_body}
    made = [_body(name, kinds[key]) for key, name in new.items()]
    if made:
        Body.objects.bulk_create(made, ignore_conflicts=True)  # another group may have made it meanwhile
    numbers = dict(Body.objects.filter(name__in=new.values()).values_list("name", "pk")) if new else {}
    known: dict[int | str, int] = {row.body.pk: row.body.pk for row in rows if row.body}
    return known | {key: numbers[name] for key, name in new.items()}


def _body(name: str, kind: str) -> Body:
    country = country_of(name) if kind == Body.Kind.STATE else ""
    return Body(name=name, kind=kind, country=country, sort_key=text.fold(name))


def _key(row: Judged) -> int | str:
    return row.body.pk if row.body else row.new_body


def _invitations(
    actor: Person, people: PeopleList, rows: list[Judged], delegations: Mapping[int | str, Delegation]
) -> list[Invitation]:
    now = clock.now()
    made = [
        Invitation(
            group_id=people.group_id,
            delegation=delegations[_key(row)] if row.entry.body else None,
            seat_role=row.entry.seat,
            office_role=row.entry.office,
            email=row.entry.email,
            name=row.entry.name,
            language=row.entry.language,
            since=row.entry.since,
            until=row.entry.until,
            invited_by=actor,
            invited_at=now,
            expires_at=now + INVITATION_LASTS,
            times_sent=0,
            people_list=people,
        )
        for row in rows
    ]
    return Invitation.objects.bulk_create(made)
