"""What a group is asked to do: its terms of reference in versions, its work plan, and how its work ended."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from workgroups.core import clock
from workgroups.groups.models.groups import Delegation, Group, Office


class Charter(models.Model):
    """One version of the terms of reference (Markdown). Once agreed its words never change; the next version does."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        AGREED = "agreed", _("Agreed")

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="charters")
    number = models.PositiveIntegerField()
    language = models.CharField(max_length=12, default="en")  # BCP 47
    body = models.TextField()
    note = models.CharField(max_length=200, default="", blank=True)  # what this version changes
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    drafted_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=clock.now)
    agreed_on = models.DateField(null=True, blank=True)
    decision_number = models.PositiveIntegerField(null=True, blank=True)  # of the group's decision that agreed it
    is_public = models.BooleanField(default=False)  # on the group's public face, while the group has one

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["group", "number"], name="charter_once"),
            models.CheckConstraint(condition=Q(state="draft") | Q(agreed_on__isnull=False), name="charter_agreed_on"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("groups:charter", args=[self.group.slug, self.number])


class Milestone(models.Model):
    """A step of the work plan: what, by when, who, and what it is tied to (a kind and a number of the group)."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        UNDERWAY = "underway", _("Under way")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="milestones")
    number = models.PositiveIntegerField()
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    words = models.TextField(default="", blank=True)
    due = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    closed_on = models.DateField(null=True, blank=True)  # done or dropped
    delegation = models.ForeignKey(Delegation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    person = models.ForeignKey("accounts.Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    office = models.CharField(max_length=12, choices=Office.Role, default="", blank=True)
    tied_kind = models.CharField(max_length=20, default="", blank=True)  # as in `groups.registry`
    tied_number = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["group", "number"], name="milestone_once"),
            models.CheckConstraint(
                condition=Q(tied_kind="", tied_number=None) | (~Q(tied_kind="") & Q(tied_number__isnull=False)),
                name="milestone_tied",
            ),
        ]

    def get_absolute_url(self) -> str:
        return f"{reverse('groups:plan', args=[self.group.slug])}#milestone-{self.number}"

    @property
    def is_open(self) -> bool:
        return self.state in {self.State.PLANNED, self.State.UNDERWAY}

    def is_late(self, today: date) -> bool:
        """Whether its day has passed without it being done or dropped."""
        return self.is_open and self.due < today


class MilestoneMove(models.Model):
    """A milestone was put to another day: from when to when, why, by whom. Never changed."""

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="moves")
    due_before = models.DateField()
    due_after = models.DateField()
    reason = models.CharField(max_length=300)
    moved_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["moved_at", "pk"]


class Conclusion(models.Model):
    """How a group's work ended, once for every time that it did: the closing note and, if so, how it went on."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="conclusions")
    concluded_on = models.DateField()
    note = models.TextField(default="", blank=True)  # Markdown
    language = models.CharField(max_length=12, default="en")  # BCP 47
    concluded_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    archived_on = models.DateField(null=True, blank=True)
    reopened_on = models.DateField(null=True, blank=True)
    reopened_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-pk"]
