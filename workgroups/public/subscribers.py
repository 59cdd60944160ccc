"""On published reports: let everybody find them by their words."""

from workgroups.deliverables.events import ReleasePublished, ReportCorrected, ReportRecorded
from workgroups.deliverables.models import Report
from workgroups.deliverables.queries import outputs_of, releases_of
from workgroups.events.subscribe import on
from workgroups.files.queries import bytes_of
from workgroups.public.logic.blocks import blocks_of
from workgroups.public.queries import SEARCHED
from workgroups.search.actions import put


@on(ReleasePublished, reader="search")
def find_the_release(event: ReleasePublished) -> None:
    """Find a report by the words of its newest release."""
    _put(Report.objects.select_related("group", "deliverable").get(releases=event.release_id))


@on(ReportRecorded, reader="search")
def find_the_record(event: ReportRecorded) -> None:
    """Find a report published elsewhere by what is known of it."""
    _put(Report.objects.select_related("group", "elsewhere", "deliverable").get(pk=event.report_id))


@on(ReportCorrected, reader="search")
def find_what_is_right(event: ReportCorrected) -> None:
    """Find it by the right words from now on."""
    _put(Report.objects.select_related("group", "elsewhere", "deliverable").get(pk=event.report_id))


def _put(report: Report) -> None:
    words = [report.subtitle, report.group.name, report.summary]
    if report.is_elsewhere:
        words += [report.elsewhere.credited_to, report.elsewhere.publisher]
    elif web := outputs_of(releases_of(report)[0].build).get("web"):
        words += [block.text for block in blocks_of(bytes_of(web.file).decode())]
    put(
        kind=SEARCHED,
        object_id=report.pk,
        group_id=report.group_id,
        title=report.title,
        text="\n".join(part for part in words if part),
        url=report.get_absolute_url(),
        at=report.first_published_at,
        audience="public",
    )
