"""What the answer in a row of a filled matrix would do to a comment or a proposal, and why it does nothing."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from workgroups.core.text import fold
from workgroups.drafts.logic.dispositions import Disposition, disposition
from workgroups.drafts.logic.filled import Cells, left
from workgroups.drafts.logic.rows import Here, Known, Planned, Rights

_OF_A_PROPOSAL: dict[Disposition, str] = {"accepted": "accepted", "declined": "declined", "partly": "merged"}


def answered(here: Here, rights: Rights, cells: Cells, known: Known, about: dict[str, Any]) -> Iterator[Planned]:
    """What a row's answer does. `about`: the row's line, its name and address, its block and code.

    A commenting template has one column for the answer and for what became of a comment: there the answer's first words
    tell that, "Partly accepted: see 5.2" (`dispositions`). A matrix of ours has a column for it, which alone counts.
    """
    words, given = cells.get("answer", ""), cells.get("became", "")
    words = "" if fold(words) in known.bare else left(words, known.answers)
    key, rest = disposition(given or words)
    state = here.states.get((known.kind, fold(given)), "" if given else known.state)
    if known.kind == "comment":
        state = "resolved" if key else state
        words = _with(given, key, words, known) if given and key else words
    elif key:
        state, words = _OF_A_PROPOSAL.get(key, key), words if given else rest
    words = "" if fold(words) in known.bare else words
    if not words and state in {known.state, "open"}:  # as it is, or as it was when the file was made
        return
    about = about | {"words": words}
    if not state:
        why = _("“%(words)s” says nothing that can become of it.") % {"words": given}
        yield Planned(**about, act="fault", why=why)
    elif known.kind == "comment":
        yield from _comment_answered(rights, known, about, state)
    else:
        yield _proposal_answered(rights, known, about, state)


def _with(given: str, key: Disposition, words: str, known: Known) -> str:
    """An answer that begins with what became of the comment, unless it or another one says so already."""
    if key in {disposition(words)[0], *known.disposed}:
        return words
    return f"{given.rstrip('.')}. {words}" if words else given


def _comment_answered(rights: Rights, known: Known, about: dict[str, Any], state: str) -> Iterator[Planned]:
    if known.state != "open":
        yield Planned(**about, act="fault", why=_("This comment is resolved. Open it again on its page to answer."))
        return
    if about["words"]:
        yield Planned(**about, act="answer") if rights.comments else _forbidden(about)
    if state == "resolved":
        about = about | {"words": ""}
        why = _("The comment stays open: who may edit the draft resolves it, or who began it.")
        is_ours = rights.edits or (known.own and rights.comments)
        yield Planned(**about, act="resolve") if is_ours else Planned(**about, act="other", why=why)


def _proposal_answered(rights: Rights, known: Known, about: dict[str, Any], state: str) -> Planned:
    if known.state != "open":
        return Planned(**about, act="fault", why=_("Somebody answered this proposal meanwhile."))
    if not rights.pen:
        return Planned(**about, act="other", why=_("Those who hold the pen answer proposals."))
    if state == "accepted" and known.stale:
        why = _("The block changed since this was put forward: put both together on the proposal’s page.")
        return Planned(**about, act="fault", why=why)
    if state == "declined" and not about["words"]:
        return Planned(**about, act="fault", why=_("Say why: whoever put it forward reads this."))
    if state in {"accepted", "declined"}:
        return Planned(**about, act={"accepted": "accept", "declined": "decline"}[state])
    why = _("Write Accepted or Declined under “What became of it”; with changes it is accepted on its page.")
    if state == "noted":
        why = _("A proposal is accepted or declined, not noted. Say which, or answer it on its page.")
    elif state == "merged":
        why = _("Which words go in nobody can tell from here: accept it with changes on its page.")
    return Planned(**about, act="fault", why=why)


def _forbidden(about: dict[str, Any]) -> Planned:
    return Planned(**about, act="other", why=_("You may not do this on this draft."))
