"""The record of acts: a row is written once and never changed (a trigger of the database refuses)."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from workgroups.core import clock


class Record(models.Model):
    """One act of somebody, as its event told it. `stream_kind` and `ref_id` say where: a group, a person, the site."""

    at = models.DateTimeField(default=clock.now)
    actor_id = models.BigIntegerField()  # no key: what somebody did outlives them
    event = models.CharField(max_length=80)
    stream_kind = models.CharField(max_length=10)
    ref_id = models.BigIntegerField()
    data = models.JSONField()

    class Meta:
        indexes = [
            models.Index(fields=["stream_kind", "ref_id", "-id"], name="record_place"),
            models.Index(fields=["actor_id", "-id"], name="record_actor"),
        ]


class Look(models.Model):
    """An officer or an operator looked at what is kept about people; those people see it under "My data"."""

    class What(models.TextChoices):
        CONTACTS = "contacts", _("Saw how to reach you")
        CONTACT_EXPORT = "contact_export", _("Took a list with your contact details away")
        MAIL_STATUS = "mail_status", _("Saw whether mail reaches you")
        PEOPLE_EXPORT = "people_export", _("Took a list of people with you in it away")
        DATA_EXPORT = "data_export", _("Took your data away")

    at = models.DateTimeField(default=clock.now)
    actor_id = models.BigIntegerField()
    what = models.CharField(max_length=16, choices=What)
    group_id = models.BigIntegerField(null=True)
    people = ArrayField(models.BigIntegerField())

    class Meta:
        indexes = [GinIndex(fields=["people"], name="look_people")]
