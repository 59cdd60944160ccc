"""What happens to deliverables."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from workgroups.events.events import Event


@dataclass(frozen=True)
class DeliverableCreated(Event):
    name: ClassVar[str] = "deliverables.deliverable_created"
    words = _("began a report")
    when_closed = True
    shows = ("deliverables",)
    group_id: int
    deliverable_id: int
    actor_id: int


@dataclass(frozen=True)
class DeliverableChanged(Event):
    """Its title page or its sources changed."""

    name: ClassVar[str] = "deliverables.deliverable_changed"
    words = _("changed a report")
    when_closed = True
    shows = ("deliverable:{deliverable_id}",)
    group_id: int
    deliverable_id: int
    actor_id: int


@dataclass(frozen=True)
class BuildRequested(Event):
    name: ClassVar[str] = "deliverables.build_requested"
    words = _("had a report built")
    when_closed = True
    shows = ("builds:{deliverable_id}",)
    group_id: int
    deliverable_id: int
    build_id: int
    actor_id: int


@dataclass(frozen=True)
class BuildMoved(Event):
    """A build came to its next step, finished or failed."""

    name: ClassVar[str] = "deliverables.build_moved"
    when_closed = True
    shows = ("builds:{deliverable_id}",)
    group_id: int
    deliverable_id: int
    build_id: int
    status: str


@dataclass(frozen=True)
class BuildSigned(Event):
    name: ClassVar[str] = "deliverables.build_signed"
    words = _("signed a report")
    when_closed = True
    shows = ("builds:{deliverable_id}",)
    group_id: int
    deliverable_id: int
    build_id: int
    actor_id: int


@dataclass(frozen=True)
class ReleasePublished(Event):
    name: ClassVar[str] = "deliverables.release_published"
    words = _("published a report")
    when_closed = True
    told = "public"
    shows = ("deliverables", "builds:{deliverable_id}")
    group_id: int
    deliverable_id: int
    release_id: int
    actor_id: int


@dataclass(frozen=True)
class ReportRecorded(Event):
    """A report published elsewhere was added to the library."""

    name: ClassVar[str] = "deliverables.report_recorded"
    words = _("recorded a report published elsewhere")
    when_closed = True
    told = "public"
    shows = ("deliverables",)
    group_id: int
    report_id: int
    actor_id: int


@dataclass(frozen=True)
class ReportCorrected(Event):
    """A correction was put on a published report's page."""

    name: ClassVar[str] = "deliverables.report_corrected"
    words = _("corrected a published report")
    when_closed = True
    told = "public"
    shows = ("deliverables",)
    group_id: int
    report_id: int
    correction_id: int
    actor_id: int


@dataclass(frozen=True)
class DownloadsChosen(Event):
    """A year's page of a programme shows these reports in this order."""

    name: ClassVar[str] = "deliverables.downloads_chosen"
    words = _("chose the reports of a year")
    when_closed = True
    log = "site"
    told = "public"
    shows = ("programme:{programme_id}",)
    programme_id: int
    year_id: int
    actor_id: int
