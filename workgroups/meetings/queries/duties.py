"""What waits for whom because of meetings, as rows of the one query that asks every domain (`duty_rows`)."""

READS = """(meeting.marking <> 'restricted' OR EXISTS (
    SELECT 1 FROM inside WHERE inside.person_id = {who}.person_id AND inside.group_id = meeting.group_id))"""
DUE_ON = "(task.due_on + time '23:59') AT TIME ZONE 'UTC'"

# Planned in the next two weeks and not answered by this person.
ANSWERS_DUE = f"""
SELECT belongs.person_id, meeting.id, NULL::bigint, meeting.group_id,
  CASE WHEN meeting.wall_time IS NOT NULL THEN meeting.starts_at END, NULL,
  jsonb_build_object('title', meeting.title, 'number', meeting.number, 'ends', meeting.ends_at,
    'restricted', meeting.marking = 'restricted')
FROM ask, meetings_meeting meeting
JOIN belongs ON belongs.group_id = meeting.group_id
WHERE meeting.state = 'planned' AND meeting.ends_at > ask.now AND meeting.starts_at < ask.now + interval '14 days'
  AND {READS.format(who="belongs")}
  AND NOT EXISTS (SELECT 1 FROM meetings_attendance answer
    WHERE answer.meeting_id = meeting.id AND answer.person_id = belongs.person_id)
"""  # noqa: S608

# What a delegation owes; what a colleague has done is said for three days.
TASKS_DUE = f"""
SELECT DISTINCT seat.person_id, task.id, seat.delegation_id, task.group_id, {DUE_ON}, hand.name,
  jsonb_build_object('title', task.title, 'number', task.number, 'meeting', meeting.number,
    'restricted', meeting.marking = 'restricted')
FROM ask, meetings_task task
JOIN meetings_meeting meeting ON meeting.id = task.meeting_id
JOIN seat ON seat.delegation_id = task.delegation_id
JOIN place ON place.id = task.group_id AND place.state = 'active'
LEFT JOIN accounts_person hand ON hand.id = task.done_by_id
WHERE {READS.format(who="seat")}
  AND (task.done_at IS NULL OR (task.done_by_id <> seat.person_id AND task.done_at > ask.now - interval '3 days'))
"""  # noqa: S608

# Officers find somebody for what nobody owes; recommendations and what a record tells of are no tasks of ours.
TASKS_UNOWNED = f"""
SELECT DISTINCT office.person_id, task.id, NULL::bigint, task.group_id, {DUE_ON}, NULL,
  jsonb_build_object('title', task.title, 'number', task.number, 'restricted', meeting.marking = 'restricted')
FROM meetings_task task
JOIN meetings_meeting meeting ON meeting.id = task.meeting_id
JOIN office ON office.group_id = task.group_id
JOIN place ON place.id = task.group_id AND place.state = 'active'
WHERE task.delegation_id IS NULL AND task.addressee = '' AND task.done_at IS NULL AND task.kind = 'task'
  AND meeting.recorded_from = ''
"""  # noqa: S608

# A paper that a delegation owes a coming meeting.
PAPERS_DUE = f"""
SELECT DISTINCT seat.person_id, paper.id, seat.delegation_id, meeting.group_id,
  COALESCE(meeting.papers_due_at, meeting.starts_at), NULL,
  jsonb_build_object('title', paper.title, 'paper', paper.id, 'meeting', meeting.number, 'of', meeting.title,
    'restricted', meeting.marking = 'restricted')
FROM ask, meetings_paper paper
JOIN meetings_meeting meeting ON meeting.id = paper.meeting_id
JOIN seat ON seat.delegation_id = paper.delegation_id
WHERE paper.document_id IS NULL AND meeting.state = 'planned' AND meeting.ends_at > ask.now
  AND {READS.format(who="seat")}
"""  # noqa: S608
