"""The works that a group's drafts cite."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from workgroups.core import clock


class Reference(models.Model):
    """One work in a group's list (fields after CSL 1.0). What was removed is offered no more but still printed."""

    class Kind(models.TextChoices):
        REPORT = "report", _("Report")
        ARTICLE = "article-journal", _("Article")
        BOOK = "book", _("Book")
        CHAPTER = "chapter", _("Chapter")
        LAW = "legislation", _("Law or treaty")
        WEBPAGE = "webpage", _("Web page")

    group = models.ForeignKey("groups.Group", on_delete=models.PROTECT, related_name="references")
    key = models.CharField(max_length=12)  # by which drafts cite it
    kind = models.CharField(max_length=16, choices=Kind, default=Kind.REPORT)
    authors = models.TextField(blank=True, default="")  # one a line; people as "Family, Given"
    year = models.CharField(max_length=20, blank=True, default="")
    title = models.CharField(max_length=400)
    container = models.CharField(max_length=300, blank=True, default="")
    publisher = models.CharField(max_length=200, blank=True, default="")
    pages = models.CharField(max_length=40, blank=True, default="")
    url = models.CharField(max_length=500, blank=True, default="")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=clock.now)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "key"], name="reference_key_once")]

    def __str__(self) -> str:
        return self.title
