"""The record of acts: a row is written once and never changed (a trigger of the database refuses)."""

from django.db import models

from workgroups.core import clock


class Record(models.Model):
    """One act of somebody, as its event told it. `stream_kind` and `ref_id` say where: a group, a person, the site."""

    at = models.DateTimeField(default=clock.now)
    actor_id = models.BigIntegerField()  # no key: what somebody did outlives them
    event = models.CharField(max_length=80)
    stream_kind = models.CharField(max_length=10)
    ref_id = models.BigIntegerField()
    data = models.JSONField()

    class Meta:
        indexes = [
            models.Index(fields=["stream_kind", "ref_id", "-id"], name="record_place"),
            models.Index(fields=["actor_id", "-id"], name="record_actor"),
        ]
