"""What a chair ordered out of a draft's history."""

from django.conf import settings
from django.db import models

from workgroups.core import clock
from workgroups.drafts.models.drafts import Draft


class DraftPurge(models.Model):
    """An order to let deleted text leave for good; carried out once, and kept without a word of what left."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="purges")
    reason = models.CharField(max_length=300)
    versions = models.JSONField(default=list)  # the numbers of the versions that leave too
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    done_at = models.DateTimeField(null=True)
    upto_seq = models.BigIntegerField(default=0)
    left = models.JSONField(default=dict)  # how many changes, states and versions left
