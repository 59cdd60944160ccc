"""Numbers that people use: one sequence a group and kind of thing."""

from django.db import connection

from workgroups.groups.models import Group, Marking

APART = 100_000  # what is restricted is counted by itself, so that no gap tells of it


def next_number(*, group: Group, kind: str, marking: str = Marking.GROUP) -> int:
    """Give the next number of this kind in the group; inside the caller's transaction."""
    if marking == Marking.RESTRICTED:
        return APART + next_number(group=group, kind=f"{kind}-apart")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO groups_counter (group_id, kind, value) VALUES (%s, %s, 1) "
            "ON CONFLICT (group_id, kind) DO UPDATE SET value = groups_counter.value + 1 RETURNING value",
            [group.pk, kind],
        )
        (value,) = cursor.fetchone()
    return int(value)
