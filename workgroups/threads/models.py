"""Threads, posts with their earlier versions, what each member has read, and who follows."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from workgroups.core import clock
from workgroups.core.ids import new_uid
from workgroups.groups.models import Marked, Office, Seat


class Thread(Marked):
    """A discussion. Its posts are numbered 1 to `last_seq` without holes; `removed` lists the tombstones' numbers."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    group = models.ForeignKey("groups.Group", on_delete=models.CASCADE, related_name="threads")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=12, default="en")
    state = models.CharField(max_length=6, choices=State, default=State.OPEN)
    outcome = models.CharField(max_length=500, default="", blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    is_pinned = models.BooleanField(default=False)
    started_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=clock.now)
    last_seq = models.PositiveIntegerField(default=0)
    last_post_at = models.DateTimeField(default=clock.now)
    last_post = models.ForeignKey("threads.Post", on_delete=models.PROTECT, null=True, related_name="+")
    removed = models.JSONField(default=list)
    removed_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "number"], name="thread_number_once")]
        indexes = [models.Index(fields=["group", "-is_pinned", "-last_post_at", "-id"], name="thread_newest")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("threads:thread-page", args=[self.group.slug, self.number])

    @property
    def is_closed(self) -> bool:
        return self.state == self.State.CLOSED


class Post(models.Model):
    """What somebody said, under the seat and office they held then; `body` is Markdown, `html` made of it, cleaned.

    A removed post keeps its number and loses its words. `mentions` holds pairs: a key (`p12` a person, `d3` a
    delegation) and the words as they were typed.
    """

    uid = models.UUIDField(default=new_uid, unique=True)
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="posts")
    seq = models.PositiveIntegerField()
    author = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    delegation = models.ForeignKey("groups.Delegation", on_delete=models.PROTECT, null=True, related_name="+")
    seat_role = models.CharField(max_length=10, choices=Seat.Role, default="", blank=True)
    office = models.CharField(max_length=16, choices=Office.Title, default="", blank=True)
    guest_of = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )  # who let them in
    body = models.TextField()
    html = models.TextField()
    mentions = models.JSONField(default=list)
    files = models.ManyToManyField("files.File", related_name="posts")
    posted_at = models.DateTimeField(default=clock.now)
    edited_at = models.DateTimeField(null=True)
    edits = models.PositiveIntegerField(default=0)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "seq"], name="post_number_once")]

    def get_absolute_url(self) -> str:
        return f"{self.thread.get_absolute_url()}?post={self.seq}#post-{self.seq}"


class PostRevision(models.Model):
    """How a post read before an edit; `number` counts from 1."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    body = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "number"], name="revision_once")]


class Reading(models.Model):
    """What a person has read of a thread: `ranges` of numbers; `read_count` leaves tombstones out.

    Unread is exact and needs no row per reader and post: `last_seq - removed_count - read_count`.
    """

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="readings")
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    ranges = models.JSONField(default=list)
    read_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "person"], name="reading_once")]


class Following(models.Model):
    """How a person wants to hear of a thread, and how often they spoke in it; no row: of its start and of mentions."""

    class Level(models.TextChoices):
        NORMAL = "normal", _("New threads and mentions")
        FOLLOW = "follow", _("Every new post")
        MUTE = "mute", _("Mentions only")

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="followings")
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    level = models.CharField(max_length=6, choices=Level, default=Level.NORMAL)
    posts = models.PositiveIntegerField(default=0)
    delegation = models.ForeignKey("groups.Delegation", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "person"], name="following_once")]
