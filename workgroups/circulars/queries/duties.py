"""The rows of circulars that wait for an acknowledgement, for the desk's one query."""

ACKNOWLEDGEMENTS_DUE = """
SELECT recipient.person_id, circular.id,
       CASE WHEN circular.acknowledge = 'delegation' THEN recipient.delegation_id END,
       circular.group_id, circular.deadline, NULL::text,
       jsonb_build_object(
           'year', circular.year, 'number', circular.number, 'language', circular.language,
           'restricted', circular.marking = 'restricted',
           'subjects', (SELECT jsonb_object_agg(words.language, words.title)
                        FROM circulars_circulartext words WHERE words.circular_id = circular.id))
FROM circulars_recipient recipient
JOIN circulars_circular circular ON circular.id = recipient.circular_id
JOIN belongs ON belongs.person_id = recipient.person_id AND belongs.group_id = circular.group_id
JOIN place ON place.id = circular.group_id AND place.state = 'active'
WHERE circular.state = 'sent'
  AND (circular.acknowledge = 'person'
       OR (circular.acknowledge = 'delegation' AND recipient.delegation_id IS NOT NULL))
  AND NOT EXISTS (SELECT 1 FROM circulars_acknowledgement done
                  WHERE done.circular_id = circular.id
                    AND CASE WHEN circular.acknowledge = 'person'
                             THEN done.person_id = recipient.person_id AND done.delegation_id IS NULL
                             ELSE done.delegation_id = recipient.delegation_id END)
  AND (circular.marking <> 'restricted'
       OR EXISTS (SELECT 1 FROM inside
                  WHERE inside.person_id = recipient.person_id AND inside.group_id = circular.group_id))
"""
