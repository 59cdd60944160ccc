"""What a meeting left to do, or recommends."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Task(models.Model):
    """What is owed or recommended after a meeting: by a delegation, by somebody named in words, or by nobody yet."""

    class Kind(models.TextChoices):
        TASK = "task", _("Task")
        RECOMMENDATION = "recommendation", _("Recommendation")

    group = models.ForeignKey("groups.Group", on_delete=models.CASCADE, related_name="tasks")
    number = models.PositiveIntegerField()
    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.CASCADE, related_name="tasks")
    session = models.ForeignKey(
        "meetings.Session", on_delete=models.SET_NULL, null=True, blank=True, related_name="tasks"
    )
    kind = models.CharField(max_length=14, choices=Kind, default=Kind.TASK)
    title = models.CharField(max_length=300)
    delegation = models.ForeignKey(
        "groups.Delegation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    addressee = models.CharField(max_length=200, default="", blank=True)  # in words, where no delegation owes it
    due_on = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "number"], name="task_number")]
