"""A draft as the rows of a filled matrix are held against it, and what each row would do."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, TypeVar

from django.utils import translation

from workgroups.core import clock, languages
from workgroups.core.mentions import plain
from workgroups.core.text import fold
from workgroups.drafts.adapters.edits import edited, nodes_of
from workgroups.drafts.logic import filled, matrix, schema
from workgroups.drafts.logic.bringing import planned
from workgroups.drafts.logic.dispositions import disposition
from workgroups.drafts.logic.rows import Here, Known, Planned, Rights, mark, told_briefly
from workgroups.drafts.models import Comment, CommentPost, Draft, Proposal
from workgroups.drafts.queries.documents import document_of
from workgroups.drafts.queries.matrix import Entry, matrix_of
from workgroups.drafts.queries.sheets import answered, heads, told

T = TypeVar("T")


def column_names() -> dict[str, list[str]]:
    """What the columns of a matrix are called, in every language."""
    found: dict[str, list[str]] = {}
    for names in _everywhere(heads):
        for field, words in names.items():
            found.setdefault(field, []).append(words)
    return found


def plan_of(found: Mapping[str, Any], draft: Draft, person_id: int, rights: Rights) -> list[Planned]:
    """What the rows of a filled matrix would do by now, for somebody with these rights."""
    return planned(found, _here(draft, person_id), rights)


def preview_of(plan: list[Planned]) -> dict[str, Any]:
    """What rows would do as it is kept for its page: row by row, the sign over it, and when it was worked out."""
    return {"plan": [told_briefly(one) for one in plan], "mark": mark(plan), "at": clock.now().isoformat()}


def _everywhere(made: Callable[[], T]) -> list[T]:
    """The same in each language of the interface: nobody knows in which one a file was made."""
    out = []
    for code in languages.OFFERED:
        with translation.override(code):
            out.append(made())
    return out


def _here(draft: Draft, person_id: int) -> Here:
    document = document_of(draft)
    entries = matrix_of(draft, document)
    known = {matrix.code(draft.uid, one.kind, one.number): _known(draft, one, person_id) for one in entries}
    names: dict[str, str] = {}
    for told_names in _everywhere(lambda: [one.name for one in entries]):
        names |= {fold(name): code for name, code in zip(told_names, known, strict=True)}
    return Here(
        where=_where(document),
        known=known,
        named=names,
        states=_choices({"comment": Comment.State, "proposal": Proposal.State}),
        kinds={words: key for (_kind, words), key in _choices({"": Proposal.Kind}).items()},
        labels={one.block: one.label for one in matrix.spots(document)},
        said=_said(draft),
        put=_put(draft),
        waiting={
            (one.block, one.kind, one.delegation_id or 0): one.number
            for one in draft.proposals.filter(state=Proposal.State.OPEN, by_id=person_id)
        },
        read=_reader(document),
    )


def _known(draft: Draft, one: Entry, person_id: int) -> Known:
    given = [answer for answer in one.answers if answer.words]
    return Known(
        kind=one.kind,
        number=one.number,
        name=one.name,
        url=one.url,
        block=one.spot.block if one.spot else "",
        state=one.state,
        told=frozenset(fold(words) for words in _everywhere(lambda: told(one))),
        answers=frozenset(
            words for all_ in _everywhere(lambda: [answered(draft, it) for it in given]) for words in all_
        ),
        bare=frozenset(fold(answer.words) for answer in given) | _bodies(one),
        own=one.author_id == person_id,
        stale=bool(one.tracked and one.tracked.is_stale),
        disposed=frozenset(key for answer in given if (key := disposition(answer.words)[0])),
    )


def _bodies(one: Entry) -> frozenset[str]:
    """Answers to a comment as they were typed."""
    if not isinstance(one.thing, Comment):
        return frozenset()
    return frozenset(fold(post.body) for post in one.thing.posts.all() if post.removed_at is None)


def _choices(of: dict[str, Any]) -> dict[tuple[str, str], str]:
    """What choices are called in every language, folded, by what they belong to."""
    found: dict[tuple[str, str], str] = {}
    for name, choices in of.items():
        for labels in _everywhere(lambda choices=choices: [(key, str(label)) for key, label in choices.choices]):  # type: ignore[misc]
            found |= {(name, fold(label)): key for key, label in labels}
    return found


def _where(document: schema.Node) -> filled.Where:
    spots = matrix.spots(document)
    blocks = [
        filled.Block(one.block, filled.is_heading(node), one.section, fold(schema.plain(node)))
        for one, node in zip(spots, document.get("content", []), strict=True)
    ]
    labels: dict[str, str | None] = {}
    for names in _everywhere(lambda: [(one.label, one.block) for one in matrix.spots(document)]):
        for label, block in names:
            for words in {fold(label), fold(label).split(" ")[-1]} - {""}:
                labels[words] = block if labels.get(words, block) == block else None
    return filled.Where(blocks, labels)


def _said(draft: Draft) -> dict[tuple[str, int, str], str]:
    """Who said what on which block (a delegation, or whoever speaks for none), typed and as it reads; which comment."""
    posts = CommentPost.objects.filter(comment__draft=draft, removed_at=None).select_related("comment")
    return {
        (one.comment.block, one.delegation_id or 0, fold(words)): matrix.code(draft.uid, "comment", one.comment.number)
        for one in posts.order_by("-seq", "comment__number")  # where two say the same, the one that began with it
        for words in (one.body, plain(one.html))
    }


def _put(draft: Draft) -> dict[tuple[str, str, int, str], str]:
    """Who put which words forward for a block, whatever became of them; the newest proposal of each."""
    return {
        (one.block, one.kind, one.delegation_id or 0, _plain(one.content)): matrix.code(
            draft.uid, "proposal", one.number
        )
        for one in draft.proposals.order_by("number")
    }


def _reader(document: schema.Node) -> Callable[[str, str, str], str]:
    content = {node.get("attrs", {}).get("id", ""): node for node in document.get("content", [])}

    @cache
    def read(block: str, kind: str, words: str) -> str:
        if kind == Proposal.Kind.DELETE:
            return ""
        return _plain(edited(content[block], words) if kind == Proposal.Kind.REPLACE else nodes_of(words))

    return read


def _plain(content: Iterable[schema.Node]) -> str:
    return fold("\n".join(schema.plain(one) for one in content))
