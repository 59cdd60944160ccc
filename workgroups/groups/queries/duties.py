"""Which milestones wait for whom, as rows of the one query that asks every domain (`duty_rows`)."""

# Open, in a group at work, due within two weeks or past; whoever holds it: in person, by office, by a delegation.
MILESTONES_DUE = """
WITH near AS (
  SELECT step.*, (step.due + time '23:59') AT TIME ZONE 'UTC' AS until,
    jsonb_build_object('title', step.title, 'number', step.number) AS told
  FROM ask, groups_milestone step
  JOIN place ON place.id = step.group_id AND place.state = 'active'
  WHERE step.state IN ('planned', 'underway') AND step.due <= ask.today + 14
)
SELECT belongs.person_id, near.id, NULL::bigint, near.group_id, near.until, NULL, near.told
FROM near JOIN belongs ON belongs.group_id = near.group_id AND belongs.person_id = near.person_id
UNION
SELECT office.person_id, near.id, NULL::bigint, near.group_id, near.until, NULL, near.told
FROM near JOIN office ON office.group_id = near.group_id AND office.role = near.office
UNION
SELECT seat.person_id, near.id, seat.delegation_id, near.group_id, near.until, NULL, near.told
FROM near JOIN seat ON seat.delegation_id = near.delegation_id AND seat.standing <> 'observing'
"""
