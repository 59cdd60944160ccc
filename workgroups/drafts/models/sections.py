"""Sections of a draft that were given to somebody to write, and those that are locked while they are settled."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from workgroups.core import clock
from workgroups.drafts.models.drafts import Draft


class DraftSection(models.Model):
    """A heading of a draft (`block`) and what stands below it, given to somebody, locked, or both.

    `title` is what the heading was last called: where the heading is gone the section waits under that name.
    `words_then` counts its words when it was given; `words`, `text_print` and `changed_at` are of the last time the
    draft came to rest. `given_at` is None where a section is only locked.
    """

    class State(models.TextChoices):
        WRITING = "writing", _("Being written")
        HANDED_IN = "handed_in", _("Handed in")

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="sections")
    number = models.PositiveIntegerField()
    block = models.CharField(max_length=64)
    title = models.CharField(max_length=300)
    note = models.CharField(max_length=500, default="", blank=True)
    due_on = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=9, choices=State, default=State.WRITING)
    handed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    handed_at = models.DateTimeField(null=True)
    words_then = models.PositiveIntegerField(default=0)
    words = models.PositiveIntegerField(default=0)
    text_print = models.CharField(max_length=64, default="", blank=True)
    changed_at = models.DateTimeField(null=True)
    locked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    locked_at = models.DateTimeField(null=True)
    lock_reason = models.CharField(max_length=300, default="", blank=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="draft_section_number_once"),
            models.UniqueConstraint(
                fields=["draft", "block"], condition=models.Q(removed_at=None), name="draft_section_block_once"
            ),
        ]

    def get_absolute_url(self) -> str:
        listed = reverse("drafts:section-list", args=[self.draft.group.slug, self.draft.number])
        return f"{listed}#section-{self.number}"

    @property
    def is_handed_in(self) -> bool:
        return self.state == self.State.HANDED_IN

    @property
    def is_locked(self) -> bool:
        return self.locked_at is not None

    @property
    def is_late(self) -> bool:
        """Whether its day has passed while it is still being written."""
        return bool(self.due_on and not self.is_handed_in and self.due_on < clock.now().date())


class SectionOwner(models.Model):
    """Who writes a section: a delegation, whoever sits for it, or one person."""

    section = models.ForeignKey(DraftSection, on_delete=models.CASCADE, related_name="owners")
    delegation = models.ForeignKey("groups.Delegation", on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["section", "delegation", "person"], name="section_owner_once", nulls_distinct=False
            )
        ]

    @property
    def name(self) -> str:
        return self.delegation.body.shown if self.delegation else self.person.name if self.person else ""
