"""What a copy of a draft holds, and what waits for a worker."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.core import clock, dates, languages
from workgroups.drafts.adapters import office, ydoc
from workgroups.drafts.logic import schema, tracked
from workgroups.drafts.logic.shown import bare, pictured_in
from workgroups.drafts.logic.to_pandoc import Remark, to_pandoc
from workgroups.drafts.models import Arrival, Comment, Copy, Draft, FileState, Proposal
from workgroups.drafts.queries.comments import comments_of
from workgroups.drafts.queries.documents import payloads
from workgroups.drafts.queries.drafts import versions_of
from workgroups.drafts.queries.negotiated import negotiated
from workgroups.drafts.queries.proposals import Tracked, proposals_of
from workgroups.drafts.queries.shown import pictures_of, shown_of
from workgroups.files.queries import bytes_of
from workgroups.groups.models import Marking

MOST_BROUGHT = 10


def copies_of(draft: Draft, person: Person) -> list[Copy]:
    """Somebody's copies of a draft with their files, newest first; one query."""
    return list(Copy.objects.select_related("file__blob").filter(draft=draft, person=person).order_by("-asked_at"))


def brought_tables(draft: Draft, person: Person) -> list[Arrival]:
    """The filled matrices of a draft that somebody brought and that are kept yet, newest first; one query."""
    found = Arrival.objects.filter(draft=draft, person=person).order_by("-brought_at").defer("found")
    return [one for one in found.select_related("group") if one.is_matrix][:MOST_BROUGHT]


def newer_than(draft: Draft, copies: Iterable[Copy]) -> set[str]:
    """The formats whose copy is behind the text of today."""
    return {copy.format for copy in copies if copy.seq < draft.head_seq}


def waiting_copies() -> list[int]:
    """Copies that a worker should make, those that wait longest first."""
    return list(Copy.objects.filter(state=FileState.WAITING).order_by("asked_at").values_list("pk", flat=True))


def waiting_arrivals() -> list[int]:
    """Files that a worker should read, those that wait longest first."""
    return list(Arrival.objects.filter(state=FileState.WAITING).order_by("brought_at").values_list("pk", flat=True))


def written_copy(copy: Copy) -> tuple[bytes, int]:
    """A copy as its reader gets it, in their language, and the seq of the text in it."""
    draft, at = copy.draft, clock.now()
    found, seq = payloads(draft.pk)
    doc = schema.normal(ydoc.read(ydoc.load(found)))
    shown = shown_of(draft, doc, aim=False)
    with translation.override(copy.language):
        blocks: list[schema.Node] = shown.get("content", [])
        remarks: dict[str, list[Remark]] = {}
        if copy.with_changes:
            blocks, remarks = _with_changes(draft, doc, blocks)
        sheet, ends = _sheet(draft), list[str]()
        if copy.brackets != Copy.Brackets.NONE:
            names = copy.brackets == Copy.Brackets.NAMES and draft.marking != Marking.UNATTRIBUTED
            held = negotiated(draft, doc, blocks, names=names)
            blocks, ends = held.blocks, held.ends
            sheet = replace(sheet, facts=(*sheet.facts, *held.facts))
        files = pictures_of(draft, pictured_in({"type": "doc", "content": blocks}))
        names_of = {uid: f"picture-{at}.{file.name.rpartition('.')[2]}" for at, (uid, file) in enumerate(files.items())}
        if copy.format == Copy.Format.MARKDOWN:
            names_of = {}
        tree = to_pandoc(
            blocks,
            _meta(draft, seq, copy, at),
            remarks,
            bookmarks=copy.format == Copy.Format.WORD,
            pictures=names_of,
            front=[] if copy.format == Copy.Format.PDF else _front(draft, sheet),
            ends=shown.get("shown"),
            listed=(_("Positions of delegations"), ends),
        )
        pictures = {names_of[uid]: bytes_of(file) for uid, file in files.items() if uid in names_of}
        return office.write(tree, copy.format, sheet, pictures), seq  # type: ignore[arg-type]


def _front(draft: Draft, sheet: office.Sheet) -> list[str]:
    """Lines above the text, where the format has no sheet of its own."""
    return [line for line in (draft.group.name, *sheet.facts, sheet.marking) if line]


