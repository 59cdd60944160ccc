"""Deliverables and what they are made of, builds with their frozen inputs, signatures, reports and releases."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from workgroups.core.ids import new_uid
from workgroups.groups.models import Office


class Deliverable(models.Model):
    """A report being assembled."""

    uid = models.UUIDField(default=new_uid, unique=True)
    group = models.ForeignKey("groups.Group", on_delete=models.CASCADE, related_name="deliverables")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    subtitle = models.CharField(max_length=200, default="", blank=True)
    summary = models.TextField(default="", blank=True)
    language = models.CharField(max_length=12, default="en")
    slug = models.SlugField(max_length=80, unique=True)
    licence = models.CharField(max_length=60, default="CC BY 4.0")
    created_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "number"], name="deliverable_number")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("deliverables:deliverable-page", args=[self.group.slug, self.number])


class Source(models.Model):
    """One thing that goes into a report, in its place.

    `version` belongs to draft and key points, `decision` to poll and call, `meeting` to meeting, `file` to figure;
    participants and polls need none: they are annexes of the whole group.
    """

    class Kind(models.TextChoices):
        DRAFT = "draft", _("Version of a draft")
        KEY_POINTS = "key_points", _("Key points")
        POLL = "poll", _("Poll")
        CALL = "call", _("Call for input")
        FIGURE = "figure", _("Figure")
        PARTICIPANTS = "participants", _("Participants")
        MEETING = "meeting", _("Participants of a meeting")
        POLLS = "polls", _("Polls, with their exact questions")

    deliverable = models.ForeignKey(Deliverable, on_delete=models.CASCADE, related_name="sources")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    version = models.ForeignKey("drafts.DraftVersion", on_delete=models.PROTECT, null=True, related_name="+")
    decision = models.ForeignKey("polls.Decision", on_delete=models.PROTECT, null=True, related_name="+")
    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.PROTECT, null=True, related_name="+")
    file = models.ForeignKey("files.File", on_delete=models.PROTECT, null=True, related_name="+")
    heading = models.CharField(max_length=200, default="", blank=True)
    caption = models.CharField(max_length=400, default="", blank=True)
    alternative = models.CharField(max_length=1000, default="", blank=True)
    nested = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "pk"]

    @property
    def thing(self) -> Any:
        """What it is taken from and carries a marking; None for a picture or an annex of the whole group."""
        return self.version.draft if self.version else self.decision or self.meeting


class Build(models.Model):
    """One making of a report from frozen inputs; the same inputs are the same build."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting for the worker")
        BUILDING = "building", _("Building")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Failed")

    uid = models.UUIDField(default=new_uid, unique=True)
    deliverable = models.ForeignKey(Deliverable, on_delete=models.CASCADE, related_name="builds")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    step = models.PositiveSmallIntegerField(default=0)
    inputs = models.JSONField()
    inputs_hash = models.CharField(max_length=64)
    release_number = models.PositiveIntegerField()
    requested_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    error = models.TextField(default="")
    manifest = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["deliverable", "inputs_hash"], name="build_once"),
            models.UniqueConstraint(fields=["deliverable", "number"], name="build_number"),
        ]


class Output(models.Model):
    """One file of a finished build, in one format."""

    class Format(models.TextChoices):
        PDF = "pdf", _("PDF")
        WEB = "web", _("Web page")
        DOCX = "docx", _("Word")
        ODT = "odt", _("OpenDocument")
        EPUB = "epub", _("EPUB")
        BUNDLE = "bundle", _("Data bundle")

    build = models.ForeignKey(Build, on_delete=models.CASCADE, related_name="outputs")
    format = models.CharField(max_length=6, choices=Format)
    file = models.ForeignKey("files.File", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["build", "format"], name="output_once")]

    @property
    def size(self) -> int:
        """Bytes."""
        return self.file.size

    @property
    def sha256(self) -> str:
        return self.file.blob.sha256


class SignOff(models.Model):
    """A chair's signature under one exact build."""

    build = models.ForeignKey(Build, on_delete=models.CASCADE, related_name="signatures")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=16)  # `groups.models.Office.Title`
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["build", "person"], name="sign_off_once")]

    @property
    def title(self) -> str:
        """The office under which they signed, in words."""
        return str(Office.Title(self.office).label)


