"""Streams, their entries, and the place where each reader stands."""

from django.db import models

from workgroups.events.events import Event


class Stream(models.Model):
    """One log: `head` is the number of its newest entry, without holes."""

    kind = models.CharField(max_length=10)
    ref_id = models.BigIntegerField()
    head = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "ref_id"], name="stream_once")]


class Entry(models.Model):
    """An event as it is kept: ids only, never text that somebody might not be allowed to see."""

    stream = models.ForeignKey(Stream, on_delete=models.PROTECT, related_name="entries")
    seq = models.BigIntegerField()
    name = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField()
    data = models.JSONField()
    audience_kind = models.CharField(max_length=12)
    audience_id = models.BigIntegerField(default=0)
    depth = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stream", "seq"], name="entry_once")]

    def event(self) -> Event | None:
        """Return the typed event, or None when this code does not know it (yet)."""
        known = Event.known.get(self.name)
        return known(**self.data) if known and known.version == self.version else None


class Cursor(models.Model):
    """How far a reader has read a stream; a failing reader stops here and is shown to the operator."""

    reader = models.CharField(max_length=40)
    stream = models.ForeignKey(Stream, on_delete=models.CASCADE)
    seq = models.BigIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    error = models.TextField(default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reader", "stream"], name="cursor_once")]
