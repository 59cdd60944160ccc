"""What is stored (once by content) and under which name, for whom."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from workgroups.core import clock
from workgroups.core.ids import new_uid

PICTURES = {"image/png", "image/jpeg", "image/webp"}
IMAGES = PICTURES | {"image/gif"}


def ending_of(name: str) -> str:
    """Return how a name ends, as people know it: PDF, DOCX; empty without an ending."""
    stem, _dot, ending = name.rpartition(".")
    return ending.upper() if stem and len(ending) <= 8 else ""


class Scan(models.TextChoices):
    """What a scanner for harmful content said of a blob."""

    WAITING = "waiting", _("Being checked")
    CLEAN = "clean", _("Checked")
    HARMFUL = "harmful", _("Harmful")


def closes(scan: str) -> bool:
    """Whether a blob of this state is closed: it is harmful, or waits to be checked by a scanner that is set."""
    return scan == Scan.HARMFUL or (scan == Scan.WAITING and bool(settings.CLAMD_URL))


class Blob(models.Model):
    """Bytes, known by their SHA-256; `type` was sniffed from the bytes, never taken from a name or a browser."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.BigIntegerField()
    type = models.CharField(max_length=100)
    path = models.CharField(max_length=120, unique=True)  # in the file store
    stored_at = models.DateTimeField(default=clock.now)
    scan = models.CharField(max_length=8, choices=Scan, default="", blank=True)  # empty: nobody asked for a check
    scan_after = models.DateTimeField(null=True)  # no worker takes it up before: it is being checked, or was away
    scan_found = models.CharField(max_length=120, default="", blank=True)  # the scanner's own words

    class Meta:
        indexes = [models.Index(fields=["id"], condition=models.Q(scan="waiting"), name="blob_to_check")]

    @property
    def is_closed(self) -> bool:
        """Whether nobody may open it."""
        return closes(self.scan)

    @property
    def why_closed(self) -> str:
        """Say why nobody may open it, and what to do; empty where it is open."""
        if not self.is_closed:
            return ""
        if self.scan == Scan.HARMFUL:
            return gettext("Harmful content was found in this file, so nobody can open it. Bring a clean copy.")
        if self.scan_found:
            return gettext(
                "This file could not be checked for harmful content yet. It stays closed; that is tried again."
            )
        return gettext("This file is being checked for harmful content. It opens as soon as that is done.")


class Upload(models.Model):
    """A file on its way in, in pieces (tus 1.0.0); `offset` bytes of `length` are safely on the disk.

    What has arrived becomes a File with the same `uid`; what was refused keeps its words until it is swept.
    """

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    owner = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    group = models.ForeignKey("groups.Group", on_delete=models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=60)
    name = models.CharField(max_length=150)
    length = models.BigIntegerField()
    offset = models.BigIntegerField(default=0)
    opened_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    file = models.OneToOneField("files.File", on_delete=models.SET_NULL, null=True, related_name="+")
    refused = models.TextField(default="")

    @property
    def is_open(self) -> bool:
        """Whether more may come."""
        return self.offset < self.length and not self.refused


class File(models.Model):
    """A blob under a name; `kind` says who is asked about it (`registry.reader_of`), `subject_id` of what it is."""

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=150)
    owner = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    group = models.ForeignKey("groups.Group", on_delete=models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField(null=True)
    stored_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["kind", "subject_id"], name="file_of")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("files:file", args=[self.uid, self.name])

    @property
    def size(self) -> int:
        return self.blob.size

    @property
    def type(self) -> str:
        return self.blob.type

    @property
    def why_closed(self) -> str:
        """Say why nobody may open it; empty where it is open."""
        return self.blob.why_closed

    @property
    def is_picture(self) -> bool:
        """Whether a page may show it in place (re-encoded, and it does not move)."""
        return self.blob.type in PICTURES


class Extract(models.Model):
    """What a blob says, in plain words, and its first page as a picture; made once, by a worker, in a confined child.

    `reason` names why there is nothing to read (see `words`); that is a result like any other, never a stuck job.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"
        FAILED = "failed"

    class Reason(models.TextChoices):
        NOT_TEXT = "not_text", _("This kind of file is not shown as text.")
        EMPTY = "empty", _("There are no words in this file, perhaps only pictures of pages.")
        LOCKED = "locked", _("This file is locked with a password, so it is not shown here.")
        BROKEN = "broken", _("This file is damaged or unusual, so it cannot be shown here. It can be downloaded.")
        CLOSED = "closed", _("This file is closed until it has been checked for harmful content.")
        TOO_MUCH = "too_much", _("This file holds too much to be shown here. It can be downloaded.")

    blob = models.OneToOneField(Blob, on_delete=models.CASCADE, related_name="extract", primary_key=True)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    reason = models.CharField(max_length=8, choices=Reason, default="", blank=True)
    text = models.TextField(default="", blank=True)
    is_cut = models.BooleanField(default=False)
    pages = models.PositiveIntegerField(null=True)  # of a PDF that could be opened
    picture = models.ForeignKey(Blob, on_delete=models.SET_NULL, null=True, related_name="+")
    attempts = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(default=clock.now)
    leased_until = models.DateTimeField(null=True)  # a worker reads it until then

    class Meta:
        indexes = [models.Index(fields=["asked_at"], condition=models.Q(state="waiting"), name="extract_waiting")]

    @property
    def words(self) -> str:
        """Say why there is nothing to read; empty where there is."""
        return str(Extract.Reason(self.reason).label) if self.reason else ""
