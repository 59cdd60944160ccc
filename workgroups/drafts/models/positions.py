"""Where delegations stand on a text that is negotiated: brackets with alternatives, positions, what was agreed."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from workgroups.core import clock
from workgroups.drafts.models.drafts import Draft


class Bracket(models.Model):
    """Disputed words of a top block, or the whole block (`words` empty), with alternatives beside each other.

    Cleaning it writes one of them, or another text, into the document; `outcome` is what the block said then.
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("a bracket", "Open")
        CLEANED = "cleaned", pgettext_lazy("a bracket", "Cleaned")

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="brackets")
    number = models.PositiveIntegerField()
    block = models.CharField(max_length=64)
    words = models.CharField(max_length=1_000, default="", blank=True)
    reason = models.TextField(default="", blank=True)
    owner = models.ForeignKey("groups.Delegation", on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    cleaned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    cleaned_at = models.DateTimeField(null=True)
    outcome = models.TextField(default="", blank=True)
    agreed = models.ManyToManyField("groups.Delegation", related_name="+")  # who agreed when it was cleaned

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="bracket_number_once")]
        indexes = [models.Index(fields=["draft", "state", "block"])]

    def get_absolute_url(self) -> str:
        return reverse("drafts:bracket-page", args=[self.draft.group.slug, self.draft.number, self.number])

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN


class Alternative(models.Model):
    """One wording for what stands in a bracket, in Markdown; no words: to leave it out."""

    bracket = models.ForeignKey(Bracket, on_delete=models.CASCADE, related_name="alternatives")
    place = models.PositiveSmallIntegerField()
    words = models.TextField(default="", blank=True)
    delegation = models.ForeignKey("groups.Delegation", on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bracket", "place"], name="alternative_place_once")]


class Support(models.Model):
    """The alternative of a bracket that a delegation stands behind: one at a time."""

    bracket = models.ForeignKey(Bracket, on_delete=models.CASCADE, related_name="supports")
    alternative = models.ForeignKey(Alternative, on_delete=models.CASCADE, related_name="supports")
    delegation = models.ForeignKey("groups.Delegation", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bracket", "delegation"], name="support_once")]


class Position(models.Model):
    """How a delegation stands on a block, or on the whole text (no `block`), from an instant on.

    A new one ends the one before, and all stay. One that is pending past its day has lapsed and says nothing else.
    """

    class Kind(models.TextChoices):
        SUPPORTS = "supports", _("Supports it")
        LIVES_WITH = "lives_with", _("Can live with it")
        PENDING = "pending", _("Position pending")
        GENERAL = "general", _("General reservation")
        SPECIFIC = "specific", _("Specific reservation")
        PARLIAMENTARY = "parliamentary", _("Parliamentary reservation")
        LINGUISTIC = "linguistic", _("Linguistic reservation")

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="positions")
    block = models.CharField(max_length=64)
    delegation = models.ForeignKey("groups.Delegation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=13, choices=Kind)
    until = models.DateField(null=True, blank=True)  # of a pending one
    note = models.TextField(default="", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "block", "delegation"],
                condition=models.Q(ended_at=None),
                name="position_standing_once",
            )
        ]

    @property
    def is_reservation(self) -> bool:
        return self.kind in RESERVATIONS

    @property
    def has_lapsed(self) -> bool:
        """Whether the day until which it was pending is over."""
        over = self.until is not None and self.until < clock.now().date()
        return self.kind == self.Kind.PENDING and self.ended_at is None and over


ON_A_TEXT = (Position.Kind.PENDING, Position.Kind.SUPPORTS, Position.Kind.LIVES_WITH)
"""What a delegation may say of a whole text where nothing is negotiated."""
RESERVATIONS = (
    Position.Kind.GENERAL,
    Position.Kind.SPECIFIC,
    Position.Kind.PARLIAMENTARY,
    Position.Kind.LINGUISTIC,
)
