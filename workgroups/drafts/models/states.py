"""How far a draft has come: its moves from state to state, and what a group lets people do in each."""

from django.conf import settings
from django.db import models

from workgroups.core import clock
from workgroups.drafts.models.drafts import Draft
from workgroups.drafts.models.history import DraftVersion


class DraftMove(models.Model):
    """A draft came from one state to another; `version` is the text that was adopted by it."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="moves")
    before = models.CharField(max_length=8, choices=Draft.State)
    state = models.CharField(max_length=8, choices=Draft.State)
    reason = models.CharField(max_length=300, default="", blank=True)
    version = models.ForeignKey(DraftVersion, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)


class StateRule(models.Model):
    """Who may write in a group's drafts of one state, where officers chose otherwise than `logic.states` begins."""

    group = models.ForeignKey("groups.Group", on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=Draft.State)
    editing = models.CharField(max_length=10, choices=Draft.Editing)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "state"], name="draft_rule_once")]
