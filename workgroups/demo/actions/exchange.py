"""The annual exchange: its programme, its groups from founding to archive, and what each of them left."""

from collections.abc import Callable
from datetime import time
from typing import Final

from workgroups.deliverables.actions import record_report
from workgroups.demo.actions.groups import JOINED, MORNING, admit_readers, conclude, found, say_what_is_known
from workgroups.demo.actions.stage import Stage, Step
from workgroups.demo.logic import exchange, scripts
from workgroups.demo.logic.plans import Plan
from workgroups.demo.logic.roster import OPERATOR
from workgroups.drafts.actions import create_draft, name_version
from workgroups.groups import actions
from workgroups.groups.models import Programme
from workgroups.groups.permissions import Member
from workgroups.threads.actions import close_thread

OUTCOME: Final = "The record is complete as far as the source goes."
INTERVIEWS: Final = ("exchange-digital-maturity", "maturity-interviews")


def exchange_steps(stage: Stage) -> list[Step]:
    """Make the programme, let each group work in its years, and set down what the source says of each."""
    purposes, records = scripts.parts("exchange/purposes"), scripts.parts("exchange/records")
    began = exchange.GROUPS[0].founded
    steps = [stage.step_on(began, time(8, 0), OPERATOR, lambda: _programme(stage, purposes))]
    for plan in exchange.GROUPS:
        own = stage.of(plan.slug)
        steps.append(_founding(own, plan, purposes[plan.slug]))
        steps += _work(own, plan, records[plan.slug])
    return steps


def _programme(stage: Stage, purposes: dict[str, str]) -> None:
    actions.create_programme(
        actor=stage.people[OPERATOR], slug=exchange.PROGRAMME, name=exchange.NAME, purpose=purposes["exchange"]
    )


def _founding(own: Stage, plan: Plan, purpose: str) -> Step:
    def begin() -> None:
        found(own, plan, Programme.objects.get(slug=exchange.PROGRAMME), purpose, plan.founded)

    return own.step_on(plan.founded, MORNING, OPERATOR, begin)


def _work(own: Stage, plan: Plan, record: str) -> list[Step]:
    """What a group left: a page that says what is known of it, the text of its report, and its end."""
    closing = plan.ended or exchange.LIBRARY_DAY
    steps = [
        own.on(exchange.LIBRARY_DAY, time(14, 0), exchange.OFFICE, lambda who: say_what_is_known(own, who, record)),
        own.on(closing, time(15, 0), exchange.OFFICE, _closing(own)),
        own.step_on(closing, time(23, 0), OPERATOR, lambda: conclude(own, plan)),
        Step(own.at(JOINED, MORNING, OPERATOR), lambda: admit_readers(own, plan, own.day(-JOINED))),
    ]
    texts = [paper.text for paper in exchange.REPORTS if paper.group == plan.slug]
    texts += [text for slug, text in [INTERVIEWS] if slug == plan.slug]
    if plan.slug == exchange.ELSEWHERE_GROUP:
        steps.append(own.on(exchange.LIBRARY_DAY, time(10, 0), exchange.OFFICE, _record_elsewhere))
    for turn, name in enumerate(texts):
        steps.append(own.on(exchange.LIBRARY_DAY, time(9, 30 + turn), exchange.OFFICE, _writing(own, name)))
    return steps


def _closing(own: Stage) -> Callable[[Member], object]:
    return lambda member: close_thread(actor=member, thread=own.threads["record"], outcome=OUTCOME)


def _record_elsewhere(member: Member) -> None:
    """What was published by others: a record with a link; its day is not recorded in the source."""
    record_report(
        actor=member,
        title=exchange.ELSEWHERE_TITLE,
        url=exchange.SAFE_TRAVEL_ADDRESS,
        credited_to=member.group.name,
        publisher=exchange.ELSEWHERE_PUBLISHER,
        summary=exchange.ELSEWHERE_SUMMARY,
    )


def _writing(own: Stage, name: str) -> Callable[[Member], object]:
    """Write a text down and freeze it as it stands."""

    def write(member: Member) -> None:
        text = scripts.text(f"exchange/{name}")
        own.drafts[name] = create_draft(actor=member, title=text.title, words=text.words)
        name_version(actor=member, draft=own.drafts[name], label="For the library")

    return write
