"""The papers of a meeting: documents of the library in their order, those still awaited, and the packs made of them."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from workgroups.core import clock


class Paper(models.Model):
    """A document before a meeting, or one that a delegation owes it (no `document` yet); no `item`: for all of it."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        TAKEN = "taken", _("On the agenda")

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.CASCADE, related_name="papers")
    item = models.ForeignKey("meetings.AgendaItem", on_delete=models.SET_NULL, null=True, related_name="papers")
    document = models.ForeignKey("documents.Document", on_delete=models.CASCADE, null=True, related_name="papers")
    title = models.CharField(max_length=200, default="", blank=True)  # of what is awaited
    delegation = models.ForeignKey("groups.Delegation", on_delete=models.PROTECT, null=True, related_name="+")
    presenter = models.CharField(max_length=200, default="", blank=True)
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=State, default=State.TAKEN)
    by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "document"], name="paper_once")]

    def is_late(self, due: datetime | None) -> bool:
        """Whether it came after the deadline, or has not come and the deadline is over."""
        if due is None:
            return False
        return (self.document.came_at if self.document else clock.now()) >= due


class Pack(models.Model):
    """Agenda, papers and last minutes in one PDF, as far as one audience reads them; made again when they change.

    `inputs` are what the present file was made of, `inputs_hash` its identity.
    """

    class Audience(models.TextChoices):
        PARTICIPANTS = "participants"
        OBSERVERS = "observers"

    class State(models.TextChoices):
        WAITING = "waiting"
        READY = "ready"
        FAILED = "failed"

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.CASCADE, related_name="packs")
    audience = models.CharField(max_length=12, choices=Audience)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    inputs = models.JSONField(default=dict)
    inputs_hash = models.CharField(max_length=64, default="", blank=True)
    file = models.ForeignKey("files.File", on_delete=models.SET_NULL, null=True, related_name="+")
    pages = models.PositiveIntegerField(default=0)
    document_ids = models.JSONField(default=list)  # of what is inside: asked again whenever somebody fetches it
    step = models.PositiveSmallIntegerField(default=0)
    steps = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(default=clock.now)
    leased_until = models.DateTimeField(null=True)
    built_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "audience"], name="pack_once")]
