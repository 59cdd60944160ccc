"""Keep states of a draft by themselves, let them grow fewer with age, and bring one back."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from pycrdt import Doc

from workgroups.core import clock
from workgroups.core.errors import Refused
from workgroups.drafts import queries
from workgroups.drafts.actions.updates import change_document
from workgroups.drafts.adapters import restoring, ydoc
from workgroups.drafts.logic import blocks, hands, packs, schema, sittings
from workgroups.drafts.models import Draft, DraftClient, DraftHistory, DraftMoment, DraftUpdate
from workgroups.drafts.permissions import can_edit
from workgroups.events.actions import emit
from workgroups.groups.permissions import Member, require

REST_ON_LOG = timedelta(days=1)
"""So long a folded change stays on the log, where every process may still ask for it."""
HISTORY_BYTES = 32 * 1024 * 1024
"""The packed history of one draft; beyond it the oldest leaves first."""


@transaction.atomic
def keep_moment(*, draft_id: int) -> DraftMoment | None:
    """Keep the draft as it stands, unless it stands as it was last kept."""
    draft = Draft.objects.select_for_update(no_key=True).get(pk=draft_id)
    found, seq = queries.payloads(draft_id)
    doc = ydoc.load(found)
    content = schema.normal(ydoc.read(doc))
    print_of = blocks.fingerprint(content)
    last = draft.moments.order_by("-seq").first()
    Draft.objects.filter(pk=draft_id).update(kept_seq=seq)
    if last and (last.text_sha256 == print_of or last.seq >= seq):
        return last if last.seq >= seq else None
    state = ydoc.encode(doc)
    moment = DraftMoment.objects.create(
        draft=draft,
        seq=seq,
        since_seq=last.seq if last else 0,
        schema_version=draft.schema_version,
        pm_json=content,
        update=state,
        text_sha256=print_of,
        hands=[hand.row() for hand in _hands(draft_id, last, state, seq)],
        at=draft.changed_at if seq == draft.head_seq else clock.now(),
    )
    _thin(draft)
    return moment


def _hands(draft_id: int, last: DraftMoment | None, state: bytes, seq: int) -> list[hands.Hand]:
    rows = queries.rows_between(draft_id, last.seq if last else 0, seq)
    changes = ((person, payload) for _seq, person, _at, payload in rows)
    owners = dict(DraftClient.objects.filter(draft_id=draft_id).values_list("client_id", "person_id"))
    return hands.between(bytes(last.update) if last else b"\x00\x00", state, changes, owners)


def _thin(draft: Draft) -> None:
    """Let the older ones grow fewer; a state that somebody named stays with its version, and its moment with it."""
    named = draft.versions.values("seq")
    found = draft.moments.exclude(seq__in=named).values_list("pk", "at")
    if gone := sittings.leaving(found, clock.now()):
        draft.moments.filter(pk__in=gone).delete()


@transaction.atomic
def restore_state(*, actor: Member, draft: Draft, key: str) -> str:
    """Bring the text back to a kept state as new operations on what stands now; return the key of the state before.

    Blocks that are the same are not touched, so that what is anchored in them stays. The state before is kept first:
    bringing that back undoes it.
    """
    require(can_edit(actor, draft))
    wanted = queries.state_for(draft, key)
    held = Draft.objects.select_for_update(no_key=True).get(pk=draft.pk)
    if wanted.schema_version > held.schema_version:
        raise Refused(_("This state was written with a newer version of the editor."))
    before = keep_moment(draft_id=draft.pk)

    def bring(doc: Doc[Any], content: schema.Node) -> None:
        if blocks.fingerprint(content) == blocks.fingerprint(wanted.pm_json):
            raise Refused(_("The text stands like this already: nothing was changed."))
        restoring.bring_to(doc, wanted.pm_json)
        if schema.normal(ydoc.read(doc)) != wanted.pm_json:
            raise Refused(_("This state cannot be brought back as it was. Copy what you need from it."))

    emit(change_document(draft=draft, person_id=actor.person.pk, change=bring))
    return before.key if before else draft.moments.latest("seq").key


@transaction.atomic
def shelve_changes(*, draft_id: int) -> int:
    """Pack folded changes that have lain long enough; return how many. Nothing that opens the draft needs them."""
    draft = Draft.objects.select_for_update(no_key=True).get(pk=draft_id)
    old = DraftUpdate.objects.filter(draft_id=draft_id, seq__lte=min(draft.folded_seq, draft.kept_seq))
    last = old.filter(at__lt=clock.now() - REST_ON_LOG).order_by("-seq").values_list("seq", flat=True).first()
    rows = list(queries.rows_on_log(draft_id, last)) if last else []
    if not rows or rows[-1][0] - rows[0][0] + 1 != len(rows):
        return 0  # never across a gap: what is missing may still be found
    DraftHistory.objects.create(
        draft=draft, first_seq=rows[0][0], last_seq=rows[-1][0], until=rows[-1][2], payload=packs.pack(rows)
    )
    DraftUpdate.objects.filter(draft_id=draft_id, seq__lte=rows[-1][0]).delete()
    _keep_budget(draft)
    return len(rows)


@transaction.atomic
def prune_history() -> int:
    """Let packs go that are older than the retention; named versions and kept states do not lie there."""
    return int(queries.overdue(clock.now(), settings.DRAFT_HISTORY_DAYS).delete()[0])


def _keep_budget(draft: Draft) -> None:
    room = HISTORY_BYTES
    for pack in draft.packs.order_by("-last_seq"):
        room -= len(pack.payload)
        if room < 0:
            pack.delete()
