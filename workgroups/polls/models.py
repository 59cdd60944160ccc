"""One table of decisions, so that `decisions/<n>` is one sequence; a poll is one of its kinds."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from workgroups.core.ids import new_uid


class Decision(models.Model):
    """Something a group decides or has decided: numbered, dated, and how."""

    class Kind(models.TextChoices):
        POLL = "poll", _("Poll")
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


class Poll(models.Model):
    """A question with options; its exact words are the decision's title."""

    class Kind(models.TextChoices):
        SINGLE = "single", _("One answer")
        MULTIPLE = "multiple", _("Several answers")

    class CountedBy(models.TextChoices):
        DELEGATION = "delegation", _("One answer a delegation")
        PERSON = "person", _("One answer a person")

    class Shown(models.TextChoices):
        ALWAYS = "always", _("While it runs")
        AFTER = "after", _("After it has closed")

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="poll")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.SINGLE)
    max_choices = models.PositiveSmallIntegerField(default=1)
    counted_by = models.CharField(max_length=10, choices=CountedBy, default=CountedBy.DELEGATION)
    shown = models.CharField(max_length=6, choices=Shown, default=Shown.ALWAYS)
    closes_at = models.DateTimeField(null=True, blank=True)
    closes_zone = models.CharField(max_length=64, default="UTC")
    closed_at = models.DateTimeField(null=True, blank=True)


class Option(models.Model):
    """One of a poll's answers, in the order in which it was asked."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=200)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["poll", "position"], name="option_once")]

    def __str__(self) -> str:
        return self.label


class Answer(models.Model):
    """What a delegation (or a person) answered; whoever of a delegation enters it, it is the delegation's."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="answers")
    delegation = models.ForeignKey("groups.Delegation", on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    options = models.ManyToManyField(Option, related_name="answers")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["poll", "delegation"], name="answer_delegation", condition=~models.Q(delegation=None)
            ),
            models.UniqueConstraint(
                fields=["poll", "person"], name="answer_person", condition=models.Q(delegation=None)
            ),
        ]
