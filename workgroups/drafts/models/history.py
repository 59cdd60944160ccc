"""How a draft came to be: updates, snapshots, named versions, and whose a client id is."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from workgroups.core import clock
from workgroups.drafts.models.drafts import Draft


class DraftUpdate(models.Model):
    """One accepted Yjs update and who brought it (nobody: the server's own repair)."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="updates")
    seq = models.BigIntegerField()
    payload = models.BinaryField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "seq"], name="draft_update_once")]


class DraftSnapshot(models.Model):
    """The document at `upto_seq` in one piece, so that opening does not read the whole log."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="snapshots")
    upto_seq = models.BigIntegerField()
    payload = models.BinaryField()
    state_vector = models.BinaryField()
    sha256 = models.CharField(max_length=64)  # of the content, as canonical JSON
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "upto_seq"], name="draft_snapshot_once")]


class DraftHistory(models.Model):
    """A run of updates that no opening needs any more, packed (`logic.packs`): what a restore or an inquiry reads."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="packs")
    first_seq = models.BigIntegerField()
    last_seq = models.BigIntegerField()
    until = models.DateTimeField()  # when the last of them came
    payload = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "first_seq"], name="draft_history_once")]


class DraftMoment(models.Model):
    """A state that was kept by itself when a sitting of writing had ended.

    `hands` says who did how much since the state kept before it: [{"person", "put", "took", "words"}], in characters,
    `words` being what they took out that had stood there before.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="moments")
    seq = models.BigIntegerField()
    since_seq = models.BigIntegerField(default=0)
    schema_version = models.PositiveSmallIntegerField(default=1)
    pm_json = models.JSONField()
    update = models.BinaryField()
    text_sha256 = models.CharField(max_length=64)
    hands = models.JSONField(default=list)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "seq"], name="draft_moment_once")]

    @property
    def key(self) -> str:
        """How an address names it among the states of its draft."""
        return f"at-{self.seq}"


class DraftVersion(models.Model):
    """A named, frozen state of a draft: readable JSON and the bytes it came from."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    label = models.CharField(max_length=120)
    seq = models.BigIntegerField()
    schema_version = models.PositiveSmallIntegerField(default=1)
    pm_json = models.JSONField()
    update = models.BinaryField()
    text_sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="draft_version_once")]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("drafts:version-page", args=[self.draft.group.slug, self.draft.number, self.number])


class DraftClient(models.Model):
    """Whose a Yjs client id is, from its first use on; nobody: the server itself."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="clients")
    client_id = models.BigIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "client_id"], name="draft_client_once")]
