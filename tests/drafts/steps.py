"""An action on a draft, killed before its first query, its second, and so on, at last after its commit.

Statements that are kept (`core.statements`) are no steps: they go past Django's cursor, where the steps are counted.

`python -m tests.drafts.steps <what> <draft> <actor> <key> <first> <stride>` prints a JSON line for each step: its
number, how the action ended ("killed", "done" or "fell": it raised), and a print of all rows before the next is tried.
It stops where the action was not killed: an action that falls over what a kill left would fall at every step after.
"""

import hashlib
import json
import os
import signal
import sys
import traceback
from typing import Any

import django

MOST = 1_000
"""Queries that an action may take: an end, also for one that a kill sends in a circle."""


def print_of_rows() -> str:
    """What the tables of drafts and events hold, whatever the order of rows."""
    from django.db import connection

    found = hashlib.sha256()
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            if table.startswith(("drafts_", "events_")):
                cursor.execute(f'SELECT t::text FROM "{table}" t ORDER BY 1')
                found.update(repr(cursor.fetchall()).encode())
    return found.hexdigest()


def act(what: str, draft_id: int, actor_id: int, key: str) -> None:
    from workgroups.accounts.models import Person
    from workgroups.drafts import actions
    from workgroups.drafts.models import Draft, DraftPurge
    from workgroups.groups.permissions import member_of

    draft = Draft.objects.select_related("group").get(pk=draft_id)
    member = member_of(Person.objects.get(pk=actor_id), draft.group)
    assert member
    if what == "purge":
        actions.carry_out_purge(actor=member, order=DraftPurge.objects.get(pk=int(key)))
    else:
        actions.restore_state(actor=member, draft=draft, key=key)


def killed_at(step: int, given: list[Any]) -> None:
    """Run the action and end this process as SIGKILL does before query `step` (the commit counts as one)."""
    from django.db import connection

    left = [step]

    def count(*_given: Any) -> None:
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= 1

    def query(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        count()
        return execute(sql, params, many, context)

    commit = connection._commit

    def committing() -> None:
        count()
        commit()
        count()

    connection._commit = committing
    with connection.execute_wrapper(query):
        act(*given)


def in_child(work: Any, *given: Any) -> tuple[int, str]:
    """Do it in a process of its own; how it ended and what it said."""
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writes, (work(*given) or "").encode())
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    os.close(writes)
    _pid, status = os.waitpid(child, 0)
    with os.fdopen(reads) as said:
        return status, said.read()


def main() -> None:
    what, draft, actor, key, first, stride = sys.argv[1:]
    django.setup()
    for step in range(int(first), MOST, int(stride)):
        status, _said = in_child(killed_at, step, [what, int(draft), int(actor), key])
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        how = "killed" if killed else "fell" if status else "done"
        print(json.dumps([step, how, in_child(print_of_rows)[1]]), flush=True)
        if not killed:
            return


if __name__ == "__main__":
    main()
