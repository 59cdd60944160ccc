"""A poll: a question, its options, and what delegations or persons answered."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .decisions import Decision


class Poll(models.Model):
    """A question with its answers; its exact words are the decision's title."""

    class Kind(models.TextChoices):
        SINGLE = "single", _("One answer")
        MULTIPLE = "multiple", _("Several answers")
        RATING = "rating", _("A rating")
        KEYWORDS = "keywords", _("Keywords")
        WORDS = "words", _("Open words")

    class CountedBy(models.TextChoices):
        DELEGATION = "delegation", _("One answer a delegation")
        PERSON = "person", _("One answer a person")

    class Shown(models.TextChoices):
        ALWAYS = "always", _("While it runs")
        AFTER = "after", _("After it has closed")

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="poll")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.SINGLE)
    type_words = models.CharField(max_length=300, default="", blank=True)  # the type of question as it was worded
    max_choices = models.PositiveSmallIntegerField(default=1)  # of the options, or of the keywords
    counted_by = models.CharField(max_length=10, choices=CountedBy, default=CountedBy.DELEGATION)
    shown = models.CharField(max_length=6, choices=Shown, default=Shown.ALWAYS)
    closes_at = models.DateTimeField(null=True, blank=True)
    closes_zone = models.CharField(max_length=64, default="UTC")
    closed_at = models.DateTimeField(null=True, blank=True)

    @property
    def has_options(self) -> bool:
        """Whether answers are chosen from a list."""
        return self.kind in {self.Kind.SINGLE, self.Kind.MULTIPLE, self.Kind.RATING}


class Option(models.Model):
    """One of a poll's answers, in the order in which it was asked; of a rating the lowest comes first.

    In a recorded poll also what answers a source names, with their count or percentage if it gives one.
    """

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=200)
    recorded_count = models.PositiveIntegerField(null=True, blank=True)
    recorded_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)

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


class Words(models.Model):
    """What an answer says in words: one row a keyword, or one for open words."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="words")
    position = models.PositiveSmallIntegerField(default=1)
    text = models.TextField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["answer", "position"], name="words_once")]