def _with_changes(
    draft: Draft, doc: schema.Node, shown: list[schema.Node]
) -> tuple[list[schema.Node], dict[str, list[Remark]]]:
    """The blocks with the open proposals as tracked changes, and the open comments.

    Where several proposals change one block, those after the first are comments too.
    """
    first: dict[str, Tracked] = {}
    after: dict[str, list[schema.Node]] = {}
    remarks: dict[str, list[Remark]] = {}
    for one in proposals_of(draft, document=doc):
        block, hand = one.proposal.block, _proposer(draft, one.proposal)
        if one.now is None:
            continue
        if one.proposal.kind == Proposal.Kind.INSERT:
            after.setdefault(block, []).extend(tracked.whole(new, "insertion", hand) for new in one.new)
        elif one.is_stale or block in first:
            words = said_of(one)
            remarks.setdefault(block, []).append(Remark("", hand.author, hand.date, words))
        else:
            first[block] = one
    for told in comments_of(draft, doc):
        if told.place is not None and told.state == Comment.State.OPEN:
            for at, said in enumerate(told.said):
                hand = _hand(draft, said.author, said.delegation, said.at)
                remark = Remark(told.anchor.words, hand.author, hand.date, said.words, is_answer=at > 0)
                remarks.setdefault(told.place.block, []).append(remark)
    out: list[schema.Node] = []
    for node in shown:
        block_id = node.get("attrs", {}).get("id", "")
        out += _changed(draft, node, first[block_id]) if block_id in first else [node]
        out += after.get(block_id, [])
    return out, remarks


def said_of(one: Tracked) -> str:
    """What a comment in a copy says of a proposal for which the text has no room."""
    return _("Proposal %(number)s: %(words)s") % {"number": one.proposal.number, "words": one.come or "–"}


def said_of_proposals(draft: Draft, document: schema.Node) -> set[str]:
    """What copies of a draft may say of its proposals as comments, in every language: no words of somebody."""
    found = set()
    for one in proposals_of(draft, document=document):
        for code in languages.OFFERED:
            with translation.override(code):
                found.add(" ".join(said_of(one).split()))
    return found


def _changed(draft: Draft, block: schema.Node, one: Tracked) -> list[schema.Node]:
    """A block of the text with one proposal in it; what is shown with it stays."""
    hand = _proposer(draft, one.proposal)
    if not one.new:
        return [tracked.whole(block, "deletion", hand)]
    new = {**one.new[0], "attrs": {**one.new[0].get("attrs", {}), "id": block["attrs"]["id"]}}
    told = {"shown": block["shown"]} if "shown" in block else {}
    made = [{**woven, **told} for woven in tracked.weave(bare(block), new, hand)]
    return [*made, *(tracked.whole(more, "insertion", hand) for more in one.new[1:])]


def _proposer(draft: Draft, proposal: Proposal) -> tracked.Hand:
    return _hand(draft, proposal.by.name, proposal.speaker, proposal.made_at)


def _hand(draft: Draft, name: str, speaker: str, at: datetime) -> tracked.Hand:
    """Somebody as the file names them; nobody where the draft is not for attribution: a file leaves the group."""
    if draft.marking == Marking.UNATTRIBUTED:
        return tracked.Hand(_("Not for attribution"))
    date = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return tracked.Hand(f"{name} ({speaker})" if speaker else name, date)


def _meta(draft: Draft, seq: int, copy: Copy, at: datetime) -> dict[str, str]:
    """What the file says of itself; a Word file that may come back also which draft it is, when and how it was made.

    `at` is an instant before the brackets were read: what came later may be missing in the file.
    """
    told = {"lang": draft.language, "dir": languages.direction(draft.language)}
    if copy.format in {Copy.Format.WORD, Copy.Format.ODT, Copy.Format.HTML}:
        told["title"] = draft.title
    if copy.format == Copy.Format.WORD:
        told[office.ORIGIN] = f"{draft.uid}:{seq}:{at.timestamp():.6f}:{copy.brackets}"
    return told


def _sheet(draft: Draft) -> office.Sheet:
    version: Any = versions_of(draft).first()
    stands = _("The text as it stood on %(instant)s") % {"instant": dates.utc(clock.now())}
    after = _("after version %(number)s, “%(label)s”")
    facts = [_("Draft %(number)s") % {"number": draft.number}, stands]
    if version:
        facts.append(after % {"number": version.number, "label": version.label})
    marking = "" if draft.marking in {Marking.PUBLIC, Marking.GROUP} else str(Marking(draft.marking).label)
    return office.Sheet(
        title=draft.title,
        language=draft.language,
        direction=languages.direction(draft.language),
        group=draft.group.name,
        facts=tuple(facts),
        marking=marking,
        page=_("Page"),
    )
