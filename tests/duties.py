"""What waits for somebody, for tests of the domains that say so."""

from typing import Any

from workgroups.notifications.registry import open_of


def waiting(person: Any, kind: str) -> list[int]:
    """The subjects of what waits for a person of one kind, without what a colleague has done."""
    return [one.subject_id for one in open_of([person])[person.pk] if one.kind == kind and not one.done_by]
