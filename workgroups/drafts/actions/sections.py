"""Give sections of a draft to those who write them, hand them in, lock and unlock them."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.core import clock, text
from workgroups.core.errors import Conflict, Refused
from workgroups.drafts import queries
from workgroups.drafts.events import (
    SectionDue,
    SectionGiven,
    SectionHandedIn,
    SectionLocked,
    SectionMoved,
    SectionReopened,
    SectionRestored,
    SectionTaken,
)
from workgroups.drafts.logic import schema, sections
from workgroups.drafts.models import Draft, DraftSection, SectionOwner
from workgroups.drafts.permissions import can_assign, can_hand_in, can_inherit, can_reopen_section, can_restore_section
from workgroups.events.actions import emit
from workgroups.groups.permissions import Member, require


@transaction.atomic
def give_section(
    *,
    actor: Member,
    draft: Draft,
    block: str,
    delegations: Collection[int] = (),
    people: Collection[int] = (),
    due_on: date | None = None,
    note: str = "",
) -> DraftSection:
    """Give the section of a heading to delegations and people of the group, or change what was given before."""
    require(can_assign(actor, draft))
    held = _held(draft)
    content, reach = _found(held, block)
    owners = _owners(held, delegations, people)
    note = text.single_line(note)[:500]
    section = held.sections.filter(block=block, removed_at=None).first() or _begun(held, reach)
    before = None if section.given_at is None else (_facts(section), queries.writers_of(section))
    if before is None:
        nodes = sections.below(content, reach)
        section.given_at, section.given_by = clock.now(), actor.person
        section.words_then = section.words = sections.words_in(nodes)
        section.text_print = sections.text_print(nodes)
    section.due_on, section.note, section.title = due_on, note, reach.title[:300]
    section.save()
    section.owners.all().delete()
    SectionOwner.objects.bulk_create(SectionOwner(section=section, **one) for one in owners)
    if before is None:
        emit(SectionGiven(**_of(actor, section)))
    elif before != (_facts(section), now := queries.writers_of(section)):
        emit(SectionMoved(**_of(actor, section), added=tuple(sorted(now - before[1]))))
    return section


@transaction.atomic
def hand_in_section(*, actor: Member, section: DraftSection) -> None:
    """Say that a section is written."""
    held = _locked(section)
    if held.is_handed_in:
        raise Conflict(_("Somebody handed this section in meanwhile."))
    require(can_hand_in(actor, held))
    held.state, held.handed_by, held.handed_at = DraftSection.State.HANDED_IN, actor.person, clock.now()
    held.save()
    emit(SectionHandedIn(**_of(actor, held)))


@transaction.atomic
def reopen_section(*, actor: Member, section: DraftSection) -> None:
    """Have a section written on; or undo that one handed it in."""
    held = _locked(section)
    require(can_reopen_section(actor, held))
    held.state, held.handed_by, held.handed_at = DraftSection.State.WRITING, None, None
    held.save()
    emit(SectionReopened(**_of(actor, held)))


@transaction.atomic
def take_section(*, actor: Member, section: DraftSection) -> None:
    """Take a section from those who have it; for `clock.UNDO` this can be undone."""
    require(can_assign(actor, section.draft))
    held = _locked(section)
    if held.is_locked:
        raise Refused(_("This section is locked. Unlock it first."))
    if held.removed_at is None:
        held.removed_at, held.removed_by = clock.now(), actor.person
        held.save()
        emit(SectionTaken(**_of(actor, held)))


@transaction.atomic
def pass_section(*, actor: Person, section: DraftSection, leaver: Person, heir: Member) -> None:
    """Let a section that somebody has by name pass to their successor, in the hand-over that `actor` asked for."""
    require(can_inherit(heir, section))
    held = _locked(section)
    before = queries.writers_of(held)
    gone, _rows = held.owners.filter(person=leaver).delete()
    if gone:
        SectionOwner.objects.get_or_create(section=held, person=heir.person, delegation=None)
        added = tuple({heir.person.pk} - before)
        emit(SectionMoved(**_of(heir, held) | {"actor_id": actor.pk}, added=added))


@transaction.atomic
def restore_section(*, actor: Member, section: DraftSection) -> None:
    """Undo that a section was taken from those who had it."""
    held = _locked(section)
    require(can_restore_section(actor, held))
    if held.draft.sections.filter(block=held.block, removed_at=None).exists():
        raise Conflict(_("This section was given to somebody anew meanwhile."))
    held.removed_at, held.removed_by = None, None
    held.save()
    emit(SectionRestored(**_of(actor, held)))


@transaction.atomic
def tie_section(*, actor: Member, section: DraftSection, block: str) -> None:
    """Tie a section whose heading is gone, or was made anew, to a heading of today; everything else stays."""
    require(can_assign(actor, section.draft))
    held = _locked(section)
    _content, reach = _found(held.draft, block)
    if held.draft.sections.filter(block=block, removed_at=None).exclude(pk=held.pk).exists():
        raise Refused(_("This heading is a section of its own already."), field="block")
    if held.is_locked:
        _write_locks(held.draft, gone=held.block, come=block)
    held.block, held.title = block, reach.title[:300]
    held.save()
    emit(SectionMoved(**_of(actor, held)))


@transaction.atomic
def lock_section(*, actor: Member, draft: Draft, block: str, reason: str = "") -> DraftSection:
    """Let nobody change a section, by whatever way, until it is unlocked; comments and proposals go on."""
    require(can_assign(actor, draft))
    held = _held(draft)
    content, reach = _found(held, block)
    if any(not node.get("attrs", {}).get("id") for node in sections.below(content, reach)):
        raise Refused(_("Somebody is writing in this section now. Try again in a moment."))
    section = held.sections.filter(block=block, removed_at=None).first() or _begun(held, reach)
    if section.is_locked:
        raise Conflict(_("Somebody locked this section meanwhile."))
    section.locked_at, section.locked_by = clock.now(), actor.person
    section.lock_reason = text.single_line(reason)[:300]
    section.save()
    _write_locks(held, come=block)
    emit(SectionLocked(**_of(actor, section), is_locked=True))
    return section


@transaction.atomic
def unlock_section(*, actor: Member, section: DraftSection) -> None:
    """Let a section be changed again by all who write in the draft."""
    require(can_assign(actor, section.draft))
    held = _locked(section)
    if not held.is_locked:
        raise Conflict(_("Somebody unlocked this section meanwhile."))
    held.locked_at, held.locked_by, held.lock_reason = None, None, ""
    if held.given_at is None:
        held.removed_at, held.removed_by = clock.now(), actor.person
    held.save()
    _write_locks(held.draft, gone=held.block)
    emit(SectionLocked(**_of(actor, held), is_locked=False))


@transaction.atomic
def note_sections(*, draft_id: int) -> None:
    """Write down how the sections of a draft stand, when it came to rest: their titles, words, and which changed."""
    draft = Draft.objects.get(pk=draft_id)
    rows = list(draft.sections.select_for_update().filter(removed_at=None))
    here = {one.block: one for one in sections.reaches(content)} if (content := _content(draft, rows)) else {}
    for one in rows:
        if reach := here.get(one.block):
            nodes = sections.below(content, reach)
            if (fresh := sections.text_print(nodes)) != one.text_print:
                one.title, one.words, one.text_print = reach.title[:300], sections.words_in(nodes), fresh
                one.changed_at = draft.changed_at
                one.save(update_fields=["title", "words", "text_print", "changed_at"])


@transaction.atomic
def remind_of_section(*, section_id: int, is_late: bool) -> None:
    """Say that a section's day is near or has passed, unless it was handed in or taken meanwhile."""
    found = DraftSection.objects.select_related("draft").filter(pk=section_id, removed_at=None, given_at__isnull=False)
    section = found.exclude(state=DraftSection.State.HANDED_IN).first()
    if section and section.due_on:
        draft = section.draft
        emit(
            SectionDue(
                group_id=draft.group_id,
                draft_id=draft.pk,
                section_id=section.pk,
                is_late=is_late,
                marking=draft.marking,
            )
        )


