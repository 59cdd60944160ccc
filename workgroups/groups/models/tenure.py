"""How seats and offices change: dates that were set anew, and what is handed from one person to the next."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from workgroups.core import clock
from workgroups.groups.models.groups import Group, Office, Seat


class DateChange(models.Model):
    """The dates of a seat or an office were set anew: by whom, why, and what they were before."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, null=True, related_name="date_changes")
    office = models.ForeignKey(Office, on_delete=models.CASCADE, null=True, related_name="date_changes")
    changed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=clock.now)
    since_before = models.DateField()
    until_before = models.DateField(null=True)
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(seat=None, office__isnull=False) | Q(seat__isnull=False, office=None),
                name="date_change_of_one",
            )
        ]


class Handover(models.Model):
    """An office or a seat that goes from one person to another on a day, with what hangs on it and a note.

    `chosen` names what is passed on, as `groups.registry.Held.key` has it.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        DONE = "done", _("Done")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="handovers")
    office = models.ForeignKey(Office, on_delete=models.CASCADE, null=True, related_name="handovers")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, null=True, related_name="handovers")
    leaver = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    successor = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    day = models.DateField()
    note = models.TextField(default="", blank=True)
    chosen = models.JSONField(default=list)
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)
    done_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)  # the successor has put the note away

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(seat=None, office__isnull=False) | Q(seat__isnull=False, office=None),
                name="handover_of_one",
            )
        ]

    def get_absolute_url(self) -> str:
        return reverse("groups:handover", args=[self.group.slug, self.pk])

    @property
    def what(self) -> str:
        """The office or seat that goes over, in words."""
        held = self.office or self.seat
        assert held  # noqa: S101  (a constraint of the table)
        return named(held)


def named(held: Office | Seat) -> str:
    """Return an office or a seat in words: Chair; Head of delegation, Uruguay."""
    return held.title if isinstance(held, Office) else f"{Seat.Role(held.role).label}, {held.delegation.body.shown}"
