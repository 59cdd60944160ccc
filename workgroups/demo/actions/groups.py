"""Found a group of the record from its plan, and let its work end."""

from collections.abc import Sequence
from datetime import date, time

from workgroups.demo.actions.stage import Stage
from workgroups.demo.logic.plans import Plan, Sitting
from workgroups.demo.logic.roster import OPERATOR
from workgroups.groups import actions
from workgroups.groups.models import Group, Office, Programme
from workgroups.groups.permissions import Member
from workgroups.threads.actions import mark_read, pin_thread, start_thread
from workgroups.threads.models import Thread

MORNING = time(9, 0)
JOINED = 45  # working days ago, the cast joined groups of the past


def found(stage: Stage, plan: Plan, programme: Programme, purpose: str, since: date) -> Group:
    """Make the group with its terms, delegations, seats and offices; the operator makes it and leaves it to them."""
    operator = stage.people[OPERATOR]
    group = actions.create_group(
        actor=operator,
        programme=programme,
        slug=plan.slug,
        name=plan.name,
        purpose=purpose,
        demonstration=True,
        kind=plan.kind,
        profile=plan.profile,
    )
    for term in plan.terms:
        actions.add_term(actor=operator, group=group, name=term.name, since=term.since, until=term.until)
    for body in plan.bodies:
        stage.delegations[body.key] = actions.add_delegation(
            actor=operator,
            group=group,
            body_name=body.name,
            kind=body.kind,
            standing=body.standing,
            country=body.country,
            names=body.names,
            since=since,
        )
    _seat(stage, plan.sittings, group, since)
    if not plan.operator_stays:
        office = Office.objects.get(group=group, person=operator)
        actions.end_office(actor=operator, office=office)
    stage.forget_members()
    return group


def admit_readers(stage: Stage, plan: Plan, since: date) -> None:
    """Let some of the cast join a past group; everything in it is old news to them."""
    _seat(stage, plan.readers, stage.group, since)
    stage.forget_members()
    for sitting in plan.readers:
        for thread in Thread.objects.filter(group=stage.group):
            mark_read(actor=stage.member(sitting.handle), thread=thread, first=1, last=thread.last_seq)


def say_what_is_known(stage: Stage, member: Member, record: str) -> None:
    """Pin a thread that says what the record holds of a past group, and what its source leaves open."""
    title = f"What the record holds of the {member.group.name}"
    stage.threads["record"] = start_thread(actor=member, title=title, body=record)
    pin_thread(actor=member, thread=stage.threads["record"], pinned=True)


def _seat(stage: Stage, sittings: Sequence[Sitting], group: Group, since: date) -> None:
    operator = stage.people[OPERATOR]
    for sitting in sittings:
        person = stage.people[sitting.handle]
        if sitting.body:
            delegation = stage.delegations[sitting.body]
            actions.take_seat(actor=operator, delegation=delegation, person=person, role=sitting.role, since=since)
        if sitting.office:
            actions.take_office(actor=operator, group=group, person=person, role=sitting.office, since=since)


def conclude(stage: Stage, plan: Plan) -> None:
    """End a group's work as its plan says; its words stay."""
    actions.conclude_group(actor=stage.people[OPERATOR], group=stage.group)
    if plan.state == Group.State.ARCHIVED:
        actions.archive_group(actor=stage.people[OPERATOR], group=stage.group)


def hide(stage: Stage) -> None:
    """Take a group's public face away: it is for practice."""
    group, operator = stage.group, stage.people[OPERATOR]
    actions.settle_group(
        actor=operator,
        group=group,
        kind=group.kind,
        profile=group.profile,
        is_public=False,
        is_listed=group.is_listed,
    )
