"""Comments on a draft: where they stand, what was said, how it read before, who is called."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from workgroups.core import clock
from workgroups.core.ids import new_uid
from workgroups.drafts.models.drafts import Draft
from workgroups.groups.models import Office, Seat


class Comment(models.Model):
    """A comment on words or a block of a draft, with its answers (`posts`, numbered 1 to `last_seq`).

    `block`, `start`, `end` and `words` are its anchor (`logic.anchors`); comments outlive versions of the text.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        RESOLVED = "resolved", _("Resolved")

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="comments")
    number = models.PositiveIntegerField()
    block = models.CharField(max_length=64)
    start = models.JSONField(null=True)
    end = models.JSONField(null=True)
    words = models.CharField(max_length=300, default="", blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    resolved_at = models.DateTimeField(null=True)
    last_seq = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="comment_number_once")]

    def get_absolute_url(self) -> str:
        return reverse("drafts:comment-page", args=[self.draft.group.slug, self.draft.number, self.number])

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN


class CommentPost(models.Model):
    """A comment or an answer to it, under the seat and office of that day; `body` is Markdown, `html` made of it.

    What was removed keeps its number and loses its words. `mentions` holds pairs, as those of `threads.Post` do.
    """

    uid = models.UUIDField(default=new_uid, unique=True)
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="posts")
    seq = models.PositiveIntegerField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    delegation = models.ForeignKey("groups.Delegation", on_delete=models.PROTECT, null=True, related_name="+")
    seat_role = models.CharField(max_length=10, choices=Seat.Role, default="", blank=True)
    office = models.CharField(max_length=16, choices=Office.Title, default="", blank=True)
    body = models.TextField()
    html = models.TextField()
    mentions = models.JSONField(default=list)
    posted_at = models.DateTimeField(default=clock.now)
    edited_at = models.DateTimeField(null=True)
    edits = models.PositiveIntegerField(default=0)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    guest_of = None  # guests have no editor; `threads.http.seat_of` asks

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "seq"], name="comment_post_once")]

    def get_absolute_url(self) -> str:
        return f"{self.comment.get_absolute_url()}#comment-{self.comment.number}-{self.seq}"


class CommentRevision(models.Model):
    """How a comment or an answer read before an edit; `number` counts from 1."""

    post = models.ForeignKey(CommentPost, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    body = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "number"], name="comment_revision_once")]


class CommentCall(models.Model):
    """Somebody who is called in a comment, by name or with their `delegation`: then one of its answers is enough."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="calls")
    post = models.ForeignKey(CommentPost, on_delete=models.CASCADE, related_name="calls")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    delegation = models.ForeignKey("groups.Delegation", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "person"], name="comment_call_once")]
