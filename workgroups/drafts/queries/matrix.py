"""Everything that was said on a draft, a row each: comments and proposals beside their place and their answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.utils.translation import gettext as _

from workgroups.core.mentions import plain
from workgroups.drafts.logic import dispositions, schema, words
from workgroups.drafts.logic.dispositions import Disposition
from workgroups.drafts.logic.matrix import Piece, Spot, spots
from workgroups.drafts.models import Comment, CommentPost, Draft, Proposal
from workgroups.drafts.queries.comments import comments_with_posts, in_text_order
from workgroups.drafts.queries.proposals import Tracked, proposals_of

ORDER = {"comment": 0, "proposal": 1}
KINDS = {
    "open": "waits",
    "resolved": "settled",
    "accepted": "settled",
    "merged": "settled",
    "declined": "breaks",
    "withdrawn": "quiet",
    "superseded": "quiet",
}
"""Shapes of `components/state.html` by disposition."""


@dataclass(frozen=True)
class Answer:
    """What somebody answered: their words may be empty where the disposition says it all."""

    words: str
    who: str
    speaker: str
    at: datetime | None


@dataclass(frozen=True)
class Entry:
    """One row. `index`: its top block's place in the text, None when that is gone; `speaker`: for whom they spoke."""

    kind: str
    thing: Comment | Proposal
    number: int
    url: str
    index: int | None
    offset: int
    spot: Spot | None
    quoted: str
    speaker: str
    delegation_id: int | None
    author: str
    author_id: int
    at: datetime
    state: str
    answers: list[Answer] = field(default_factory=list)
    post: CommentPost | None = None
    tracked: Tracked | None = None
    disposed: Disposition | None = None
    """What whoever resolved a comment said of it"""

    @property
    def name(self) -> str:
        """What the row is called: Comment 3."""
        words_of = {"comment": _("Comment %(number)s"), "proposal": _("Proposal %(number)s")}
        return words_of[self.kind] % {"number": self.number}

    @property
    def what(self) -> str:
        """A comment, or the kind of proposal."""
        return str(self.thing.get_kind_display()) if isinstance(self.thing, Proposal) else _("Comment")

    @property
    def disposition(self) -> str:
        """What became of it: of a resolved comment what its last answer says, where that says so."""
        if self.disposed:
            return dispositions.name(self.disposed)
        return str(self.thing.get_state_display())

    @property
    def shape(self) -> str:
        """How the disposition shows."""
        return KINDS["declined"] if self.disposed == "declined" else KINDS[self.state]

    @property
    def is_open(self) -> bool:
        return self.state == "open"

    @property
    def shows_quoted(self) -> bool:
        """A change to a block shows its words already."""
        return self.tracked is None or self.tracked.proposal.kind == Proposal.Kind.INSERT

    @property
    def reason(self) -> str:
        """Why a proposer wants it."""
        return self.tracked.proposal.reason if self.tracked else ""

    @cached_property
    def pieces(self) -> list[Piece]:
        """What was said; of a proposal the words that go and come among those that stay."""
        if self.tracked is None:
            return [("equal", plain(self.post.html))] if self.post else []
        old, new = ("\n".join(schema.plain(one) for one in side) for side in (self.tracked.old, self.tracked.new))
        return words.pieces(old, new)


def matrix_of(draft: Draft, document: schema.Node) -> list[Entry]:
    """Every comment of which something stands and every proposal, in the order of the text; three queries."""
    here = spots(document)
    found = in_text_order(comments_with_posts(draft), document)
    entries = [
        made
        for comment, place in found
        if (made := _of_comment(draft, comment, here, (place.index, place.offset) if place else (None, 0)))
    ]
    tracked = proposals_of(draft, document=document, states=Proposal.State.values)
    entries += [_of_proposal(one, here) for one in tracked]
    return sorted(entries, key=_order)


def _order(one: Entry) -> tuple[bool, int, int, int, int]:
    return (one.index is None, one.index or 0, one.offset, ORDER[one.kind], one.number)


