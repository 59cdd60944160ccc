"""Drafts as files: want a copy, bring a file, and what a worker does with both."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from workgroups.core import clock
from workgroups.core.errors import Refused
from workgroups.drafts import queries
from workgroups.drafts.actions.comments import LONGEST, add_comment, answer_comment, resolve_comment
from workgroups.drafts.actions.drafts import create_draft
from workgroups.drafts.actions.proposals import put_forward
from workgroups.drafts.events import ArrivalBrought, ArrivalChanged, CopyAsked, CopyChanged
from workgroups.drafts.logic import blocks, incoming, schema
from workgroups.drafts.models import (
    MATRIX_FORMATS,
    TABLES,
    TEXT_FORMATS,
    TRACKED_FORMATS,
    Arrival,
    Comment,
    Copy,
    Draft,
    FileState,
)
from workgroups.drafts.permissions import (
    can_bring,
    can_comment,
    can_create_draft,
    can_propose,
    can_read,
    can_resolve,
    negotiates,
)
from workgroups.events.actions import emit
from workgroups.groups.permissions import Member, require

LEASE = timedelta(minutes=10)
KEEP = timedelta(days=7)
MOST_WAITING = 10
"""Files of one person that a worker has not read yet."""


@transaction.atomic
def ask_copy(
    *,
    actor: Member,
    draft: Draft,
    format: str,  # noqa: A002
    language: str,
    with_changes: bool = False,
    brackets: str = Copy.Brackets.NONE,
    holds: str = Copy.Holds.TEXT,
) -> Copy:
    """Want a draft, or the matrix of what was said on it, as a file; a worker makes it within seconds.

    Open proposals and comments go along where the format can show them, brackets where the text is negotiated.
    """
    require(can_read(actor, draft))
    is_text = holds == Copy.Holds.TEXT
    if holds not in Copy.Holds.values or format not in (TEXT_FORMATS if is_text else MATRIX_FORMATS):
        raise Refused(_("Choose a format."), field="format")
    if brackets not in Copy.Brackets.values:
        raise Refused(_("Choose how brackets are shown."), field="brackets")
    told = {
        "language": language,
        "with_changes": is_text and with_changes and format in TRACKED_FORMATS,
        "brackets": brackets if is_text and negotiates(draft.group) else Copy.Brackets.NONE,
    }
    wanted, _new = Copy.objects.get_or_create(
        draft=draft, person=actor.person, format=format, holds=holds, defaults=told
    )
    told |= {"state": FileState.WAITING, "asked_at": clock.now()}
    Copy.objects.filter(pk=wanted.pk).update(**told)
    emit(CopyAsked(draft.group_id, draft.pk, wanted.pk, actor.person.pk))
    return wanted


@transaction.atomic
def take_copy(*, copy_id: int) -> Copy | None:
    """Lease a wanted copy to a worker; None when another one has it or it is there."""
    now = clock.now()
    free = Q(leased_until=None) | Q(leased_until__lte=now)
    waiting = Copy.objects.select_for_update(skip_locked=True, of=("self",)).filter(free, state=FileState.WAITING)
    found = waiting.select_related("draft__group__programme", "person").filter(pk=copy_id).first()
    if found is not None:
        Copy.objects.filter(pk=found.pk).update(leased_until=now + LEASE)
        emit(CopyChanged(found.draft.group_id, found.draft_id, found.pk, found.person_id))
    return found


@transaction.atomic
def finish_copy(*, made: Copy, file_id: int | None, seq: int = 0) -> None:
    """Keep the file; without one the copy could not be made."""
    told = {"state": FileState.READY if file_id else FileState.FAILED, "leased_until": None, "seq": seq}
    Copy.objects.filter(pk=made.pk).update(**told, file_id=file_id, made_at=clock.now())
    emit(CopyChanged(made.draft.group_id, made.draft_id, made.pk, made.person_id))


@transaction.atomic
def bring_file(*, actor: Member, file_id: int, name: str, draft: Draft | None = None) -> Arrival:
    """Take a stored file in to be read: for a new draft, or a marked-up copy or a filled matrix of `draft`.

    Raises Refused.
    """
    is_table = name.lower().endswith(TABLES)
    may = (can_bring if is_table else can_propose)(actor, draft) if draft else can_create_draft(actor)
    require(may)
    if Arrival.objects.filter(person=actor.person, state=FileState.WAITING).count() >= MOST_WAITING:
        raise Refused(_("Your files of before are still being read. Try again in a minute."), field="file")
    brought = Arrival.objects.create(group=actor.group, person=actor.person, draft=draft, file_id=file_id, name=name)
    emit(ArrivalBrought(actor.group.pk, brought.pk, actor.person.pk))
    return brought


@transaction.atomic
def take_arrival(*, arrival_id: int) -> Arrival | None:
    """Lease a file that was brought to a worker; None when another one has it or it has been read."""
    now = clock.now()
    free = Q(leased_until=None) | Q(leased_until__lte=now)
    waiting = Arrival.objects.select_for_update(skip_locked=True, of=("self",)).filter(free, state=FileState.WAITING)
    found = waiting.select_related("file__blob").filter(pk=arrival_id).first()
    if found is not None:
        Arrival.objects.filter(pk=found.pk).update(leased_until=now + LEASE)
        emit(ArrivalChanged(found.group_id, found.pk, found.person_id))
    return found


@transaction.atomic
def finish_arrival(*, made: Arrival, found: dict[str, Any], fault: str = "") -> None:
    """Keep what was read of a file, or why it could not be read."""
    told = {"state": FileState.FAILED if fault else FileState.READY, "fault": fault, "found": found}
    Arrival.objects.filter(pk=made.pk).update(**told, leased_until=None)
    emit(ArrivalChanged(made.group_id, made.pk, made.person_id))


@transaction.atomic
def begin_from_file(
    *, actor: Member, arrival: Arrival, title: str, language: str, marking: str = "", changes: str = "propose"
) -> Draft:
    """Begin a draft with the text of a file.

    `changes`: with all its tracked changes (`make`), as it was before them (`leave`), or so and with each change as a
    proposal of whoever brings it (`propose`).
    """
    held = _unused(arrival)
    try:
        content = incoming.text_of(held.found, made=changes == "make")
    except schema.Unknown:
        raise Refused(_("This file holds something that a draft cannot hold.")) from None
    draft = create_draft(actor=actor, title=title, language=language, content=content, marking=marking)
    _take_pictures(held, draft)
    if changes == "propose":
        _propose(actor, draft, held)
    _comment(actor, draft, held)
    held.used_at, held.draft = clock.now(), draft
    held.save(update_fields=["used_at", "draft"])
    return draft


@transaction.atomic
def put_back(*, actor: Member, arrival: Arrival) -> tuple[int, list[str]]:
    """Put a marked-up copy's changes forward as proposals to its draft, and its comments as comments.

    Returns how many, and why others could not be: what changes nothing any more, and what the draft says already, is
    passed over. A comment is each alternative, too, that the file says otherwise without tracking it.
    """
    held = _unused(arrival)
    if held.draft is None:
        raise Refused(_("This file belongs to no draft."))
    require(can_propose(actor, held.draft))
    _take_pictures(held, held.draft)
    count, left = _propose(actor, held.draft, held)
    count += _comment(actor, held.draft, held)
    held.used_at = clock.now()
    held.save(update_fields=["used_at"])
    return count, left


def _take_pictures(arrival: Arrival, draft: Draft) -> None:
    """The pictures in a file are the draft's from now on."""
    for file in queries.arrived_files(arrival):
        file.kind, file.subject_id = queries.FIGURES, draft.pk
        file.save(update_fields=["kind", "subject_id"])


