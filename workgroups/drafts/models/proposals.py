"""Proposals: changes put forward to a block of a draft, and who holds the pen that takes them in."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from workgroups.core import clock
from workgroups.drafts.models.drafts import Draft
from workgroups.groups.models import Office


class Proposal(models.Model):
    """One change to one top block, beside the document until a pen-holder takes it in.

    `base` is the block as the proposer saw it (for a new block: the one it comes after), `content` the blocks put
    forward, both checked ProseMirror JSON. What an acceptance needs in order to be undone stands in `before` (what
    was there), `written` (what was put there) and `after_block` (the block above).
    """

    class Kind(models.TextChoices):
        REPLACE = "replace", _("Other words")
        INSERT = "insert", _("A new block after this one")
        DELETE = "delete", _("Remove the block")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("a proposal", "Open")
        ACCEPTED = "accepted", pgettext_lazy("a proposal", "Accepted")
        MERGED = "merged", pgettext_lazy("a proposal", "Accepted with changes")
        DECLINED = "declined", pgettext_lazy("a proposal", "Declined")
        WITHDRAWN = "withdrawn", pgettext_lazy("a proposal", "Withdrawn")
        SUPERSEDED = "superseded", pgettext_lazy("a proposal", "Replaced by a newer one")

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="proposals")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=Kind)
    block = models.CharField(max_length=64)
    base = models.JSONField()
    base_print = models.CharField(max_length=64)
    content = models.JSONField(default=list)
    reason = models.TextField(default="", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    delegation = models.ForeignKey("groups.Delegation", on_delete=models.PROTECT, null=True, related_name="+")
    office = models.CharField(max_length=16, choices=Office.Title, default="", blank=True)
    made_at = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(default="", blank=True)
    before = models.JSONField(default=list)
    written = models.JSONField(default=list)
    after_block = models.CharField(max_length=64, default="", blank=True)
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replaced")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="proposal_number_once")]
        indexes = [models.Index(fields=["draft", "state", "block"])]

    def get_absolute_url(self) -> str:
        return reverse("drafts:proposal-page", args=[self.draft.group.slug, self.draft.number, self.number])

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def speaker(self) -> str:
        """For whom it is put forward: a delegation, else the office under which somebody spoke."""
        return self.delegation.body.shown if self.delegation else str(self.get_office_display())


class PenHolder(models.Model):
    """Somebody whom officers gave the pen of a draft; with nobody chosen, whoever began it has it beside them."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="pen_holders")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "person"], name="pen_holder_once")]