class Report(models.Model):
    """A published work with its permanent address: compiled here (`deliverable`), or published elsewhere (`elsewhere`).

    Whoever lists reports asks for `title`, `summary` and the like: they answer for both kinds.
    """

    group = models.ForeignKey("groups.Group", on_delete=models.PROTECT, related_name="reports")
    deliverable = models.OneToOneField(Deliverable, on_delete=models.PROTECT, null=True, related_name="report")
    slug = models.SlugField(max_length=80, unique=True)
    first_published_at = models.DateTimeField()  # here: of a report published elsewhere, when it was recorded

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("public:report-page", args=[self.slug])

    @property
    def is_elsewhere(self) -> bool:
        return self.deliverable_id is None

    @property
    def _words(self) -> "Deliverable | Elsewhere":
        return self.deliverable or self.elsewhere

    @property
    def title(self) -> str:
        return self._words.title

    @property
    def subtitle(self) -> str:
        return self.deliverable.subtitle if self.deliverable else ""

    @property
    def summary(self) -> str:
        return self._words.summary

    @property
    def language(self) -> str:
        """BCP 47; empty where the source does not say."""
        return self._words.language

    @property
    def published_on(self) -> str:
        """ISO 8601 with the precision that is known: `2021`, `2021-11`, `2021-11-30`; empty when not recorded."""
        return self.first_published_at.date().isoformat() if self.deliverable else self.elsewhere.published_on

    @property
    def year(self) -> int | None:
        """The year of publication; None when it is not recorded."""
        return int(self.published_on[:4]) if self.published_on else None


class Elsewhere(models.Model):
    """A report that somebody else published: what is known of it, and the link. Empty: not recorded in the source."""

    report = models.OneToOneField(Report, on_delete=models.CASCADE, related_name="elsewhere")
    title = models.CharField(max_length=300)
    credited_to = models.CharField(max_length=300, default="", blank=True)
    summary = models.TextField(default="", blank=True)
    language = models.CharField(max_length=12, default="", blank=True)
    publisher = models.CharField(max_length=200, default="", blank=True)
    published_on = models.CharField(max_length=10, default="", blank=True)  # ISO 8601: year, month or day
    url = models.URLField(max_length=500)
    recorded_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")


class Correction(models.Model):
    """What was wrong in a published report and what is right; it stands on the report's page for good."""

    class Field(models.TextChoices):
        """Values of a record that a correction also changes."""

        TITLE = "title", _("Title")
        CREDITED_TO = "credited_to", _("Credited to")
        SUMMARY = "summary", _("Summary")
        PUBLISHER = "publisher", _("Publisher")
        PUBLISHED_ON = "published_on", _("Published on")
        URL = "url", _("Link")

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="corrections")
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    concerning = models.CharField(max_length=200)
    was = models.TextField(default="", blank=True)
    now = models.TextField()
    note = models.TextField(default="", blank=True)

    class Meta:
        ordering = ["at", "pk"]


class Release(models.Model):
    """One published build of a report."""

    uid = models.UUIDField(default=new_uid, unique=True)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField()
    build = models.OneToOneField(Build, on_delete=models.PROTECT, related_name="release")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="release_number")]

    def get_absolute_url(self) -> str:
        return reverse("public:release-page", args=[self.report.slug, self.number])


class YearDownload(models.Model):
    """A report at its place on a programme's year page: compiled here, finished or not, or published elsewhere."""

    year = models.ForeignKey("groups.ProgrammeYear", on_delete=models.CASCADE, related_name="downloads")
    position = models.PositiveSmallIntegerField()
    deliverable = models.ForeignKey(Deliverable, on_delete=models.CASCADE, null=True, related_name="year_downloads")
    report = models.ForeignKey(Report, on_delete=models.CASCADE, null=True, related_name="year_downloads")
    label = models.CharField(max_length=300, default="", blank=True)  # instead of its title

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(deliverable=None) ^ models.Q(report=None), name="download_is_one_thing"
            )
        ]
