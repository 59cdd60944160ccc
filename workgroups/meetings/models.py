"""Meetings keep wall time and zone; the instant is derived, because zone rules change before a meeting comes."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from workgroups.core.ids import new_uid


class Series(models.Model):
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


class Meeting(models.Model):
    """An occasion. `sequence` rises when time, place or state change, so that calendars take the change."""

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
    wall_time = models.TimeField()
    zone = models.CharField(max_length=64)
    minutes = models.PositiveSmallIntegerField(default=60)
    starts_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=300, default="", blank=True)
    join_url = models.URLField(max_length=500, default="", blank=True)
    minutes_draft = models.OneToOneField(
        "drafts.Draft", on_delete=models.SET_NULL, null=True, blank=True, related_name="minutes_of"
    )
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


class AgendaItem(models.Model):
    """What a meeting takes up, with its time box."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    minutes = models.PositiveSmallIntegerField(default=10)
    presenter = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        ordering = ["position"]


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


class Task(models.Model):
    """What somebody owes by a day; it belongs to a delegation or a person and comes from a meeting."""

    group = models.ForeignKey("groups.Group", on_delete=models.CASCADE, related_name="tasks")
    number = models.PositiveIntegerField()
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="tasks")
    title = models.CharField(max_length=300)
    delegation = models.ForeignKey("groups.Delegation", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "number"], name="task_number")]


class FeedToken(models.Model):
    """The secret in a person's calendar address; making a new one ends the old."""

    person = models.OneToOneField("accounts.Person", on_delete=models.CASCADE, related_name="feed_token")
    token = models.CharField(max_length=64, unique=True)
