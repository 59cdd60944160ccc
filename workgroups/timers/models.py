"""Due work as rows, so that neither a restart nor a lost broker forgets a deadline."""

from django.db import models


class Timer(models.Model):
    """One thing that is due at one instant; `kind` names its handler, `subject_id` what it is about."""

    kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    due = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    error = models.TextField(default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "subject_id"], name="timer_once")]
        indexes = [models.Index(fields=["due"], condition=models.Q(done_at=None), name="timer_due")]
