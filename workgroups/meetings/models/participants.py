"""Somebody at a meeting, with a function; they need not hold a seat, nor be named."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Participant(models.Model):
    """One entry of a list of participants. A name is shown to the group only with consent, and never outside of it."""

    class Function(models.TextChoices):
        KEYNOTE = "keynote", _("Keynote speaker")
        MODERATOR = "moderator", _("Moderator")
        EXPERT = "expert", _("Expert")
        RESOURCE = "resource", _("Resource person")
        STAFF = "staff", _("Staff")
        GUEST = "guest", _("Guest")

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.CASCADE, related_name="participants")
    position = models.PositiveSmallIntegerField()
    function = models.CharField(max_length=10, choices=Function)
    organisation = models.CharField(max_length=300, default="", blank=True)
    country = models.CharField(max_length=2, default="", blank=True)  # ISO 3166-1 alpha-2
    person = models.ForeignKey("accounts.Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200, default="", blank=True)
    consent_to_name = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "pk"]
