"""Proposals to a draft as its pages, its queue and its writers show them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.safestring import SafeString

from workgroups.accounts.models import Person
from workgroups.core.text import excerpt
from workgroups.drafts.logic import blocks, schema
from workgroups.drafts.logic import proposals as logic
from workgroups.drafts.logic.shown import NOTHING, Sources, pictured, pictured_in
from workgroups.drafts.models import Draft, PenHolder, Proposal
from workgroups.drafts.queries.documents import document_of
from workgroups.drafts.queries.shown import pictures_of
from workgroups.groups.models import Delegation, Seat
from workgroups.groups.queries import officers_of, people_in

ANSWERED = (Proposal.State.ACCEPTED, Proposal.State.MERGED, Proposal.State.DECLINED)


@dataclass(frozen=True)
class Tracked:
    """A proposal beside the text of today: all that a tracked change needs, on a page or in a Word file.

    `place` is the block's place among the top blocks, `now` the block as it stands; both None when it is gone. For
    a new block they are those of the block that it comes after.
    """

    proposal: Proposal
    place: int | None
    now: schema.Node | None
    sources: Sources = NOTHING
    """the draft's pictures that figures in it show"""

    @property
    def old(self) -> list[schema.Node]:
        """What the proposer saw and would change: nothing for a new block."""
        return [] if self.proposal.kind == Proposal.Kind.INSERT else [self.proposal.base]

    @property
    def new(self) -> list[schema.Node]:
        """What would stand there instead: nothing where the block would go."""
        return list(self.proposal.content)

    @property
    def is_stale(self) -> bool:
        """The block changed, or went, since the proposal was made (a new block only minds that its place is gone)."""
        if self.now is None or self.proposal.kind == Proposal.Kind.INSERT:
            return self.now is None
        return blocks.fingerprint(self.now) != self.proposal.base_print

    @property
    def markup(self) -> SafeString:
        """The change with what goes and what comes marked in its words."""
        return logic.marked(pictured(self.old, self.sources), pictured(self.new, self.sources))

    @property
    def gone(self) -> str:
        """The words that would go, in one line."""
        return logic.gone_and_come(self.old, self.new)[0]

    @property
    def come(self) -> str:
        """The words that would come, in one line."""
        return logic.gone_and_come(self.old, self.new)[1]


@dataclass(frozen=True)
class Knot:
    """A block and the proposals to it, oldest first: where there are several, they overlap."""

    block: str
    place: int | None
    words: str
    tracked: list[Tracked]


def proposals_of(
    draft: Draft, *, document: schema.Node | None = None, only: Q | None = None, states: Iterable[str] = ("open",)
) -> list[Tracked]:
    """Proposals to a draft in the order of its text, each beside the block of today; those whose block is gone last.

    `document` spares reading it again; `only` filters further. One query, whatever their number.
    """
    found = draft.proposals.select_related("by", "delegation__body", "answered_by", "successor")
    rows = list(found.filter(only or Q(), state__in=list(states)).order_by("number"))
    content = (document or document_of(draft)).get("content", []) if rows else []
    places = {node.get("attrs", {}).get("id"): at for at, node in enumerate(content)}
    for one in rows:
        one.draft = draft
    shown = [node for one in rows for node in (one.base, *one.content)]
    files = pictures_of(draft, pictured_in({"type": "doc", "content": shown}))
    sources = Sources({}, {uid: file.get_absolute_url() for uid, file in files.items()})
    tracked = [
        Tracked(one, at := places.get(one.block), content[at] if at is not None else None, sources) for one in rows
    ]
    return sorted(tracked, key=lambda one: (one.place is None, one.place or 0, one.proposal.number))


def knots_of(tracked: list[Tracked]) -> list[Knot]:
    """Proposals by the block they would change, in the order given."""
    found: dict[str, list[Tracked]] = {}
    for one in tracked:
        found.setdefault(one.proposal.block, []).append(one)
    return [
        Knot(block, those[0].place, excerpt(schema.plain(those[0].now or those[0].proposal.base), 90), those)
        for block, those in found.items()
    ]


def pen_holders_of(draft: Draft) -> list[Person]:
    """Who has the pen of a draft besides the officers: those chosen, else whoever began it."""
    chosen = [one.person for one in PenHolder.objects.filter(draft=draft).select_related("person")]
    return sorted(chosen or [draft.created_by], key=lambda person: person.sort_key)


def proposing_delegations(draft: Draft) -> list[Delegation]:
    """The delegations that put something forward to a draft, by name."""
    found = Delegation.objects.filter(pk__in=draft.proposals.values("delegation_id"))
    return list(found.select_related("body").order_by("body__sort_key"))


def pen_ids_of(draft: Draft) -> set[int]:
    """The ids of all who answer proposals to a draft: officers of today and those with the pen."""
    return {office.person_id for office in officers_of(draft.group)} | {one.pk for one in pen_holders_of(draft)}


def could_hold_pen(draft: Draft) -> QuerySet[Person]:
    """Members of the group to whom officers may give the pen: those of participating delegations."""
    seated = Seat.objects.filter(delegation__group=draft.group_id, delegation__standing="participating")
    return people_in(draft.group).filter(pk__in=seated.values("person_id"))


# One row a draft and pen-holder, with how many proposals wait.
PROPOSALS_DUE = """
WITH waits AS (
  SELECT draft.id, draft.group_id, draft.created_by_id,
    jsonb_build_object('title', draft.title, 'number', draft.number, 'count', count(*),
      'restricted', draft.marking = 'restricted') AS told
  FROM drafts_proposal proposal
  JOIN drafts_draft draft ON draft.id = proposal.draft_id
  JOIN place ON place.id = draft.group_id AND place.state = 'active'
  WHERE proposal.state = 'open' AND draft.state <> 'closed'
  GROUP BY draft.id
)
SELECT DISTINCT office.person_id, waits.id, NULL::bigint, waits.group_id, NULL::timestamptz, NULL, waits.told
FROM waits JOIN office ON office.group_id = waits.group_id
UNION
SELECT inside.person_id, waits.id, NULL::bigint, waits.group_id, NULL::timestamptz, NULL, waits.told
FROM waits JOIN inside ON inside.group_id = waits.group_id
WHERE CASE WHEN EXISTS (SELECT 1 FROM drafts_penholder pen WHERE pen.draft_id = waits.id)
  THEN EXISTS (SELECT 1 FROM drafts_penholder pen WHERE pen.draft_id = waits.id AND pen.person_id = inside.person_id)
  ELSE waits.created_by_id = inside.person_id END
"""
