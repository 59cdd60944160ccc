"""Articles with authors, pictures and comments; the timeline of a programme."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from workgroups.core import clock
from workgroups.core.ids import new_uid
from workgroups.groups.models import PartlyDated, Programme

LONGEST_COMMENT = 1000  # characters


class Article(PartlyDated):
    """A public text in one language; `original` is the one it translates.

    Year, month and day say when it first appeared elsewhere (`source_url`), as exactly as is known.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")

    uid = models.UUIDField(default=new_uid, unique=True)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="articles")
    group = models.ForeignKey("groups.Group", on_delete=models.SET_NULL, null=True, blank=True, related_name="articles")
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=12, default="en")  # BCP 47
    original = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="translations")
    standfirst = models.TextField(default="", blank=True)
    body = models.TextField()  # Markdown; a paragraph "[picture 2]" is the place of the second picture
    html = models.TextField(editable=False)  # made from the body when it was written, clean
    source_name = models.CharField(max_length=200, default="", blank=True)
    source_url = models.URLField(max_length=500, default="", blank=True)
    takes_comments = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(default=clock.now)

    class Meta(PartlyDated.Meta):
        constraints = [
            *PartlyDated.Meta.constraints,
            models.UniqueConstraint(
                fields=["original", "language"], condition=Q(original__isnull=False), name="translation_once"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(published_at__isnull=False), name="published_article_has_its_day"
            ),
        ]
        indexes = [models.Index(fields=["programme", "-published_at"], name="article_newest")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("public:article", args=[self.slug])

    @property
    def is_published(self) -> bool:
        return self.state == self.State.PUBLISHED


class Author(models.Model):
    """Who wrote an article: a name, or where names are not published a function and an organisation."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="authors")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200, default="", blank=True)
    function = models.CharField(max_length=200, default="", blank=True)
    organisation = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name="", function="", organisation=""), name="author_says_who")
        ]


class Correction(models.Model):
    """What was corrected in an article after its publication, and when."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="corrections")
    note = models.CharField(max_length=500)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-at", "-pk"]


class Picture(models.Model):
    """A picture of an article; nobody publishes one without saying in words what it shows."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="pictures")
    position = models.PositiveSmallIntegerField()  # from 1: the body places it by this number
    file = models.ForeignKey("files.File", on_delete=models.PROTECT, related_name="+")
    width = models.PositiveIntegerField(default=0)  # pixels; 0 where nobody measured
    height = models.PositiveIntegerField(default=0)
    alternative = models.CharField(max_length=500)
    caption = models.CharField(max_length=500, default="", blank=True)
    credit = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "position"], name="picture_place"),
            models.CheckConstraint(condition=~Q(alternative=""), name="picture_in_words"),
        ]


class Comment(models.Model):
    """What a reader says to an article. The address is never shown to anybody; it only proves itself by mail.

    It is empty once it has served: some time after the decision.
    """

    class State(models.TextChoices):
        UNVERIFIED = "unverified", _("Waiting for the address to be confirmed")
        WAITING = "waiting", _("Waiting for an officer")
        PUBLISHED = "published", _("Published")
        REJECTED = "rejected", _("Not published")

    uid = models.UUIDField(default=new_uid, unique=True)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="comments")
    name = models.CharField(max_length=100)
    email = models.EmailField(blank=True)  # private
    email_verified_at = models.DateTimeField(null=True)
    text = models.TextField(max_length=LONGEST_COMMENT)
    language = models.CharField(max_length=12, default="en")  # in which its writer is answered
    state = models.CharField(max_length=12, choices=State, default=State.UNVERIFIED)
    reason = models.CharField(max_length=300, default="", blank=True)
    at = models.DateTimeField(default=clock.now)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["article", "state", "at"], name="comments_of")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="unverified") | Q(email_verified_at__isnull=False), name="comment_address_first"
            )
        ]


class TimelineYear(models.Model):
    """A year of a programme's timeline that is to be shown although it may have no entry, with a note that says why."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="timeline_years")
    year = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=300, default="", blank=True)

    class Meta:
        ordering = ["year"]
        constraints = [models.UniqueConstraint(fields=["programme", "year"], name="timeline_year_once")]


class TimelineEntry(PartlyDated):
    """A dated public event of a programme; it ends on the day it began unless `end` says otherwise."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="timeline")
    year = models.PositiveSmallIntegerField()
    text = models.TextField()  # one line of Markdown: links and emphasis
    link = models.URLField(max_length=500, default="", blank=True)
    end = models.DateField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)  # among entries of the same date

    class Meta(PartlyDated.Meta):
        ordering = ["year", "month", "day", "position", "pk"]


def picture_place(number: int) -> str:
    """Return the line of an article's body at which its picture of this number stands."""
    return f"[picture {number}]"
