"""Sign and publish a report of the record once the worker has built it; done before, nothing happens."""

from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.deliverables.actions import correct_report, publish, sign_off
from workgroups.deliverables.models import Build, Release, Report, SignOff
from workgroups.demo.logic import exchange
from workgroups.demo.logic.compiled import Compiled, compiled
from workgroups.demo.logic.roster import person_of
from workgroups.groups.permissions import Member, member_for


def publish_build(*, build_id: int) -> bool:
    """Let the record's chair sign a finished build and its office publish it, each at the hour of the report's day.

    Only for reports of the record (`logic.compiled`); what stands already is left as it is. Returns whether it was
    published now.
    """
    found = Build.objects.select_related("deliverable__group").filter(pk=build_id, status=Build.Status.READY).first()
    plan = compiled(found.deliverable.group.slug, found.deliverable.title) if found else None
    if found is None or plan is None or Release.objects.filter(build__deliverable=found.deliverable).exists():
        return False
    with clock.at(plan.signed_at):
        chair = _member(plan.chair, plan)
        if not SignOff.objects.filter(build=found, person=chair.person).exists():
            sign_off(actor=chair, build=found)
    with clock.at(plan.published_at):
        release = publish(actor=_member(plan.office, plan), build=found)
        _correct(plan, release.report)
    return True


def _member(handle: str, plan: Compiled) -> Member:
    return member_for(Person.objects.get(email=person_of(handle).email), plan.group)


def _correct(plan: Compiled, report: Report) -> None:
    """The year page credits one report to another group than made it: shown as a correction."""
    if plan.title == exchange.CREDIT["title"]:
        words = {key: value for key, value in exchange.CREDIT.items() if key != "title"}
        correct_report(actor=_member(plan.office, plan), report=report, **words)
