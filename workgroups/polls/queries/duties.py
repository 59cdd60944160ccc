"""Which open polls and calls wait for whom, as rows of the one query that asks every domain (`duty_rows`)."""

# One row for whoever has not answered; where a colleague answered for the delegation, it says so for three days.
ANSWERS_DUE = """
SELECT inside.person_id, poll.id, CASE poll.counted_by WHEN 'delegation' THEN speaks.delegation_id END,
  decision.group_id, poll.closes_at, hand.name,
  jsonb_build_object('title', decision.title, 'number', decision.number, 'decision', decision.id,
    'one_tap', poll.max_choices = 1 AND poll.kind IN ('single', 'multiple', 'rating'),
    'restricted', decision.marking = 'restricted')
FROM ask, polls_poll poll
JOIN polls_decision decision ON decision.id = poll.decision_id
JOIN inside ON inside.group_id = decision.group_id
JOIN place ON place.id = decision.group_id AND place.state = 'active'
LEFT JOIN (
  SELECT DISTINCT ON (person_id, group_id) person_id, group_id, delegation_id FROM seat
  WHERE standing = 'participating' ORDER BY person_id, group_id, rank, seat_id
) speaks ON speaks.person_id = inside.person_id AND speaks.group_id = inside.group_id
LEFT JOIN polls_answer answer ON answer.poll_id = poll.id AND CASE poll.counted_by
  WHEN 'person' THEN answer.delegation_id IS NULL AND answer.person_id = inside.person_id
  ELSE answer.delegation_id = speaks.delegation_id END
LEFT JOIN accounts_person hand ON hand.id = answer.person_id
WHERE poll.closed_at IS NULL AND (poll.counted_by = 'person' OR speaks.delegation_id IS NOT NULL)
  AND (answer.id IS NULL OR (answer.person_id <> inside.person_id AND answer.at > ask.now - interval '3 days'))
"""

# A call asks all of a kind or those it names; a draft of an answer is nobody's answer yet.
RESPONSES_DUE = """
SELECT DISTINCT ON (seat.person_id, call.id)
  seat.person_id, call.id, CASE call.asked_of WHEN 'delegation' THEN seat.delegation_id END,
  decision.group_id, call.closes_at, CASE WHEN sent.person_id <> seat.person_id THEN hand.name END,
  jsonb_build_object('title', decision.title, 'number', decision.number, 'restricted', decision.marking = 'restricted',
    'draft_by', (SELECT writer.name FROM polls_response draft JOIN accounts_person writer ON writer.id = draft.person_id
      WHERE draft.call_id = call.id AND draft.state = 'draft' AND CASE call.asked_of
        WHEN 'delegation' THEN draft.delegation_id = seat.delegation_id
        ELSE draft.delegation_id IS NULL AND draft.person_id = seat.person_id END LIMIT 1))
FROM ask, polls_call call
JOIN polls_decision decision ON decision.id = call.decision_id
JOIN seat ON seat.group_id = decision.group_id
JOIN place ON place.id = decision.group_id AND place.state = 'active'
LEFT JOIN polls_response sent ON sent.call_id = call.id AND sent.state = 'submitted' AND CASE call.asked_of
  WHEN 'delegation' THEN sent.delegation_id = seat.delegation_id
  ELSE sent.delegation_id IS NULL AND sent.person_id = seat.person_id END
LEFT JOIN accounts_person hand ON hand.id = sent.person_id
WHERE call.closed_at IS NULL
  AND CASE WHEN EXISTS (SELECT 1 FROM polls_asked WHERE polls_asked.call_id = call.id)
    THEN EXISTS (SELECT 1 FROM polls_asked asked WHERE asked.call_id = call.id
      AND CASE call.asked_of WHEN 'delegation' THEN asked.delegation_id = seat.delegation_id
        ELSE asked.person_id = seat.person_id END)
    ELSE call.asked_of = 'person' OR seat.standing = 'participating' END
  AND (decision.marking <> 'restricted' OR EXISTS (
    SELECT 1 FROM inside WHERE inside.person_id = seat.person_id AND inside.group_id = seat.group_id))
  AND (sent.id IS NULL OR (sent.person_id <> seat.person_id AND sent.at > ask.now - interval '3 days'))
ORDER BY seat.person_id, call.id, seat.seat_id
"""
