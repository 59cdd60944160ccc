"""Numbers that people use: one sequence a group and kind of thing."""

from django.db import connection

from workgroups.groups.models import Group


def next_number(*, group: Group, kind: str) -> int:
    """Give the next number of this kind in the group; inside the caller's transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO groups_counter (group_id, kind, value) VALUES (%s, %s, 1) "
            "ON CONFLICT (group_id, kind) DO UPDATE SET value = groups_counter.value + 1 RETURNING value",
            [group.pk, kind],
        )
        (value,) = cursor.fetchone()
    return int(value)
