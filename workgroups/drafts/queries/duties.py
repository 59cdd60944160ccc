"""What waits for whom in drafts, as rows of the one query that asks every domain (`duty_rows`)."""

# A call in an open comment waits until somebody of those who are called has answered it. Once a comment.
CALLS_DUE = """
SELECT DISTINCT ON (belongs.person_id, comment.id)
  belongs.person_id, comment.id, call.delegation_id, draft.group_id, NULL::timestamptz, NULL::text,
  jsonb_build_object('title', draft.title, 'number', draft.number, 'comment', comment.number,
    'restricted', draft.marking = 'restricted')
FROM ask, drafts_commentcall call
JOIN drafts_commentpost post ON post.id = call.post_id AND post.removed_at IS NULL
JOIN drafts_comment comment ON comment.id = call.comment_id AND comment.state = 'open'
JOIN drafts_draft draft ON draft.id = comment.draft_id AND draft.state NOT IN ('adopted', 'closed')
JOIN belongs ON belongs.person_id = call.person_id AND belongs.group_id = draft.group_id
JOIN place ON place.id = draft.group_id AND place.state = 'active'
WHERE ((draft.marking <> 'restricted' AND draft.commenting = 'members') OR EXISTS (
    SELECT 1 FROM inside WHERE inside.person_id = belongs.person_id AND inside.group_id = draft.group_id))
  AND NOT EXISTS (SELECT 1 FROM drafts_commentpost answer
    WHERE answer.comment_id = comment.id AND answer.seq > post.seq AND answer.removed_at IS NULL
      AND (answer.author_id = call.person_id OR answer.delegation_id = call.delegation_id))
ORDER BY belongs.person_id, comment.id, post.seq
"""

# A delegation that said its position is pending owes it; one row a draft, due at the end of the first day (UTC).
POSITIONS_DUE = """
SELECT seat.person_id, draft.id, seat.delegation_id, draft.group_id,
  ((min(held.until) + 1)::timestamp AT TIME ZONE 'UTC') - interval '1 minute', NULL::text,
  jsonb_build_object('title', draft.title, 'number', draft.number, 'until', min(held.until),
    'lapsed', min(held.until) < ask.today, 'restricted', draft.marking = 'restricted')
FROM drafts_position held
JOIN drafts_draft draft ON draft.id = held.draft_id AND draft.state NOT IN ('adopted', 'closed')
JOIN seat ON seat.delegation_id = held.delegation_id AND seat.standing = 'participating'
JOIN place ON place.id = draft.group_id AND place.state = 'active'
CROSS JOIN ask
WHERE held.kind = 'pending' AND held.ended_at IS NULL
GROUP BY seat.person_id, draft.id, seat.delegation_id, ask.today
"""