def picked(
    entries: Iterable[Entry], *, state: str, whose: str, section: str, kind: str, mine: tuple[int, set[int]]
) -> list[Entry]:
    """Those that a reader chose; `mine` are their own id and those of their delegations. What is empty lets all by."""

    def fits(one: Entry) -> bool:
        own = one.author_id == mine[0] or one.delegation_id in mine[1]
        by = {"": True, "mine": own}.get(whose, str(one.delegation_id) == whose)
        stands = {"": True, "open": one.is_open, "answered": not one.is_open}.get(state, True)
        there = section in {"", one.spot.section if one.spot else "gone"}
        return by and stands and there and kind in {"", one.kind}

    return [one for one in entries if fits(one)]


def touched_at(entries: Iterable[Entry]) -> datetime | None:
    """When something was said or answered last."""
    instants = [at for one in entries for at in (one.at, *(answer.at for answer in one.answers)) if at]
    return max(instants, default=None)


def speakers_in(entries: Iterable[Entry]) -> list[tuple[int, str]]:
    """The delegations that said something, by name."""
    found = {one.delegation_id: one.speaker for one in entries if one.delegation_id}
    return sorted(found.items(), key=lambda pair: pair[1])


def sections_in(entries: Iterable[Entry]) -> list[tuple[str, str]]:
    """The headings under which something was said, in the order of the text."""
    return list({one.spot.section: one.spot.title for one in entries if one.spot}.items())


def _spot(here: Sequence[Spot], index: int | None) -> Spot | None:
    return here[index] if index is not None else None


def _of_comment(draft: Draft, comment: Comment, here: Sequence[Spot], place: tuple[int | None, int]) -> Entry | None:
    comment.draft = draft
    said = [post for post in comment.posts.all() if post.removed_at is None]
    if not said:
        return None
    index, offset = place
    spot, first = _spot(here, index), said[0]
    answers = [Answer(plain(one.html), one.author.name, _speaker(one), one.posted_at) for one in said[1:]]
    if comment.resolved_by:
        answers.append(Answer("", comment.resolved_by.name, "", comment.resolved_at))
    return Entry(
        kind="comment",
        thing=comment,
        number=comment.number,
        url=comment.get_absolute_url(),
        index=index,
        offset=offset,
        spot=spot,
        quoted=comment.words or (spot.words if spot else ""),
        speaker=_speaker(first),
        delegation_id=first.delegation_id,
        author=first.author.name,
        author_id=first.author_id,
        at=comment.begun_at,
        state=comment.state,
        answers=answers,
        post=first,
        disposed=_disposed(comment, said),
    )


def _disposed(comment: Comment, said: Sequence[CommentPost]) -> Disposition | None:
    """What the last answer of whoever resolved a comment says has become of it; anybody else's is their opinion."""
    theirs = [post for post in said[1:] if post.author_id == comment.resolved_by_id]
    return dispositions.disposition(plain(theirs[-1].html))[0] if theirs and not comment.is_open else None


def _of_proposal(tracked: Tracked, here: Sequence[Spot]) -> Entry:
    one = tracked.proposal
    spot = _spot(here, tracked.place)
    answers = []
    if one.answered_by:
        answers = [Answer(one.answer, one.answered_by.name, "", one.answered_at)]
    return Entry(
        kind="proposal",
        thing=one,
        number=one.number,
        url=one.get_absolute_url(),
        index=tracked.place,
        offset=0,
        spot=spot,
        quoted=spot.words if spot else schema.plain(one.base),
        speaker=one.speaker,
        delegation_id=one.delegation_id,
        author=one.by.name,
        author_id=one.by_id,
        at=one.made_at,
        state=one.state,
        answers=answers,
        tracked=tracked,
    )


def _speaker(post: CommentPost) -> str:
    """For whom somebody spoke: a delegation, else their office."""
    return post.delegation.body.shown if post.delegation else str(post.get_office_display())
