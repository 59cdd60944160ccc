"""Bodies, and programmes with what they say of themselves: kinds of collaboration, events."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from workgroups.core import dates
from workgroups.core.countries import country
from workgroups.core.ids import new_uid
from workgroups.core.languages import OFFERED, PLAIN


class Body(models.Model):
    """A state, city or organisation, once for the whole installation."""

    class Kind(models.TextChoices):
        STATE = "state", _("State")
        CITY = "city", _("City")
        ORGANISATION = "organisation", _("Organisation")

    kind = models.CharField(max_length=12, choices=Kind, default=Kind.STATE)
    name = models.CharField(max_length=200, unique=True)
    names = models.JSONField(default=dict, blank=True)  # by BCP 47 tag
    country = models.CharField(max_length=2, default="", blank=True)  # ISO 3166-1 alpha-2
    sort_key = models.CharField(max_length=400, default="", db_index=True)

    def __str__(self) -> str:
        return self.shown

    @property
    def shown(self) -> str:
        """The name in the language of the page: one given for it, a state's as CLDR has it, else the name as it is."""
        language = get_language() or PLAIN
        if given := self.names.get(language):
            return str(given)
        is_known = self.kind == self.Kind.STATE and self.country and language in OFFERED
        return country(self.country) if is_known and language != PLAIN else self.name


class Programme(models.Model):
    """What groups belong to: an annual exchange, a bank's initiative, an expert meeting."""

    uid = models.UUIDField(default=new_uid, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    purpose = models.TextField(default="", blank=True)
    contact_email = models.EmailField(default="", blank=True)
    about = models.TextField(default="", blank=True)  # Markdown
    host = models.CharField(max_length=200, default="", blank=True)  # who organises it
    founded_year = models.PositiveSmallIntegerField(null=True, blank=True)
    contact_words = models.TextField(default="", blank=True)
    language = models.CharField(max_length=12, default="en")  # BCP 47, of what is written here
    is_public = models.BooleanField(default=True)  # has public pages
    # The group whose threads take what members write to the secretariat.
    desk = models.ForeignKey("groups.Group", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("public:programme", args=[self.slug])


class PartlyDated(models.Model):
    """What is dated as exactly as is known: a year, a month of it, a day of that; or not at all."""

    year = models.PositiveSmallIntegerField(null=True, blank=True)
    month = models.PositiveSmallIntegerField(null=True, blank=True)
    day = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=(Q(day=None) | Q(month__isnull=False)) & (Q(month=None) | Q(year__isnull=False)),
                name="%(app_label)s_%(class)s_date",
            )
        ]

    @property
    def date_words(self) -> str:
        """The date in the language of the page, as exactly as it is known; empty without one."""
        return dates.partial(self.year, self.month, self.day)

    @property
    def date_code(self) -> str:
        """The date for machines (2022, 2022-05, 2022-05-31); empty without one."""
        parts = [f"{part:02d}" for part in (self.year, self.month, self.day) if part]
        return "-".join(parts)

    @property
    def earliest(self) -> date | None:
        """The first day that it may have been; None without a date."""
        return date(self.year, self.month or 1, self.day or 1) if self.year else None


class Collaboration(models.Model):
    """A kind of collaboration that a programme offers."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="collaborations")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    text = models.TextField()  # Markdown
    link = models.URLField(max_length=500, default="", blank=True)

    class Meta:
        ordering = ["position", "pk"]


class Occasion(PartlyDated):
    """An event that a programme held or took part in, described on its page."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="occasions")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    place = models.CharField(max_length=200, default="", blank=True)
    text = models.TextField(default="", blank=True)  # Markdown
    link = models.URLField(max_length=500, default="", blank=True)

    class Meta(PartlyDated.Meta):
        ordering = ["position", "pk"]
