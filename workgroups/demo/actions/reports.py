"""A short report, signed by both chairs and published; and the issues paper in assembly."""

from datetime import time

from workgroups.deliverables import actions
from workgroups.deliverables.models import Build
from workgroups.demo.actions.stage import Stage, Step
from workgroups.demo.logic.reports import BUILT, IN_ASSEMBLY, PUBLISHED, Outline
from workgroups.demo.logic.roster import OPERATOR
from workgroups.drafts.models import DraftVersion
from workgroups.groups.permissions import Member


def report_steps(stage: Stage) -> list[Step]:
    """Ask for the build the day before the worker makes it; sign and publish on the days after."""

    def ask(member: Member) -> None:
        _assemble(stage, member, PUBLISHED)
        deliverable = member.group.deliverables.get(title=PUBLISHED.title)
        actions.request_build(actor=member, deliverable=deliverable)

    return [
        stage.step(BUILT + 1, time(14, 20), OPERATOR, ask),
        stage.step(BUILT - 1, time(10, 35), "chair@singapore", lambda member: _sign(member)),
        stage.step(BUILT - 1, time(9, 15), "cochair@uk", lambda member: _sign(member)),
        stage.step(BUILT - 2, time(9, 5), OPERATOR, lambda member: actions.publish(actor=member, build=_build())),
        stage.step(3, time(16, 10), OPERATOR, lambda member: _assemble(stage, member, IN_ASSEMBLY)),
    ]


def _assemble(stage: Stage, member: Member, outline: Outline) -> None:
    deliverable = actions.create_deliverable(
        actor=member, title=outline.title, subtitle=outline.subtitle, summary=outline.summary
    )
    for key, number in outline.texts:
        version = DraftVersion.objects.select_related("draft").get(draft=stage.drafts[key], number=number)
        actions.add_source(actor=member, deliverable=deliverable, version=version)
    for key in outline.polls:
        actions.add_source(actor=member, deliverable=deliverable, decision=stage.decisions[key])
    actions.add_source(actor=member, deliverable=deliverable)


def _sign(member: Member) -> None:
    actions.sign_off(actor=member, build=_build())


def _build() -> Build:
    return Build.objects.select_related("deliverable__group").get(deliverable__title=PUBLISHED.title)
