"""What can be found: one row a thing, with its words as PostgreSQL indexes them."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class Item(models.Model):
    """A thing that a search finds. A projection: the owner app can write it again from its own rows."""

    class Audience(models.TextChoices):
        GROUP = "group"
        OFFICERS = "officers"
        PUBLIC = "public"  # the group too

    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    group = models.ForeignKey("groups.Group", on_delete=models.CASCADE, related_name="+")
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.GROUP)
    title = models.CharField(max_length=300)
    text = models.TextField(default="", blank=True)
    url = models.CharField(max_length=300)
    at = models.DateTimeField()
    words = SearchVectorField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="item_once")]
        indexes = [
            GinIndex(fields=["words"], name="item_words"),
            models.Index(fields=["group", "-at"], name="item_new"),
        ]
