"""Themes: what open answers have in common, as an officer reads them."""

from django.db import models

from .calls import Question, Reply
from .decisions import Decision
from .polls import Words


class Theme(models.Model):
    """A theme of a poll's open words (no question) or of one question of a call; its points hang below it."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="themes")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, null=True, related_name="themes")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="points")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=120)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.label


class Coding(models.Model):
    """Words of an answer that speak of a theme; all of the answer's words where `text` is empty."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="codings")
    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, null=True, related_name="codings")
    words = models.ForeignKey(Words, on_delete=models.CASCADE, null=True, related_name="codings")
    text = models.TextField(default="", blank=True)
    by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reply=None, words__isnull=False) | models.Q(reply__isnull=False, words=None),
                name="coding_one",
            ),
        ]


class CodingStep(models.Model):
    """How the themes stood before a change, so that it can be taken back."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="coding_steps")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, null=True, related_name="coding_steps")
    what = models.CharField(max_length=10)  # added, renamed, merged, split, removed, coded, moved, uncoded
    label = models.CharField(max_length=120)  # the theme it was about
    by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    before = (
        models.JSONField()
    )  # {"themes": [[id, parent, position, label]], "codings": [[id, theme, reply, words, text, by, at]]}

    class Meta:
        ordering = ["-pk"]
