"""Read drafts: lists, the document as it stands, its versions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Max, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from workgroups.accounts.models import Person
from workgroups.core import slots
from workgroups.drafts.adapters import ydoc
from workgroups.drafts.logic import blocks, schema
from workgroups.drafts.models import Draft, DraftSnapshot, DraftUpdate, DraftVersion
from workgroups.groups.permissions import Member, markings_read
from workgroups.groups.queries import OpenEnd, readable_by
from workgroups.groups.registry import Tied, tie


@dataclass(frozen=True)
class Block:
    """A block's id, the fingerprint under which it may be edited, and its words."""

    block_id: str
    fingerprint: str
    words: str


def drafts_in(member: Member) -> QuerySet[Draft]:
    """The drafts that a member may know of, last changed first, with how many versions each has."""
    found = Draft.objects.filter(group=member.group, marking__in=markings_read(member))
    found = found.annotate(version_count=Count("versions"))
    return found.select_related("group").order_by("-changed_at", "-pk")


def drafts_hidden_from(person: Person) -> QuerySet[Any]:
    """Return the ids of the drafts whose marking a person may not read, in whatever group."""
    return Draft.objects.exclude(readable_by(person)).values("pk")


def versions_of(draft: Draft) -> QuerySet[DraftVersion]:
    """Named versions, newest first, without their documents."""
    return draft.versions.select_related("by", "draft__group").defer("pm_json", "update").order_by("-number")


def payloads(draft_id: int, upto: int | None = None) -> tuple[list[bytes], int]:
    """Snapshot and the contiguous updates after it (up to and with `upto`), and the seq reached.

    Raises RuntimeError on a hole: a document folded over one would lose text without a word.
    """
    snapshots = DraftSnapshot.objects.filter(draft_id=draft_id)
    if upto is not None:
        snapshots = snapshots.filter(upto_seq__lte=upto)
    snapshot = snapshots.order_by("-upto_seq").first()
    seq = snapshot.upto_seq if snapshot else 0
    found = [bytes(snapshot.payload)] if snapshot else []
    for number, payload in updates_after(draft_id, seq, upto):
        if number != seq + 1:
            raise RuntimeError(f"draft {draft_id}: update {seq + 1} is missing")
        found.append(payload)
        seq = number
    return found, seq


def updates_after(draft_id: int, seq: int, upto: int | None = None) -> list[tuple[int, bytes]]:
    """Updates after `seq`, oldest first."""
    rows = DraftUpdate.objects.filter(draft_id=draft_id, seq__gt=seq)
    if upto is not None:
        rows = rows.filter(seq__lte=upto)
    return [(number, bytes(payload)) for number, payload in rows.order_by("seq").values_list("seq", "payload")]


def document_of(draft: Draft) -> schema.Node:
    """The draft as it stands in the database, as checked ProseMirror JSON."""
    found, _seq = payloads(draft.pk)
    return schema.normal(ydoc.read(ydoc.load(found)))


def blocks_in(draft: Draft) -> list[Block]:
    """The draft's top blocks as they stand, with what an edit of each must know."""
    found = document_of(draft).get("content", [])
    return [Block(node["attrs"]["id"], blocks.fingerprint(node), schema.plain(node)) for node in found]


def writers_between(draft_id: int, since: int, upto: int) -> set[int]:
    """Who brought the updates after `since` up to `upto`."""
    rows = DraftUpdate.objects.filter(draft_id=draft_id, seq__gt=since, seq__lte=upto, person__isnull=False)
    return set(rows.values_list("person_id", flat=True).distinct())


def at_rest(before: datetime) -> list[int]:
    """Drafts that changed since that was last announced, and not after `before`."""
    found = Draft.objects.filter(head_seq__gt=F("announced_seq"), changed_at__lte=before)
    return list(found.values_list("pk", flat=True))


def unfolded(tail: int) -> list[int]:
    """Drafts whose log has at least `tail` updates after the last snapshot."""
    newest = Coalesce(Max("snapshots__upto_seq"), 0)
    found = Draft.objects.annotate(folded=newest).filter(head_seq__gte=F("folded") + tail)
    return list(found.values_list("pk", flat=True))


@tie("draft", order=20)
class DraftTie:
    """A draft to which a milestone leads: frozen when a version is named and nothing has changed since."""

    label = gettext_lazy("Draft")

    def read(self, member: Member, numbers: Sequence[int]) -> dict[int, Tied]:
        found = _readable(member).filter(number__in=numbers).annotate(frozen_seq=Max("versions__seq"))
        return {one.number: self._tied(one) for one in found}

    def offered(self, member: Member) -> Iterable[tuple[int, str]]:
        return _readable(member).order_by("-changed_at").values_list("number", "title")

    def _tied(self, draft: Draft) -> Tied:
        frozen = draft.frozen_seq  # type: ignore[attr-defined]
        if frozen is None:
            word, kind = _("Being written"), "active"
        elif frozen < draft.announced_seq:
            word, kind = _("Changed since its last version"), "waits"
        else:
            word, kind = _("Version named"), "settled"
        return Tied(draft.title, draft.get_absolute_url(), word, kind)


@slots.fill("groups.closing", order=40)
def unnamed_drafts(member: Member) -> list[OpenEnd]:
    """Tell of drafts whose last words stand in no version."""
    found = _readable(member).annotate(frozen_seq=Coalesce(Max("versions__seq"), -1))
    if not (count := found.filter(frozen_seq__lt=F("announced_seq")).count()):
        return []
    words = ngettext("%(count)s draft has changes in no version", "%(count)s drafts have changes in no version", count)
    then = _("Their text stays as it was last saved.")
    return [OpenEnd(words % {"count": count}, reverse("drafts:draft-list", args=[member.group.slug]), then)]


@slots.fill("groups.record")
def names_of_drafts(field: str, ids: set[int]) -> dict[int, str] | None:
    """Name drafts in the record of what officers did."""
    return dict(Draft.objects.filter(pk__in=ids).values_list("pk", "title")) if field == "draft_id" else None


def _readable(member: Member) -> QuerySet[Draft]:
    return Draft.objects.filter(group=member.group, marking__in=markings_read(member)).select_related("group")
