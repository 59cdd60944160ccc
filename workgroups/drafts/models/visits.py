"""How far each reader has seen a draft."""

from django.conf import settings
from django.db import models

from workgroups.core import clock
from workgroups.drafts.models.drafts import Draft


class DraftVisit(models.Model):
    """The last change that had come when a person last left a draft; nobody but them is shown it."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="visits")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seq = models.BigIntegerField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "person"], name="draft_visit_once")]
