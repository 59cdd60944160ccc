"""Sections of a draft beside the text of today: who has them, how far they are, which are locked."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.drafts.logic import schema, sections
from workgroups.drafts.models import Draft, DraftSection, SectionOwner
from workgroups.groups.models import Office, Seat
from workgroups.groups.queries import people_in, people_in_delegations


@dataclass(frozen=True)
class Placed:
    """A section beside the text of today; `reach` is None where its heading is gone.

    `words` stand in it now, `since` of them came (or, below zero, went) since it was given.
    """

    section: DraftSection
    owners: list[SectionOwner]
    reach: sections.Reach | None
    title: str
    words: int
    changed_at: datetime | None

    @property
    def since(self) -> int:
        return self.words - self.section.words_then

    @property
    def is_given(self) -> bool:
        return self.section.given_at is not None


@dataclass(frozen=True)
class Overview:
    """The sections of a draft in the order of its text, those whose heading is gone, and headings that nobody has."""

    placed: list[Placed]
    lost: list[Placed]
    free: list[sections.Reach]

    @property
    def given(self) -> int:
        """How many sections somebody has."""
        return sum(one.is_given for one in (*self.placed, *self.lost))

    @property
    def handed_in(self) -> int:
        return sum(one.section.is_handed_in for one in (*self.placed, *self.lost))

    @property
    def by_block(self) -> dict[str, Placed]:
        return {one.section.block: one for one in self.placed}


def sections_of(draft: Draft, content: schema.Node) -> Overview:
    """The sections of a draft beside a text of it; two queries."""
    owners = SectionOwner.objects.select_related("delegation__body", "person").order_by(
        "delegation__body__sort_key", "person__sort_key"
    )
    rows = draft.sections.filter(removed_at=None).select_related("locked_by", "handed_by", "given_by")
    found = {one.block: one for one in rows.prefetch_related(Prefetch("owners", owners))}
    for one in found.values():
        one.draft = draft
    here = list(sections.reaches(content))
    placed = [_placed(found[reach.block], reach, content) for reach in here if reach.block in found]
    standing = {one.section.block for one in placed}
    lost = [_placed(one, None, content) for one in found.values() if one.block not in standing]
    free = [reach for reach in here if reach.block not in found]
    return Overview(placed, sorted(lost, key=lambda one: one.section.number), free)


def _placed(section: DraftSection, reach: sections.Reach | None, content: schema.Node) -> Placed:
    owners = list(section.owners.all())
    if reach is None:
        return Placed(section, owners, None, section.title, section.words, section.changed_at)
    nodes = sections.below(content, reach)
    same = not section.text_print or sections.text_print(nodes) == section.text_print
    changed = section.changed_at if same else section.draft.changed_at
    return Placed(section, owners, reach, reach.title or section.title, sections.words_in(nodes), changed)


def sections_taken(draft: Draft) -> list[DraftSection]:
    """Those that were taken from somebody so short ago that it can be undone; one query."""
    recent = draft.sections.filter(removed_at__gt=clock.now() - clock.UNDO, given_at__isnull=False)
    return list(recent.order_by("-removed_at"))


def writers_of(section: DraftSection) -> set[int]:
    """The people who have a section today: those named, and all who sit for its delegations."""
    owners = list(section.owners.all())
    seated = people_in_delegations([one.delegation_id for one in owners if one.delegation_id])
    named = {one.person_id for one in owners if one.person_id}
    return named | {person.pk for people in seated.values() for person in people}


def could_write(draft: Draft) -> QuerySet[Person]:
    """Members of the group who may have a section: officers, and those of participating delegations."""
    today = clock.now().date()
    seated = Seat.objects.on(today).filter(delegation__group=draft.group_id, delegation__standing="participating")
    officers = Office.objects.on(today).filter(group=draft.group_id)
    return people_in(draft.group).filter(Q(pk__in=seated.values("person_id")) | Q(pk__in=officers.values("person_id")))


def section_counts(drafts: QuerySet[Draft]) -> QuerySet[Draft]:
    """Annotate drafts with how many sections were given (`section_count`) and how many of them handed in."""
    given = DraftSection.objects.filter(draft=OuterRef("pk"), removed_at=None, given_at__isnull=False)
    done = given.filter(state=DraftSection.State.HANDED_IN)
    return drafts.annotate(section_count=_count(given), handed_in_count=_count(done))


def _count(rows: QuerySet[DraftSection]) -> Coalesce:
    counted = rows.order_by().values("draft").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


# A section that a delegation or a person has; what a colleague has handed in is said for three days.
SECTIONS_DUE = """
WITH given AS (
  SELECT section.*, draft.group_id, draft.title AS draft_title, draft.number AS draft_number, draft.marking
  FROM ask, drafts_draftsection section
  JOIN drafts_draft draft ON draft.id = section.draft_id AND draft.state NOT IN ('adopted', 'closed')
  JOIN place ON place.id = draft.group_id AND place.state = 'active'
  WHERE section.removed_at IS NULL AND section.given_at IS NOT NULL
    AND (section.state = 'writing' OR section.handed_at > ask.now - interval '3 days')
), whose AS (
  SELECT seat.person_id, owner.section_id, owner.delegation_id
  FROM drafts_sectionowner owner JOIN seat ON seat.delegation_id = owner.delegation_id
  UNION
  SELECT inside.person_id, owner.section_id, NULL::bigint
  FROM drafts_sectionowner owner
  JOIN given ON given.id = owner.section_id
  JOIN inside ON inside.person_id = owner.person_id AND inside.group_id = given.group_id
)
SELECT DISTINCT ON (whose.person_id, given.id)
  whose.person_id, given.id, whose.delegation_id, given.group_id,
  (given.due_on + time '23:59') AT TIME ZONE 'UTC', hand.name,
  jsonb_build_object('title', given.draft_title, 'number', given.draft_number, 'section', given.title,
    'block', given.block, 'restricted', given.marking = 'restricted')
FROM given
JOIN whose ON whose.section_id = given.id
LEFT JOIN accounts_person hand ON hand.id = given.handed_by_id
WHERE (given.state = 'writing' OR given.handed_by_id <> whose.person_id)
  AND (given.marking <> 'restricted' OR EXISTS (
    SELECT 1 FROM inside WHERE inside.person_id = whose.person_id AND inside.group_id = given.group_id))
ORDER BY whose.person_id, given.id, whose.delegation_id NULLS FIRST
"""