def _unused(arrival: Arrival) -> Arrival:
    held = Arrival.objects.select_for_update(of=("self",)).select_related("draft__group").get(pk=arrival.pk)
    if held.state != FileState.READY or held.used_at:
        raise Refused(_("This file has been used already."))
    return held


def _propose(actor: Member, draft: Draft, arrival: Arrival) -> tuple[int, list[str]]:
    content = queries.document_of(draft)["content"]
    now = {block["attrs"]["id"]: blocks.fingerprint(block) for block in content}
    count, left = 0, []
    for one in incoming.changes(arrival.found, content):
        reason = _reason(one, arrival.name)
        try:
            put_forward(
                actor=actor,
                draft=draft,
                block=one.block,
                kind=one.kind,
                base=now[one.block],
                content=one.content,
                reason=reason,
            )
            count += 1
        except Refused as refusal:  # it says what the text says by now
            left.append(str(refusal))
    return count, left


def _reason(one: incoming.Marked, file: str) -> str:
    told = {"author": one.author, "file": file}
    if one.moved and one.kind == "delete":
        return _("Moved by %(author)s in “%(file)s”: taken out here, put in elsewhere by another proposal.") % told
    if one.moved:
        return _("Moved by %(author)s in “%(file)s”: put in here, taken out elsewhere by another proposal.") % told
    return (_("Marked by %(author)s in “%(file)s”.") if one.author else _("Changed in “%(file)s”.")) % told


