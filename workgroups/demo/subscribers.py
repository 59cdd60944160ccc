"""On a build's progress: publish the reports of the record when the worker has made them."""

from workgroups.deliverables.events import BuildMoved, BuildSigned, ReleasePublished, ReportCorrected
from workgroups.demo.actions import publish_build
from workgroups.events.subscribe import on


@on(BuildMoved, reader="demo", may_emit_events=(BuildSigned, ReleasePublished, ReportCorrected))
def publish_what_is_ready(event: BuildMoved) -> None:
    """Sign and publish it, if it is one of the record's and ready."""
    if event.status == "ready":
        publish_build(build_id=event.build_id)
