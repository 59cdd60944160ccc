"""Found a group of the record from its plan, and let its work end."""

from datetime import date, time

from workgroups.demo.actions.stage import Stage
from workgroups.demo.logic.plans import Plan
from workgroups.demo.logic.roster import OPERATOR
from workgroups.groups import actions
from workgroups.groups.models import Group, Office, Programme

MORNING = time(9, 0)


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
            since=since,
        )
    _seat(stage, plan, group, since)
    if not plan.operator_stays:
        office = Office.objects.get(group=group, person=operator)
        actions.end_office(actor=operator, office=office)
    stage.forget_members()
    return group


def _seat(stage: Stage, plan: Plan, group: Group, since: date) -> None:
    operator = stage.people[OPERATOR]
    for sitting in plan.sittings:
        person = stage.people[sitting.handle]
        if sitting.body:
            delegation = stage.delegations[sitting.body]
            actions.take_seat(actor=operator, delegation=delegation, person=person, role=sitting.role, since=since)
        if sitting.office:
            actions.take_office(actor=operator, group=group, person=person, role=sitting.office, since=since)


def change_state(stage: Stage, *, state: str, is_public: bool = True) -> None:
    """Say where a group stands; its words stay."""
    group = stage.group
    actions.change_group(
        actor=stage.people[OPERATOR],
        group=group,
        name=group.name,
        purpose=group.purpose,
        state=state,
        is_public=is_public,
    )
