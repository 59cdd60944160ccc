"""What the domains tell this engine: which of their things a reader may not find, whatever the index says."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

H = TypeVar("H", bound=Callable[[Any], QuerySet[Any, Any]])
_hidden: dict[str, Callable[[Any], QuerySet[Any, Any]]] = {}


def hides(kind: str) -> Callable[[H], H]:
    """Register `fn(person) -> queryset of ids` of the things of a kind that a person may not know of.

    It becomes part of the search's own query, so that a change of rights or of a marking holds in the next search,
    before the index is written anew. Membership of groups is the caller's concern.
    """

    def register(find: H) -> H:
        if kind in _hidden:
            raise RuntimeError(f"what is hidden of {kind} has been said")
        _hidden[kind] = find
        return find

    return register


def hidden_from(person: Any) -> Q:
    """Return the filter for everything in the index that a person may not know of."""
    found = Q(pk__in=[])
    for kind, find in sorted(_hidden.items()):
        found |= Q(kind=kind, object_id__in=find(person))
    return found
