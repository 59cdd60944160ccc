"""A call for input: a questionnaire in sections, and what delegations or persons wrote into it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .decisions import Decision


class Call(models.Model):
    """A questionnaire; its name is the decision's title. Whom it asks: all of a kind, or only those in `asked`."""

    class AskedOf(models.TextChoices):
        DELEGATION = "delegation", _("Delegations, one answer each")
        PERSON = "person", _("Persons, each for themselves")

    class Shown(models.TextChoices):
        ALWAYS = "always", _("To all members as they come in")
        AFTER = "after", _("To all members after the deadline")
        OFFICERS = "officers", _("To the chairs and the secretariat only")

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="call")
    asked_of = models.CharField(max_length=10, choices=AskedOf, default=AskedOf.DELEGATION)
    shown = models.CharField(max_length=8, choices=Shown, default=Shown.ALWAYS)
    closes_at = models.DateTimeField(null=True, blank=True)
    closes_zone = models.CharField(max_length=64, default="UTC")
    closed_at = models.DateTimeField(null=True, blank=True)


class Asked(models.Model):
    """One of those whom a call asks, where it does not ask all."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="asked")
    delegation = models.ForeignKey("groups.Delegation", on_delete=models.CASCADE, null=True, related_name="+")
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(delegation=None, person__isnull=False)
                | models.Q(delegation__isnull=False, person=None),
                name="asked_one",
            ),
            models.UniqueConstraint(fields=["call", "delegation"], name="asked_delegation"),
            models.UniqueConstraint(fields=["call", "person"], name="asked_person"),
        ]


class Section(models.Model):
    """A part of a call with a heading of its own."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField(default="", blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["call", "position"], name="section_once")]


class Question(models.Model):
    """One question of a section, in its exact words."""

    class Kind(models.TextChoices):
        WORDS = "words", _("Open words")
        SINGLE = "single", _("One answer")
        MULTIPLE = "multiple", _("Several answers")

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500)
    hint = models.CharField(max_length=500, default="", blank=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.WORDS)
    type_words = models.CharField(max_length=300, default="", blank=True)  # the type of question as it was worded
    max_choices = models.PositiveSmallIntegerField(default=1)
    is_required = models.BooleanField(default=False)

    class Meta:
        ordering = ["section__position", "position"]
        constraints = [models.UniqueConstraint(fields=["section", "position"], name="question_once")]

    def __str__(self) -> str:
        return self.text


class Choice(models.Model):
    """One answer that a question offers."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="choices")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=200)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["question", "position"], name="choice_once")]

    def __str__(self) -> str:
        return self.label


class Response(models.Model):
    """All that a delegation (or a person) answers to a call. A draft and what was submitted stand side by side."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Submitted")

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="responses")
    state = models.CharField(max_length=9, choices=State)
    delegation = models.ForeignKey("groups.Delegation", on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")  # whoever wrote it last
    at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)  # rises with every change of a draft
    brought_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=300, default="", blank=True)  # how an answer that was brought in arrived

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["call", "state", "delegation"],
                name="response_delegation",
                condition=~models.Q(delegation=None),
            ),
            models.UniqueConstraint(
                fields=["call", "state", "person"], name="response_person", condition=models.Q(delegation=None)
            ),
        ]


class Reply(models.Model):
    """The answer to one question."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="replies")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="replies")
    text = models.TextField(default="", blank=True)
    choices = models.ManyToManyField(Choice, related_name="replies")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["response", "question"], name="reply_once")]
