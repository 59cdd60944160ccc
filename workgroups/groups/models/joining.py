"""How people come in beside a single invitation: lists, nominations, requests, and passes for guests."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from workgroups.core import clock
from workgroups.core.ids import new_uid
from workgroups.groups.models.groups import Delegation, Group, Invitation, Seat


class PeopleList(models.Model):
    """A spreadsheet of people as it was read; it is judged anew against the group whenever it is shown.

    `rows` holds `{"number": 7, "cells": {"name": ..., "email": ...}}`, as they came; forgotten after a week.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="people_lists")
    by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    name = models.CharField(max_length=200, default="", blank=True)  # of the file; empty when it was pasted
    rows = models.JSONField(default=list)
    ignored = models.JSONField(default=list)  # headings that say nothing to us
    imported_at = models.DateTimeField(null=True)
    imported = models.PositiveIntegerField(default=0)


class NominationCall(models.Model):
    """Heads of some delegations are asked to name people until a day."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="nomination_calls")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    asked = models.TextField(default="", blank=True)
    due = models.DateTimeField()
    opened_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "number"], name="nomination_call_number")]

    @property
    def is_open(self) -> bool:
        """Whether heads may still answer: until an officer closes it; a late name is better than none."""
        return self.closed_at is None


class NominationAsked(models.Model):
    """A delegation that was asked, and when it answered."""

    call = models.ForeignKey(NominationCall, on_delete=models.CASCADE, related_name="delegations_asked")
    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "delegation"], name="nomination_asked_once")]


class Nominee(models.Model):
    """Somebody whom a head has named; an officer accepts or declines."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")

    asked = models.ForeignKey(NominationAsked, on_delete=models.CASCADE, related_name="nominees")
    name = models.CharField(max_length=200)
    email = models.EmailField()
    role = models.CharField(max_length=10, choices=Seat.Role, default=Seat.Role.EXPERT)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    nominated_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    nominated_at = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    reason = models.CharField(max_length=500, default="", blank=True)
    decided_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    invitation = models.ForeignKey(Invitation, on_delete=models.SET_NULL, null=True, related_name="+")


class JoinRequest(models.Model):
    """Somebody asks to join, and says why. Without an account the address is proved first by a link in a mail."""

    class State(models.TextChoices):
        UNVERIFIED = "unverified", _("Address not confirmed")
        WAITING = "waiting", _("Waiting")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")

    uid = models.UUIDField(default=new_uid, unique=True)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="join_requests")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200)
    email = models.EmailField()
    body_name = models.CharField(max_length=200)  # for whom they would speak, in their words
    motive = models.TextField()
    language = models.CharField(max_length=12, default="en")
    at = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=10, choices=State, default=State.UNVERIFIED)
    reason = models.CharField(max_length=1000, default="", blank=True)
    decided_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["group", "state"])]


class Running(models.QuerySet["GuestPass"]):
    """Passes that let their holder in."""

    def running(self, at: datetime) -> "Running":
        return self.filter(Q(ended_at=None) & Q(accepted_by__isnull=False) & Q(until__gt=at))


class GuestPass(models.Model):
    """Leave for one address to one thread, meeting or draft, until an instant; nothing else of the group."""

    class Kind(models.TextChoices):
        THREAD = "thread", _("Thread")
        MEETING = "meeting", _("Meeting")
        DRAFT = "draft", _("Draft")

    uid = models.UUIDField(default=new_uid, unique=True)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="guest_passes")
    kind = models.CharField(max_length=10, choices=Kind)
    number = models.PositiveIntegerField()  # of the thread, meeting or draft in its group
    title = models.CharField(max_length=200)  # of it, when the pass was given: the mail names it
    may_write = models.BooleanField(default=False)
    name = models.CharField(max_length=200)
    email = models.EmailField()
    language = models.CharField(max_length=12, default="en")
    until = models.DateTimeField()
    given_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=clock.now)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="guest_passes")
    ended_at = models.DateTimeField(null=True)

    objects = Running.as_manager()

    class Meta:
        indexes = [models.Index(fields=["accepted_by", "group"])]

    @property
    def is_open(self) -> bool:
        """Whether it lets somebody in, or would, once taken up."""
        return self.ended_at is None and self.until > clock.now()
