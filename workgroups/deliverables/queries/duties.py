"""What chairs have yet to sign, as rows of the one query that asks every domain (`duty_rows`)."""

# The newest ready build of a report that is not out, for each chair who has not signed it.
SIGNATURES_DUE = """
SELECT DISTINCT office.person_id, build.id, NULL::bigint, deliverable.group_id, NULL::timestamptz, NULL,
  jsonb_build_object('title', deliverable.title, 'number', deliverable.number)
FROM deliverables_build build
JOIN deliverables_deliverable deliverable ON deliverable.id = build.deliverable_id
JOIN office ON office.group_id = deliverable.group_id AND office.role IN ('chair', 'cochair')
WHERE build.status = 'ready'
  AND NOT EXISTS (SELECT 1 FROM deliverables_release release WHERE release.build_id = build.id)
  AND NOT EXISTS (SELECT 1 FROM deliverables_signoff own
    WHERE own.build_id = build.id AND own.person_id = office.person_id)
  AND NOT EXISTS (SELECT 1 FROM deliverables_build newer
    WHERE newer.deliverable_id = build.deliverable_id AND newer.number > build.number)
"""
