"""Circulars: a letter in its languages, to whom it went, who acknowledged it, and what it followed up."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from workgroups.core import clock
from workgroups.core.ids import new_uid
from workgroups.groups.models import Marked


class Letterhead(models.Model):
    """What stands on a group's letters beside its name: the address of its office, the lines below a signature."""

    group = models.OneToOneField("groups.Group", on_delete=models.CASCADE, primary_key=True, related_name="letterhead")
    address = models.TextField(default="", blank=True)
    signature = models.TextField(default="", blank=True)


class Template(models.Model):
    """Words of a group's own to begin a letter with. With a `key` it stands in the place of the shipped one."""

    group = models.ForeignKey("groups.Group", on_delete=models.CASCADE, related_name="letter_templates")
    key = models.CharField(max_length=40, default="", blank=True)
    name = models.CharField(max_length=120)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "key"], condition=~models.Q(key=""), name="template_in_place")
        ]

    def __str__(self) -> str:
        return self.name


class TemplateText(models.Model):
    """A template in one language."""

    template = models.ForeignKey(Template, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=12)
    subject = models.CharField(max_length=200)
    body = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["template", "language"], name="template_text_once")]


class Circular(Marked):
    """A letter. It gets its number (by year) when it goes out; until then only officers know of it."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        WAITING = "waiting", _("Waiting to go out")
        SENT = "sent", _("Sent")
        DISCARDED = "discarded", _("Thrown away")

    class To(models.TextChoices):
        ALL = "all", _("All members")
        HEADS = "heads", _("Heads of delegation, without observers")
        OBSERVERS = "observers", _("Observers")
        SELECTION = "selection", _("Those chosen below")
        UNANSWERED = "unanswered", _("Those who have not answered")

    class Acknowledge(models.TextChoices):
        NOBODY = "nobody", _("Nobody need acknowledge it")
        DELEGATION = "delegation", _("One of each delegation")
        PERSON = "person", _("Everybody for themselves")

    uid = models.UUIDField(default=new_uid, unique=True)
    group = models.ForeignKey("groups.Group", on_delete=models.CASCADE, related_name="circulars")
    year = models.PositiveSmallIntegerField(null=True)
    number = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    language = models.CharField(max_length=12, default="en")  # what those read whose language it is not written in
    to = models.CharField(max_length=10, choices=To, default=To.ALL)
    people = models.ManyToManyField("accounts.Person", related_name="+")
    delegations = models.ManyToManyField("groups.Delegation", related_name="+")
    about = models.CharField(max_length=60, default="", blank=True)  # the key of what has not been answered
    acknowledge = models.CharField(max_length=10, choices=Acknowledge, default=Acknowledge.NOBODY)
    deadline = models.DateTimeField(null=True)
    deadline_zone = models.CharField(max_length=64, default="UTC")
    meeting_title = models.CharField(max_length=300, default="", blank=True)
    meeting_at = models.DateTimeField(null=True)
    meeting_url = models.CharField(max_length=300, default="", blank=True)
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrections")
    by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=16, default="", blank=True)  # in which the sender signed
    signature = models.TextField(default="", blank=True)  # as it was when the letter went out
    address = models.TextField(default="", blank=True)
    changed_at = models.DateTimeField(default=clock.now)
    send_at = models.DateTimeField(null=True)
    send_zone = models.CharField(max_length=64, default="UTC")
    sent_at = models.DateTimeField(null=True)
    is_held = models.BooleanField(default=False)  # its time came and its sender held no office any more

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "year", "number"], name="circular_number")]
        indexes = [models.Index(fields=["group", "state", "-sent_at"], name="circular_list")]

    def get_absolute_url(self) -> str:
        if self.number is None:
            return reverse("circulars:draft-page", args=[self.group.slug, self.pk])
        return reverse("circulars:circular-page", args=[self.group.slug, self.year, self.number])

    @property
    def shown_number(self) -> str:
        """Its number as a letter names it (2026/3); empty before it went out."""
        return f"{self.year}/{self.number}" if self.number else ""


class CircularText(models.Model):
    """A circular in one language: Markdown with merge fields in braces."""

    circular = models.ForeignKey(Circular, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=12)
    subject = models.CharField(max_length=200)
    title = models.CharField(max_length=300, default="")  # the subject for lists: without what differs by reader
    body = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circular", "language"], name="circular_text_once")]


class Recipient(models.Model):
    """Somebody to whom a circular went, for which delegation, and when they first opened its page here."""

    circular = models.ForeignKey(Circular, on_delete=models.CASCADE, related_name="recipients")
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    delegation = models.ForeignKey("groups.Delegation", on_delete=models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circular", "person"], name="recipient_once")]
        indexes = [models.Index(fields=["person", "circular"], name="recipient_person")]


class Acknowledgement(models.Model):
    """A delegation (or a person) says that it has taken note."""

    circular = models.ForeignKey(Circular, on_delete=models.CASCADE, related_name="acknowledgements")
    delegation = models.ForeignKey("groups.Delegation", on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["circular", "delegation"],
                name="acknowledged_delegation",
                condition=~models.Q(delegation=None),
            ),
            models.UniqueConstraint(
                fields=["circular", "person"], name="acknowledged_person", condition=models.Q(delegation=None)
            ),
        ]


class Reminder(models.Model):
    """Those who had not acknowledged a circular were written to again: once a day at most."""

    circular = models.ForeignKey(Circular, on_delete=models.CASCADE, related_name="reminders")
    day = models.DateField()
    by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circular", "day"], name="reminder_once")]


class Chased(models.Model):
    """What a letter reminded somebody of: the key of the thing as the follow-up board names it."""

    circular = models.ForeignKey(Circular, on_delete=models.CASCADE, related_name="chased")
    reminder = models.ForeignKey(Reminder, on_delete=models.CASCADE, null=True, related_name="chased")
    key = models.CharField(max_length=60)
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=300, default="", blank=True)
    url = models.CharField(max_length=300, default="", blank=True)
    due = models.DateTimeField(null=True)
    at = models.DateTimeField(null=True)  # when it went out

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["circular", "reminder", "key", "person"], name="chased_once", nulls_distinct=False
            )
        ]
        indexes = [models.Index(fields=["key", "person", "-at"], name="chased_last")]


class Print(models.Model):
    """A circular as PDF, as one reader gets it in one language; the same `inputs_hash` is the same file."""

    class State(models.TextChoices):
        WAITING = "waiting"
        READY = "ready"
        FAILED = "failed"

    circular = models.ForeignKey(Circular, on_delete=models.CASCADE, related_name="prints")
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=12)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    inputs_hash = models.CharField(max_length=64, default="", blank=True)
    file = models.ForeignKey("files.File", on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    leased_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circular", "person", "language"], name="print_once")]
