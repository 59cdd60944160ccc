"""Archives: many documents in one file, made for one reader."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from workgroups.core import clock
from workgroups.core.ids import new_uid
from workgroups.core.languages import autonym
from workgroups.files.models import Scan


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
    left_out = models.JSONField(default=list)  # of what was asked for: symbol, language and Scan of a closed file
    gone = models.PositiveIntegerField(default=0)  # documents that could not be read any more when it was made
    done = models.PositiveIntegerField(default=0)  # documents packed so far
    asked_at = models.DateTimeField(default=clock.now)
    leased_until = models.DateTimeField(null=True)  # a worker makes it until then
    file = models.ForeignKey("files.File", on_delete=models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "asked_at"], name="archive_waiting")]

    def get_absolute_url(self) -> str:
        return reverse("documents:archive-page", args=[self.group.slug, self.uid])

    @property
    def missing(self) -> list[str]:
        """Say what of that which was asked for is not in it, and why; a line each, nothing when all is there."""
        lines = []
        for symbol, language, scan in self.left_out:
            if scan == Scan.HARMFUL:
                words = gettext("%(symbol)s, %(language)s: harmful content was found in the file, so it stays closed.")
            else:
                words = gettext("%(symbol)s, %(language)s: the file is not checked for harmful content yet.")
            lines.append(words % {"symbol": symbol, "language": autonym(language)})
        if self.gone:
            words = ngettext(
                "%s document was withdrawn meanwhile, or is not yours to read any more.",
                "%s documents were withdrawn meanwhile, or are not yours to read any more.",
                self.gone,
            )
            lines.append(words % self.gone)
        return lines
