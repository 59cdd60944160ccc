"""What a meeting takes up: its sessions, some of them at the same time, their items, and what was asked there."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Session(models.Model):
    """A part of a meeting's programme. Brothers that carry the same `parallel` number run at the same time."""

    class Kind(models.TextChoices):
        OPENING = "opening", _("Opening")
        DIALOGUE = "dialogue", _("Dialogue")
        BREAKOUT = "breakout", _("Breakout")
        KEYNOTE = "keynote", _("Keynote")
        CLOSING = "closing", _("Closing")

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.CASCADE, related_name="sessions")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="children")
    position = models.PositiveSmallIntegerField()
    day = models.DateField(null=True, blank=True)  # None: not recorded
    starts = models.TimeField(null=True, blank=True)  # wall time in the meeting's zone
    ends = models.TimeField(null=True, blank=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.DIALOGUE)
    title = models.CharField(max_length=300)
    text = models.TextField(default="", blank=True)  # Markdown: what was said, in own words
    parallel = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = [models.F("day").asc(nulls_last=True), "position", "pk"]

    def __str__(self) -> str:
        return self.title


class AgendaItem(models.Model):
    """What a meeting, or one of its sessions, takes up; `minutes` is its time box, None where none was given."""

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.CASCADE, related_name="agenda")
    session = models.ForeignKey(Session, on_delete=models.SET_NULL, null=True, blank=True, related_name="items")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True, default=10)
    presenter = models.CharField(max_length=200, default="", blank=True)
    text = models.TextField(default="", blank=True)  # Markdown: what was said, in own words

    class Meta:
        ordering = ["position"]


class MeetingDecision(models.Model):
    """A poll or decision of the group that belongs to a meeting, and as what."""

    class Role(models.TextChoices):
        SURVEY = "survey", _("Survey before the meeting")
        ROOM = "room", _("Poll in the room")
        QUESTION = "question", _("Question to the participants")
        EVALUATION = "evaluation", _("Evaluation of the meeting")
        OUTCOME = "outcome", _("Decision of the meeting")

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.CASCADE, related_name="attached")
    session = models.ForeignKey(Session, on_delete=models.SET_NULL, null=True, blank=True, related_name="attached")
    decision = models.ForeignKey("polls.Decision", on_delete=models.CASCADE, related_name="meetings")
    role = models.CharField(max_length=10, choices=Role, default=Role.ROOM)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "decision"], name="attached_once")]
