"""What waits because of seats and hand-overs, as rows of the one query that asks every domain (`duty_rows`)."""

# A seat of today that ends within thirty days: for officers, and for the head of the delegation where it is another's.
SEATS_RUNNING_OUT = """
SELECT DISTINCT renewer.person_id, held.id, held.delegation_id, delegation.group_id,
  (held.until + 1)::timestamp AT TIME ZONE 'UTC', NULL,
  jsonb_build_object('name', holder.name, 'role', held.role, 'body', body.name, 'names', body.names)
FROM ask, groups_seat held
JOIN groups_delegation delegation ON delegation.id = held.delegation_id
JOIN groups_body body ON body.id = delegation.body_id
JOIN accounts_person holder ON holder.id = held.person_id
JOIN place ON place.id = delegation.group_id AND place.state = 'active'
JOIN (SELECT person_id, group_id, NULL::bigint AS delegation_id FROM office
  UNION ALL SELECT person_id, group_id, delegation_id FROM seat WHERE rank = 0) renewer
  ON renewer.group_id = delegation.group_id AND (renewer.delegation_id IS NULL
    OR (renewer.delegation_id = held.delegation_id AND renewer.person_id <> held.person_id))
WHERE held.since <= ask.today AND held.until BETWEEN ask.today AND ask.today + 30 AND NOT held.let_end
"""

# A note of the former holder that the successor has not put away.
NOTES_WAITING = """
SELECT handover.successor_id, handover.id, NULL::bigint, handover.group_id, NULL::timestamptz, NULL,
  jsonb_build_object('name', leaver.name)
FROM groups_handover handover
JOIN belongs ON belongs.person_id = handover.successor_id AND belongs.group_id = handover.group_id
JOIN accounts_person leaver ON leaver.id = handover.leaver_id
WHERE handover.state = 'done' AND handover.read_at IS NULL AND handover.note <> ''
"""
