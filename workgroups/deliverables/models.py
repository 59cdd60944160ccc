"""Deliverables and what they are made of, builds with their frozen inputs, signatures, reports and releases."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from workgroups.core.ids import new_uid


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
    """One thing that goes into a report, in its place: a version of a draft, a poll, or the participants."""

    class Kind(models.TextChoices):
        DRAFT = "draft", _("Version of a draft")
        POLL = "poll", _("Poll")
        PARTICIPANTS = "participants", _("Participants")

    deliverable = models.ForeignKey(Deliverable, on_delete=models.CASCADE, related_name="sources")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    version = models.ForeignKey("drafts.DraftVersion", on_delete=models.PROTECT, null=True, related_name="+")
    decision = models.ForeignKey("polls.Decision", on_delete=models.PROTECT, null=True, related_name="+")
    heading = models.CharField(max_length=200, default="", blank=True)
    nested = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "pk"]


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
    pdf = models.ForeignKey("files.File", on_delete=models.PROTECT, null=True, related_name="+")
    web = models.ForeignKey("files.File", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["deliverable", "inputs_hash"], name="build_once"),
            models.UniqueConstraint(fields=["deliverable", "number"], name="build_number"),
        ]


class SignOff(models.Model):
    """A chair's signature under one exact build."""

    build = models.ForeignKey(Build, on_delete=models.CASCADE, related_name="signatures")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=12)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["build", "person"], name="sign_off_once")]


class Report(models.Model):
    """A published work with its permanent address; its releases never change."""

    group = models.ForeignKey("groups.Group", on_delete=models.PROTECT, related_name="reports")
    deliverable = models.OneToOneField(Deliverable, on_delete=models.PROTECT, related_name="report")
    slug = models.SlugField(max_length=80, unique=True)
    first_published_at = models.DateTimeField()

    def get_absolute_url(self) -> str:
        return reverse("public:report-page", args=[self.slug])


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
