"""One table of decisions, so that `decisions/<n>` is one sequence; polls and calls for input are kinds of it."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from workgroups.core.ids import new_uid
from workgroups.groups.models import Marked


class Decision(Marked):
    """Something a group decides or has decided: numbered, dated, and how."""

    class Kind(models.TextChoices):
        POLL = "poll", _("Poll")
        CALL = "call", _("Call for input")
        RECORDED = "recorded", _("Decision")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    class How(models.TextChoices):
        CONSENSUS = "consensus", _("By consensus in a meeting")
        NO_OBJECTION = "no_objection", _("Without objection by correspondence")
        POLL = "poll", _("After a poll")
        CHAIRS = "chairs", _("By the chairs")

    uid = models.UUIDField(default=new_uid, unique=True)
    group = models.ForeignKey("groups.Group", on_delete=models.CASCADE, related_name="decisions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    title = models.CharField(max_length=300)
    text = models.TextField(default="", blank=True)
    how = models.CharField(max_length=14, choices=How, default="", blank=True)
    by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    decided_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "number"], name="decision_number")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("polls:decision-page", args=[self.group.slug, self.number])

    @property
    def topic(self) -> str:
        """What its pages follow."""
        return f"decision:{self.pk}"


class Recording(models.Model):
    """Marks a poll or a call whose answers are not here: what a source says of it, as the source says it."""

    class Precision(models.TextChoices):
        DAY = "day", _("the day is known")
        MONTH = "month", _("the month is known")
        YEAR = "year", _("the year is known")

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="recording")
    asked_on = models.DateField(null=True, blank=True)  # the first day of what is known; empty: not in the source
    precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    respondents = models.PositiveIntegerField(null=True, blank=True)  # how many answered; empty: not in the source
    source = models.CharField(max_length=300)  # where it is taken from, down to the page or figure
    note = models.TextField(default="", blank=True)
