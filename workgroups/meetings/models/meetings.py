"""Meetings keep wall time and zone; the instant is derived, because zone rules change before a meeting comes."""

from datetime import date, timedelta

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from workgroups.core.ids import new_uid
from workgroups.documents.models import Document
from workgroups.groups.models import Marked


class Series(Marked):
    """A rule that makes meetings: every so many weeks from a first day on, with slots that take turns."""

    group = models.ForeignKey("groups.Group", on_delete=models.CASCADE, related_name="series")
    title = models.CharField(max_length=200)
    first_day = models.DateField()
    every_weeks = models.PositiveSmallIntegerField(default=2)
    minutes = models.PositiveSmallIntegerField(default=60)
    place = models.CharField(max_length=300, default="", blank=True)
    join_url = models.URLField(max_length=500, default="", blank=True)
    last_day = models.DateField(null=True, blank=True)  # None: open-ended
    by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.title


class Slot(models.Model):
    """One of the hours that take turns in a series: wall time in a place."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="slots")
    position = models.PositiveSmallIntegerField()
    wall_time = models.TimeField()
    zone = models.CharField(max_length=64)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["series", "position"], name="slot_once")]


class Meeting(Marked):
    """An occasion of one day or several. `sequence` rises when time, place or state change, for the calendars.

    Without a wall time its hours are not known: it then lasts from the first midnight in its zone to the last.
    `minutes` is the length of each of its days. A meeting that is only a record names its source in `recorded_from`.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        CANCELLED = "cancelled", _("Cancelled")

    uid = models.UUIDField(default=new_uid, unique=True)
    group = models.ForeignKey("groups.Group", on_delete=models.CASCADE, related_name="meetings")
    number = models.PositiveIntegerField()
    series = models.ForeignKey(Series, on_delete=models.SET_NULL, null=True, blank=True, related_name="meetings")
    occurrence = models.PositiveIntegerField(null=True, blank=True)
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    day = models.DateField()
    last_day = models.DateField(null=True, blank=True)  # None: a meeting of one day
    wall_time = models.TimeField(null=True, blank=True)  # None: hours not known
    zone = models.CharField(max_length=64)
    minutes = models.PositiveSmallIntegerField(default=60)
    recorded_from = models.CharField(max_length=500, default="", blank=True)
    starts_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=300, default="", blank=True)
    join_url = models.URLField(max_length=500, default="", blank=True)
    minutes_draft = models.OneToOneField(
        "drafts.Draft", on_delete=models.SET_NULL, null=True, blank=True, related_name="minutes_of"
    )
    papers_due_kind = models.CharField(max_length=8, choices=Document.DueKind, default="", blank=True)
    papers_due_day = models.DateField(null=True, blank=True)
    papers_due_time = models.TimeField(null=True, blank=True)
    papers_due_zone = models.CharField(max_length=64, default="UTC")
    papers_due_at = models.DateTimeField(null=True, blank=True)  # derived from the four above
    papers_open = models.BooleanField(default=True)  # members may propose papers
    sequence = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "number"], name="meeting_number"),
            models.UniqueConstraint(fields=["series", "occurrence"], name="meeting_occurrence"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting-page", args=[self.group.slug, self.number])

    @property
    def topic(self) -> str:
        """What its pages follow."""
        return f"meeting:{self.pk}"

    @property
    def hours_known(self) -> bool:
        return self.wall_time is not None

    @property
    def is_record(self) -> bool:
        """Whether it was brought in from a source after the event: nobody is invited, asked or reminded."""
        return bool(self.recorded_from)

    @property
    def days(self) -> list[date]:
        """Every day on which it meets, in order."""
        count = ((self.last_day or self.day) - self.day).days + 1
        return [self.day + timedelta(days=n) for n in range(count)]


class Attendance(models.Model):
    """A member's answer to a meeting."""

    class Answer(models.TextChoices):
        YES = "yes", _("I will come")
        MAYBE = "maybe", _("Perhaps")
        NO = "no", _("I cannot come")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    delegation = models.ForeignKey("groups.Delegation", on_delete=models.PROTECT, null=True, related_name="+")
    answer = models.CharField(max_length=6, choices=Answer)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="attendance_once")]


class FeedToken(models.Model):
    """The secret in a person's calendar address; making a new one ends the old."""

    person = models.OneToOneField("accounts.Person", on_delete=models.CASCADE, related_name="feed_token")
    token = models.CharField(max_length=64, unique=True)
