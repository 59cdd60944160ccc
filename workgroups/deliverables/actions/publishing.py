"""Publish a report, record one published elsewhere, correct what is published."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext as _

from workgroups.core import clock, text
from workgroups.core.errors import Refused
from workgroups.core.languages import listed
from workgroups.deliverables.events import ReleasePublished, ReportCorrected, ReportRecorded
from workgroups.deliverables.logic.dates import is_reduced_date
from workgroups.deliverables.models import Build, Correction, Deliverable, Elsewhere, Release, Report
from workgroups.deliverables.permissions import can_assemble
from workgroups.deliverables.queries import free_slug, missing_signatures, next_release_of, signers_of, unfit
from workgroups.events.actions import emit
from workgroups.groups.permissions import Member, require


@transaction.atomic
def publish(*, actor: Member, build: Build) -> Release:
    """Publish a build that every chair has signed, at its permanent address; it never changes afterwards."""
    require(can_assemble(actor))
    deliverable = Deliverable.objects.select_for_update(of=["self"]).get(pk=build.deliverable_id)
    if build.status != Build.Status.READY or not signers_of(actor.group):
        raise Refused(_("Only a finished build that the chairs have signed can be published."))
    if missing := missing_signatures(build):
        names = listed([person.name for person in missing])
        raise Refused(_("Not every chair has signed this build: %(names)s.") % {"names": names})
    if Release.objects.filter(build=build).exists():
        raise Refused(_("This build is published already."))
    if found := next(unfit(actor.group, build.inputs["parts"]), None):
        raise Refused(found.message)
    if build.release_number != next_release_of(deliverable):
        raise Refused(_("Another release was published meanwhile; build the report once more."))
    report, _made = Report.objects.get_or_create(
        deliverable=deliverable,
        defaults={"group": actor.group, "slug": deliverable.slug, "first_published_at": clock.now()},
    )
    release = Release.objects.create(
        report=report,
        number=build.release_number,
        build=build,
        published_at=clock.now(),
        published_by=actor.person,
    )
    emit(
        ReleasePublished(
            group_id=actor.group.pk, deliverable_id=deliverable.pk, release_id=release.pk, actor_id=actor.person.pk
        )
    )
    return release


@transaction.atomic
def record_report(
    *,
    actor: Member,
    title: str,
    url: str,
    credited_to: str = "",
    summary: str = "",
    language: str = "",
    publisher: str = "",
    published_on: str = "",
) -> Report:
    """Record a report that somebody else published. `published_on`: 2021, 2021-11, 2021-11-30 or empty."""
    require(can_assemble(actor))
    values = {
        "title": text.single_line(title),
        "url": url.strip(),
        "credited_to": text.single_line(credited_to),
        "summary": summary.strip(),
        "language": language.strip(),
        "publisher": text.single_line(publisher),
        "published_on": published_on.strip(),
    }
    for field, value in values.items():
        _refuse_bad(field, value)
    report = Report.objects.create(group=actor.group, slug=free_slug(values["title"]), first_published_at=clock.now())
    Elsewhere.objects.create(report=report, recorded_by=actor.person, **values)
    emit(ReportRecorded(group_id=actor.group.pk, report_id=report.pk, actor_id=actor.person.pk))
    return report


@transaction.atomic
def correct_report(
    *, actor: Member, report: Report, now: str, concerning: str = "", was: str = "", note: str = "", field: str = ""
) -> Correction:
    """Put a correction on a published report's page.

    `field` (of Correction.Field), for a report published elsewhere only: that value of the record becomes `now`
    and what it was is taken from the record. A release of our own never changes: the correction stands beside it.
    """
    require(can_assemble(actor))
    now = now.strip()
    if report.group_id != actor.group.pk:
        raise Refused(_("Choose a report of this group."), field="concerning")
    if field:
        concerning, was = _change(report, field, now)
    if not now:
        raise Refused(_("Say what is right."), field="now")
    if not concerning.strip():
        raise Refused(_("Say what the correction is about."), field="concerning")
    correction = Correction.objects.create(
        report=report,
        at=clock.now(),
        by=actor.person,
        concerning=text.single_line(concerning)[:200],
        was=was.strip(),
        now=now,
        note=note.strip(),
    )
    emit(
        ReportCorrected(
            group_id=actor.group.pk, report_id=report.pk, correction_id=correction.pk, actor_id=actor.person.pk
        )
    )
    return correction


def _change(report: Report, field: str, now: str) -> tuple[str, str]:
    if not report.is_elsewhere or field not in Correction.Field:
        raise Refused(_("Only the record of a report published elsewhere can be changed."), field="field")
    _refuse_bad(field, now)
    found = Elsewhere.objects.select_for_update().get(report=report)
    was = str(getattr(found, field))
    if was == now:
        raise Refused(_("This is what the record says already."), field="now")
    setattr(found, field, now)
    found.save(update_fields=[field])
    return str(Correction.Field(field).label), was


def _refuse_bad(field: str, value: str) -> None:
    if field == "title" and not value:
        raise Refused(_("Give the report a title."), field=field)
    if field == "published_on" and value and not is_reduced_date(value):
        raise Refused(_("Write the date as 2021, 2021-11 or 2021-11-30, or leave it empty."), field=field)
    if field == "url":
        try:
            URLValidator(schemes=["http", "https"])(value)
        except ValidationError as fault:
            raise Refused(_("Give the whole address at which the report stands, with https."), field=field) from fault