def _content(draft: Draft, rows: list[DraftSection]) -> schema.Node:
    return queries.document_of(draft) if rows else {}


def _held(draft: Draft) -> Draft:
    return Draft.objects.select_for_update(no_key=True).get(pk=draft.pk)


def _locked(section: DraftSection) -> DraftSection:
    """The section under lock, its draft first, as every writer takes them."""
    draft = Draft.objects.select_for_update(no_key=True, of=("self",)).select_related("group").get(pk=section.draft_id)
    held = DraftSection.objects.select_for_update().get(pk=section.pk)
    held.draft = draft
    return held


def _found(draft: Draft, block: str) -> tuple[schema.Node, sections.Reach]:
    content = queries.document_of(draft)
    reach = sections.reach_of(content, block)
    if reach is None:
        raise Refused(_("This heading is gone from the text by now. Choose another."), field="block")
    return content, reach


def _begun(draft: Draft, reach: sections.Reach) -> DraftSection:
    last = draft.sections.aggregate(last=Max("number"))["last"] or 0
    return DraftSection(draft=draft, number=last + 1, block=reach.block, title=reach.title[:300])


def _owners(draft: Draft, delegations: Collection[int], people: Collection[int]) -> list[dict[str, Any]]:
    chosen: list[dict[str, Any]] = [
        {"delegation": one} for one in queries.taking_part(draft) if one.pk in set(delegations)
    ]
    chosen += [{"person": one} for one in queries.could_write(draft) if one.pk in set(people)]
    if not chosen:
        raise Refused(_("Choose at least one delegation or person who writes this section."), field="delegations")
    return chosen


def _facts(section: DraftSection) -> tuple[Any, ...]:
    owners = sorted((one.delegation_id or 0, one.person_id or 0) for one in section.owners.all())
    return section.due_on, section.note, owners


def _write_locks(draft: Draft, *, gone: str = "", come: str = "") -> None:
    """What the rooms ask: within a second they refuse what would change a locked section."""
    draft.locks = [one for one in draft.locks if one != gone] + ([come] if come else [])
    Draft.objects.filter(pk=draft.pk).update(locks=draft.locks)


def _of(actor: Member, section: DraftSection) -> dict[str, Any]:
    draft = section.draft
    given = {"group_id": draft.group_id, "draft_id": draft.pk, "section_id": section.pk}
    return given | {"actor_id": actor.person.pk, "marking": draft.marking}