def _comment(actor: Member, draft: Draft, arrival: Arrival) -> int:
    """Say what the file's comments say, under the name of whoever brings it; those that went out with it are here.

    What answers a comment becomes an answer to it; what is resolved in the file is resolved here, where that may be.
    """
    if not can_comment(actor, draft):
        return 0
    document = queries.document_of(draft)
    here = {_plain(said.words): one.number for one in queries.comments_of(draft, document) for said in one.said}
    known = {comment.number: comment for comment in draft.comments.all()}
    ours = queries.said_of_proposals(draft, document)
    found: dict[str, Comment] = {}
    count = 0
    edited = queries.edited_alternatives(arrival, draft, document["content"])
    for note in [*incoming.notes(arrival.found, document["content"]), *edited]:
        words, told = _plain(note.words), _plain(f"{note.words} {_by(note, arrival)}")
        comment = found.get(note.answers) or known.get(here.get(words, here.get(told, 0)))
        if words and not {words, told} & {*here} and words not in ours:
            comment = _say(actor, draft, arrival, note, comment)
            count += 1
        if comment is not None:
            found |= {note.key: comment} if note.key else {}
            count += _resolve(actor, comment) if note.done else 0
    return count


def _say(actor: Member, draft: Draft, arrival: Arrival, note: incoming.Noted, comment: Comment | None) -> Comment:
    """Say what one comment of a file says: in answer to a comment that is open, else as one of its own."""
    quote = f"> {note.quote}\n\n" if note.quote and comment is None else ""
    body = f"{quote}{note.words[: LONGEST - 1_000]}\n\n{_by(note, arrival)}"
    if comment is not None and Comment.objects.get(pk=comment.pk).is_open:
        return answer_comment(actor=actor, comment=comment, body=body, at_once=True).comment
    return add_comment(actor=actor, draft=draft, anchor={"block": note.block}, body=body, at_once=True).comment


def _by(note: incoming.Noted, arrival: Arrival) -> str:
    """Whose words a comment brings, and in which file; of what is not tracked nobody knows."""
    told = {"author": note.author, "file": arrival.name}
    words = _("%(author)s in “%(file)s”") if note.author else _("in “%(file)s”, not tracked there")
    return f"({words % told})"


def _resolve(actor: Member, comment: Comment) -> int:
    held = Comment.objects.select_related("draft__group").get(pk=comment.pk)
    if not held.is_open or not can_resolve(actor, held):
        return 0
    resolve_comment(actor=actor, comment=held)
    return 1


def _plain(words: str) -> str:
    return " ".join(words.split())


@transaction.atomic
def forget_arrivals() -> int:
    """Let go of files that were read a week ago; return how many."""
    old = Arrival.objects.filter(brought_at__lt=clock.now() - KEEP)
    return old.delete()[0]
