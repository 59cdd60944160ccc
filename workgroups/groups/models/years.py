"""A programme's years: what each was about, which groups worked in it, who took part as which source lists them."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from workgroups.groups.models.groups import Group
from workgroups.groups.models.programmes import Body, PartlyDated, Programme


class ProgrammeYear(models.Model):
    """A year's page. Which groups worked in it is what their terms say."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    overview = models.TextField(default="", blank=True)  # Markdown
    closing = models.TextField(default="", blank=True)  # Markdown, after the groups
    edition = models.PositiveSmallIntegerField(null=True, blank=True)  # the 7th gathering, where a source counts
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    language = models.CharField(max_length=12, default="en")

    class Meta:
        ordering = ["-year"]
        constraints = [models.UniqueConstraint(fields=["programme", "year"], name="year_once")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("public:programme-year", args=[self.programme.slug, self.year])


class YearGroup(models.Model):
    """What a group did in a year, in a paragraph, at its place on the year's page."""

    year = models.ForeignKey(ProgrammeYear, on_delete=models.CASCADE, related_name="descriptions")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="described_years")
    text = models.TextField()  # Markdown
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["year", "group"], name="year_group_once")]


class ParticipantList(PartlyDated):
    """Who took part, as one source lists them. Lists that differ stand side by side; they are never merged.

    Year, month and day are those of the source; `of` is the programme's year that the list speaks of, if it does.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="participant_lists")
    of = models.ForeignKey(
        ProgrammeYear, on_delete=models.SET_NULL, null=True, blank=True, related_name="participant_lists"
    )
    position = models.PositiveSmallIntegerField()
    source_title = models.CharField(max_length=300)
    url = models.URLField(max_length=500, default="", blank=True)
    note = models.TextField(default="", blank=True)

    class Meta(PartlyDated.Meta):
        ordering = ["position", "pk"]


class ListedParticipant(models.Model):
    """One entry of a list in the source's own words, such as "the Netherlands (Amsterdam)", and whom it means."""

    list = models.ForeignKey(ParticipantList, on_delete=models.CASCADE, related_name="entries")
    position = models.PositiveSmallIntegerField()
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+")
    as_listed = models.CharField(max_length=200)

    class Meta:
        ordering = ["position", "pk"]
