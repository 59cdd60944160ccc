"""Drafts: what a group writes together."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from workgroups.core import clock
from workgroups.core.ids import new_uid
from workgroups.groups.models import Marked


class Draft(Marked):
    """A text that a group writes together. `head_seq` numbers its updates without holes; `epoch` names its history."""

    class State(models.TextChoices):
        OUTLINE = "outline", _("Outline")
        OPEN = "open", _("Being drafted")
        REVIEW = "review", _("Under review")
        SETTLED = "settled", _("Settled")
        ADOPTED = "adopted", _("Adopted")
        CLOSED = "closed", _("Closed")

    class Editing(models.TextChoices):
        """Who may write in a draft as it stands; copied here from the group's table, so that no page asks for it."""

        PARTICIPANTS = "everybody", _("Participating delegations and officers")
        OFFICERS = "officers", _("The chairs and the secretariat")
        NOBODY = "nobody", _("Nobody")

    class Commenting(models.TextChoices):
        MEMBERS = "members", _("Everybody who may read it, observers too")
        WRITERS = "writers", _("Those who may edit it")

    uid = models.UUIDField(default=new_uid, unique=True)
    group = models.ForeignKey("groups.Group", on_delete=models.PROTECT, related_name="drafts")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=12, default="en")
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    editing = models.CharField(max_length=10, choices=Editing, default=Editing.PARTICIPANTS)
    schema_version = models.PositiveSmallIntegerField(default=1)
    epoch = models.PositiveIntegerField(default=1)
    commenting = models.CharField(max_length=8, choices=Commenting, default=Commenting.MEMBERS)
    locks = models.JSONField(default=list)  # the headings whose sections nobody changes now
    head_seq = models.BigIntegerField(default=0)
    announced_seq = models.BigIntegerField(default=0)
    folded_seq = models.BigIntegerField(default=0)  # of its newest snapshot
    kept_seq = models.BigIntegerField(default=0)  # of the newest state that its history keeps
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "number"], name="draft_number_once")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("drafts:draft-page", args=[self.group.slug, self.number])

    @property
    def topic(self) -> str:
        """What its pages follow."""
        return f"draft:{self.pk}"
