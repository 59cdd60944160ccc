"""Keep the index in step; called by the owner app's subscribers."""

from datetime import datetime

from django.contrib.postgres.search import SearchVectorField
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Cast

from workgroups.core.text import single_line
from workgroups.search.logic.words import vector
from workgroups.search.models import Item


@transaction.atomic
def put(
    *,
    kind: str,
    object_id: int,
    group_id: int,
    title: str,
    text: str,
    beyond: str = "",
    url: str,
    at: datetime,
    audience: str = Item.Audience.GROUP,
) -> None:
    """Make a thing findable, or write its entry anew; the words of `beyond` are found and not kept."""
    fresh = {
        "group_id": group_id,
        "audience": audience,
        "title": single_line(title)[:300],
        "text": text,
        "url": url,
        "at": at,
        "words": Cast(Value(vector(title, f"{text}\n{beyond}")), SearchVectorField()),
    }
    Item.objects.update_or_create(kind=kind, object_id=object_id, defaults=fresh)


@transaction.atomic
def drop(*, kind: str, object_id: int) -> None:
    """Make a thing unfindable; nothing happens when it is not in the index."""
    Item.objects.filter(kind=kind, object_id=object_id).delete()
