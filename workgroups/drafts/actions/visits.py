"""Note how far somebody has seen a draft."""

from workgroups.core import clock, statements

_VISIT = """
INSERT INTO drafts_draftvisit (draft_id, person_id, seq, at) VALUES (%s, %s, %s, %s)
ON CONFLICT (draft_id, person_id) DO UPDATE SET seq = excluded.seq, at = excluded.at
"""


def note_visit(*, draft_id: int, person_id: int, seq: int) -> None:
    """Note that a person leaves a draft and has seen its changes up to `seq`."""
    with statements.kept() as cursor:
        cursor.execute(_VISIT, [draft_id, person_id, seq, clock.now()])
