"""Assemble the reports of 2021 and ask for their builds; the worker makes them once pages are served."""

from workgroups.core import clock
from workgroups.deliverables import actions
from workgroups.deliverables.models import Deliverable
from workgroups.demo.actions.stage import Stage, Step
from workgroups.demo.logic import asked, exchange, expert_meeting
from workgroups.demo.logic.compiled import COMPILED, Compiled
from workgroups.demo.logic.roster import OPERATOR
from workgroups.drafts.models import DraftVersion
from workgroups.groups.models import ProgrammeYear
from workgroups.groups.permissions import Member
from workgroups.meetings.models import Meeting
from workgroups.polls.models import Decision


def compiling_steps(stage: Stage) -> list[Step]:
    """The last steps of all, so that nothing builds while the record is played; each report bears its own day."""
    asking = [Step(stage.now, lambda plan=plan: _ask(stage.of(plan.group), plan)) for plan in COMPILED]  # type: ignore[misc]
    return [*asking, Step(stage.now, lambda: _offer(stage))]


def _ask(own: Stage, plan: Compiled) -> None:
    with clock.at(plan.asked_at):
        member = own.member(plan.office)
        deliverable = _meeting_report(member) if plan.group == expert_meeting.GROUP.slug else _paper(member, plan)
        actions.request_build(actor=member, deliverable=deliverable)


def _paper(member: Member, plan: Compiled) -> Deliverable:
    """A report of the exchange: one text, and for digital maturity the form of its interviews."""
    (paper,) = [one for one in exchange.REPORTS if (one.group, one.title) == (plan.group, plan.title)]
    deliverable = actions.create_deliverable(
        actor=member, title=paper.title, subtitle=paper.subtitle, summary=paper.summary
    )
    for version in _versions(member):
        actions.add_source(actor=member, deliverable=deliverable, version=version)
    return deliverable


def _meeting_report(member: Member) -> Deliverable:
    """Key points, chapters with what was asked in their places, and the annexes."""
    deliverable = actions.create_deliverable(
        actor=member,
        title=expert_meeting.TITLE,
        subtitle=expert_meeting.SUBTITLE,
        summary=expert_meeting.SUMMARY,
    )
    first, *chapters = _versions(member)
    actions.add_source(actor=member, deliverable=deliverable, kind="key_points", version=first)
    for version in chapters:
        actions.add_source(actor=member, deliverable=deliverable, version=version)
        for decision in _shown_below(member, version):
            kind = "call" if decision.kind == Decision.Kind.CALL else "poll"
            actions.add_source(actor=member, deliverable=deliverable, kind=kind, decision=decision, nested=True)
    meeting = Meeting.objects.get(group=member.group)
    actions.add_source(actor=member, deliverable=deliverable, meeting=meeting)
    actions.add_source(actor=member, deliverable=deliverable, kind="polls")
    return deliverable


def _versions(member: Member) -> list[DraftVersion]:
    found = DraftVersion.objects.filter(draft__group=member.group).select_related("draft__group")
    return list(found.order_by("draft__number"))


def _shown_below(member: Member, version: DraftVersion) -> list[Decision]:
    """The survey, the word cloud and the theme maps stand with the third dialogue."""
    if version.draft.title != expert_meeting.DIALOGUE_III:
        return []
    titles = [one.question for one in asked.QUESTIONS if one.key in asked.IN_THE_BODY]
    titles += [figure.title for figure in asked.FIGURES]
    found = {one.title: one for one in Decision.objects.filter(group=member.group, title__in=titles)}
    return [found[title] for title in titles]


def _offer(stage: Stage) -> None:
    """Let the page of 2021 offer its three downloads, also while they are being compiled."""
    titles = [paper.title for paper in exchange.REPORTS]
    made = {one.title: one for one in Deliverable.objects.filter(title__in=titles).select_related("group")}
    year = ProgrammeYear.objects.select_related("programme").get(programme__slug=exchange.PROGRAMME, year=2021)
    choices = [actions.Chosen(made[title]) for title in titles]
    actions.choose_downloads(actor=stage.people[OPERATOR], year=year, choices=choices)
