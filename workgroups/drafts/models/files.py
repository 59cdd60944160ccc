"""Drafts as files: copies that go out, and files that come in."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from workgroups.core import clock
from workgroups.drafts.models.drafts import Draft


class FileState(models.TextChoices):
    """How far a worker is with a file."""

    WAITING = "waiting"
    READY = "ready"
    FAILED = "failed"


class Copy(models.Model):
    """A draft, or the matrix of what was said on it, as a file for one reader, as the text stood at `seq`.

    Asked for again, it is made again, with what was chosen the last time.
    """

    class Holds(models.TextChoices):
        TEXT = "text", _("The text")
        MATRIX = "matrix", _("The matrix of comments and proposals")

    class Format(models.TextChoices):
        WORD = "docx", _("Word")
        PDF = "pdf", _("PDF")
        ODT = "odt", _("OpenDocument")
        MARKDOWN = "md", _("Markdown")
        HTML = "html", _("Web page")
        EXCEL = "xlsx", _("Excel")
        CSV = "csv", _("CSV")

    class Brackets(models.TextChoices):
        """How a negotiated text shows what is disputed in it."""

        NAMES = "names", _("With brackets, and who stands where")
        WORDS = "words", _("With brackets, without names")
        NONE = "none", _("Without brackets: the text as it stands")

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="copies")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    holds = models.CharField(max_length=6, choices=Holds, default=Holds.TEXT)
    format = models.CharField(max_length=4, choices=Format)
    with_changes = models.BooleanField(default=False)
    brackets = models.CharField(max_length=5, choices=Brackets, default=Brackets.NONE)
    language = models.CharField(max_length=12)
    state = models.CharField(max_length=7, choices=FileState, default=FileState.WAITING)
    seq = models.BigIntegerField(default=0)
    file = models.ForeignKey("files.File", on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    made_at = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "person", "holds", "format"], name="draft_copy_once")]

    @property
    def is_matrix(self) -> bool:
        return self.holds == self.Holds.MATRIX


class Arrival(models.Model):
    """A file that somebody brought, read by a worker: a new draft, or a marked-up copy of `draft` that comes back.

    `found` is what was read of it (`logic.incoming`); the page shows it before anything is made of it. It is kept for
    a week.
    """

    group = models.ForeignKey("groups.Group", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, null=True, related_name="arrivals")
    file = models.ForeignKey("files.File", on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=255)
    state = models.CharField(max_length=7, choices=FileState, default=FileState.WAITING)
    fault = models.CharField(max_length=12, default="", blank=True)
    found = models.JSONField(default=dict)
    used_at = models.DateTimeField(null=True)
    brought_at = models.DateTimeField(default=clock.now)
    leased_until = models.DateTimeField(null=True)

    def get_absolute_url(self) -> str:
        return reverse("drafts:arrival-page", args=[self.group.slug, self.pk])

    @property
    def is_matrix(self) -> bool:
        """A filled matrix of comments and proposals: a table, where every other file is a text."""
        return self.draft_id is not None and self.name.lower().endswith(TABLES)


TABLES = (".xlsx", ".csv")
TEXT_FORMATS = (Copy.Format.WORD, Copy.Format.PDF, Copy.Format.ODT, Copy.Format.MARKDOWN, Copy.Format.HTML)
MATRIX_FORMATS = (Copy.Format.EXCEL, Copy.Format.CSV, Copy.Format.WORD)
TRACKED_FORMATS = frozenset({Copy.Format.WORD, Copy.Format.PDF})
"""In these, open proposals and comments can go along with the text."""
