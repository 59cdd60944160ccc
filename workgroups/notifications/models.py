"""Notices, how each reader wants to be told, and mail as rows that survive a killed worker."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from workgroups.core import clock
from workgroups.core.ids import new_uid


class Notice(models.Model):
    """One thing that one reader should know; its words are made when it is read, under today's permissions."""

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=120)
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="notices")
    group = models.ForeignKey("groups.Group", on_delete=models.CASCADE, null=True, related_name="+")
    subject_id = models.BigIntegerField()
    at = models.DateTimeField()
    soon = models.BooleanField(default=False)  # told by a mail of its own, if the reader wants that
    told_at = models.DateTimeField(null=True)  # when a mail carried it

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key", "person"], name="notice_once")]
        indexes = [
            models.Index(fields=["person", "id"], name="notice_reader"),
            models.Index(fields=["person"], condition=Q(soon=True, told_at=None), name="notice_soon"),
        ]


class Preference(models.Model):
    """How a reader wants to be told, and how far their digests have come (`covered`: a notice's id)."""

    class Rhythm(models.TextChoices):
        DAILY = "daily", _("Every day")
        WEEKLY = "weekly", _("Every Monday")
        NEVER = "never", _("Never")

    person = models.OneToOneField("accounts.Person", on_delete=models.CASCADE, primary_key=True)
    digest = models.CharField(max_length=6, choices=Rhythm, default=Rhythm.DAILY)
    hour = models.PositiveSmallIntegerField(default=7)  # on the reader's own clock
    mentions = models.BooleanField(default=True)  # told at once
    muted = models.JSONField(default=list)  # kinds of notices left out
    quiet = models.BooleanField(default=False)  # mail at once waits for the reader's working hours
    quiet_days = models.BooleanField(default=False)  # no digest on days without work, unless something falls due
    planned = models.BooleanField(default=False)  # the timer of the next digest stands as chosen here
    covered = models.BigIntegerField(default=0)
    covered_weekly = models.BigIntegerField(default=0)  # the same for what is told every Monday
    duties = models.JSONField(default=list)  # marks of the duties that the last digest named
    refused_at = models.DateTimeField(null=True)  # since when the address takes no mail
    refusal = models.CharField(max_length=300, default="")

    class Meta:
        indexes = [models.Index(fields=["person"], condition=Q(planned=False), name="preference_unplanned")]


class GroupPreference(models.Model):
    """How a reader wants to be told of one group; no row: as of all of them. What waits for them is always told."""

    class How(models.TextChoices):
        AT_ONCE = "at_once", _("Everything at once")
        DAILY = "daily", _("In the digest, every day")
        WEEKLY = "weekly", _("In the digest, every Monday")
        MINE = "mine", _("Only what is said to me and what waits for me")
        DUTIES = "duties", _("Nothing but what waits for me")

    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    group = models.ForeignKey("groups.Group", on_delete=models.CASCADE, related_name="+")
    how = models.CharField(max_length=8, choices=How)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "group"], name="group_preference_once")]


class Handling(models.Model):
    """What somebody did about a duty short of doing it here: put it off, passed it on, said that it is done."""

    class Kind(models.TextChoices):
        SNOOZED = "snoozed", _("Put off")
        PASSED = "passed", _("Passed on")
        DONE = "done", _("Done already")

    key = models.CharField(max_length=160)  # of the duty
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="handlings")
    kind = models.CharField(max_length=8, choices=Kind)
    at = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True)  # put off until then
    to = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, null=True, related_name="+")  # passed to
    delegation_id = models.BigIntegerField(null=True)  # for whom the duty was
    note = models.CharField(max_length=400, default="")
    late = models.BooleanField(default=False)  # put off past the deadline, knowingly

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="handling_once")]
        indexes = [
            models.Index(fields=["to"], condition=Q(kind="passed"), name="handling_to"),
            models.Index(fields=["delegation_id"], condition=Q(kind="done"), name="handling_done"),
        ]


class Delivery(models.Model):
    """One mail that must go out: claimed with a lease, `sending` before and `sent` after the transport took it."""

    class State(models.TextChoices):
        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        EMPTY = "empty"  # nothing was left to say when it was about to be written
        FAILED = "failed"

    key = models.CharField(max_length=160, unique=True)
    uid = models.UUIDField(default=new_uid, unique=True)  # its Message-ID, the same on every attempt
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, null=True, related_name="+")
    address = models.EmailField(default="")  # for somebody without an account yet
    group = models.ForeignKey("groups.Group", on_delete=models.CASCADE, null=True, related_name="+")  # on whose behalf
    template = models.CharField(max_length=120)
    context = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    created_at = models.DateTimeField(default=clock.now)
    next_at = models.DateTimeField(default=clock.now)  # waiting: not before; sending: the end of the lease
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, default="")

    class Meta:
        indexes = [
            models.Index(fields=["next_at"], condition=Q(state__in=["waiting", "sending"]), name="delivery_next"),
            models.Index(fields=["group", "-id"], condition=~Q(group=None), name="delivery_group"),
        ]


class Mailed(models.Model):
    """A mail as the demonstration's own mailbox keeps it, when no transport is set."""

    address = models.CharField(max_length=254)
    sender = models.CharField(max_length=300)
    subject = models.CharField(max_length=400)
    headers = models.JSONField(default=dict)
    text = models.TextField(default="")
    html = models.TextField(default="")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["address", "-id"], name="mailed_address")]


class Pulse(models.Model):
    """When a background process last did something: the worker's sign of life."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()
