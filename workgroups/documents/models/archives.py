"""Archives: many documents in one file, made for one reader."""

from django.db import models
from django.urls import reverse

from workgroups.core import clock
from workgroups.core.ids import new_uid


class Archive(models.Model):
    """Documents that somebody asked for as one ZIP file; a worker makes it, a timer takes it away."""

    class State(models.TextChoices):
        WAITING = "waiting"
        READY = "ready"
        FAILED = "failed"
        EXPIRED = "expired"

    uid = models.UUIDField(default=new_uid, unique=True)
    group = models.ForeignKey("groups.Group", on_delete=models.CASCADE, related_name="archives")
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    document_ids = models.JSONField(default=list)
    done = models.PositiveIntegerField(default=0)  # documents packed so far
    asked_at = models.DateTimeField(default=clock.now)
    leased_until = models.DateTimeField(null=True)  # a worker makes it until then
    file = models.ForeignKey("files.File", on_delete=models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "asked_at"], name="archive_waiting")]

    def get_absolute_url(self) -> str:
        return reverse("documents:archive-page", args=[self.group.slug, self.uid])
