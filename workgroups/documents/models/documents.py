"""Documents: one a symbol, with a rendition a language and numbered versions of each."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from workgroups.core import clock
from workgroups.core.ids import new_uid
from workgroups.core.languages import autonym
from workgroups.files.models import ending_of
from workgroups.groups.models import Marked


class Document(Marked):
    """A document of a group. `number` is its running number and address, `symbol` what people cite; both for ever.

    An addendum or a corrigendum is a document of its own with a `parent`. A revision is not: `revision` counts how
    often new content was published under the same symbol.
    """

    class Type(models.TextChoices):
        WORKING = "working", _("Working paper")
        INFORMATION = "information", _("Information paper")
        CONTRIBUTION = "contribution", _("National contribution")
        PRESENTATION = "presentation", _("Presentation")
        REPORT = "report", _("Report")
        AGENDA = "agenda", _("Agenda")
        MINUTES = "minutes", _("Minutes")
        LETTER = "letter", _("Circular letter")
        REFERENCE = "reference", _("Reference document")
        OTHER = "other", _("Other")

    class Part(models.TextChoices):
        ADDENDUM = "add", _("Addendum")
        CORRIGENDUM = "corr", _("Corrigendum")

    class DueKind(models.TextChoices):
        INSTANT = "instant", _("at an hour")
        BUSINESS = "business", _("close of business")
        DAY = "day", _("end of the day")
        ANYWHERE = "anywhere", _("end of the day anywhere on Earth")

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    group = models.ForeignKey("groups.Group", on_delete=models.CASCADE, related_name="documents")
    number = models.PositiveIntegerField()
    symbol = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()  # the number inside the symbol; an addendum has its parent's
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="parts")
    part = models.CharField(max_length=4, choices=Part, default="", blank=True)
    part_number = models.PositiveSmallIntegerField(default=0)
    revision = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=200)
    sort_title = models.CharField(max_length=200)
    type = models.CharField(max_length=12, choices=Type, default=Type.WORKING)
    delegation = models.ForeignKey("groups.Delegation", on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    came_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)  # of the newest version
    given_for = models.CharField(max_length=200, default="", blank=True)  # what it is a paper for, in words
    due_kind = models.CharField(max_length=8, choices=DueKind, default="", blank=True)
    due_day = models.DateField(null=True)
    due_time = models.TimeField(null=True)
    due_zone = models.CharField(max_length=64, default="UTC")
    due_at = models.DateTimeField(null=True)  # derived from the four above
    is_late = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_note = models.CharField(max_length=300, default="", blank=True)
    is_purged = models.BooleanField(default=False)  # withdrawn for good: its files are gone

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "number"], name="document_number_once"),
            models.UniqueConstraint(fields=["group", "symbol"], name="document_symbol_once"),
        ]
        indexes = [
            models.Index(fields=["group", "-came_at", "-number"], name="document_newest"),
            models.Index(fields=["group", "year", "serial", "part", "part_number"], name="document_symbols"),
            models.Index(fields=["group", "sort_title", "number"], name="document_titles"),
            models.Index(fields=["group", "type", "-came_at"], name="document_types"),
            models.Index(fields=["group", "delegation"], name="document_delegations"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("documents:document-page", args=[self.group.slug, self.number])

    @property
    def cited(self) -> str:
        """Its symbol as it is cited today: with the revision that it has reached."""
        return f"{self.symbol}/Rev.{self.revision}" if self.revision else self.symbol


class Rendition(models.Model):
    """A document in one language; `current` is the newest of its versions."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="renditions")
    language = models.CharField(max_length=12)
    current = models.ForeignKey("documents.Version", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "language"], name="rendition_once")]
        indexes = [models.Index(fields=["language", "document"], name="rendition_language")]

    @property
    def name(self) -> str:
        """The language's name for itself."""
        return autonym(self.language)

    @property
    def short(self) -> str:
        """The language as a list shows it: EN, FR."""
        return self.language.partition("-")[0].upper()


class Version(models.Model):
    """A file that was the document in one language from a moment on; `revision` says of which revision it is."""

    rendition = models.ForeignKey(Rendition, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    revision = models.PositiveSmallIntegerField(default=0)
    file = models.ForeignKey("files.File", on_delete=models.PROTECT, null=True, related_name="+")  # none once purged
    brought_as = models.CharField(max_length=150)  # the name under which the file came
    note = models.CharField(max_length=500, default="", blank=True)
    by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rendition", "number"], name="version_number_once")]

    @property
    def ending(self) -> str:
        """What kind of file people take it for: PDF, DOCX."""
        return ending_of(self.brought_as)

    @property
    def rev(self) -> str:
        """Of which revision it is, as symbols say it; empty for the document as it first came."""
        return f"Rev.{self.revision}" if self.revision else ""


class Text(models.Model):
    """What a search of the library looks at: symbol, title and the words of the files. A projection."""

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="text", primary_key=True)
    text = models.TextField(default="", blank=True)
    words = SearchVectorField()

    class Meta:
        # without fastupdate: what waits outside an index makes every search slower, and the planner shun it
        indexes = [GinIndex(fields=["words"], name="document_words", fastupdate=False)]


class Watching(models.Model):
    """Somebody who wants to hear of every new version of a document."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="watchings")
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "person"], name="watching_once")]
