"""The alternatives of a draft's brackets, as a copy told them: what a file that comes back is held against."""

from django.utils import translation
from django.utils.translation import gettext as _

from workgroups.core import languages
from workgroups.drafts.logic import incoming, schema
from workgroups.drafts.logic.asides import Choice
from workgroups.drafts.logic.incoming import Noted
from workgroups.drafts.models import Arrival, Bracket, Copy, Draft
from workgroups.drafts.queries.negotiated import choice_of
from workgroups.drafts.queries.positions import brackets_of

SHOWN = {Copy.Brackets.NAMES, Copy.Brackets.WORDS}


def edited_alternatives(found: Arrival, draft: Draft, base: list[schema.Node]) -> list[Noted]:
    """What a file says otherwise in brackets of this draft without tracking it; four queries where it holds brackets.

    An alternative is never rewritten, so words that the draft has are nobody's edit; the file says which it held.
    """
    uid, _seq, instant, brackets = ([*str(found.found.get("origin", "")).split(":"), "", "", ""])[:4]
    if uid != str(draft.uid) or not (found.found.get("asides") or brackets in SHOWN):
        return []
    sent_at = float(instant) if brackets in SHOWN and instant.replace(".", "", 1).isdecimal() else 0.0
    choices = [choice for one in brackets_of(draft) for choice in _choices(one, sent_at)]
    leaving = set()
    for code in languages.OFFERED:
        with translation.override(code):
            leaving.add(_leave_out())
    return incoming.edited(found.found, base, choices, leaving)


def _choices(bracket: Bracket, sent_at: float) -> list[Choice]:
    """What stands in a bracket; the first alternative is the draft's own words, and no part of what a copy adds."""
    cleaned_at = bracket.cleaned_at.timestamp() if bracket.cleaned_at else None
    was_open = bracket.opened_at.timestamp() <= sent_at and (cleaned_at is None or cleaned_at > sent_at)
    found = []
    for number, one in enumerate(bracket.alternatives.all(), 1):
        words = "".join(schema.plain(node) for node in choice_of(one, names=False).content) or _leave_out()
        was_sent = was_open and number > 1 and one.at.timestamp() <= sent_at
        found.append(Choice(bracket.block, number, words, was_sent))
    return found


def _leave_out() -> str:
    return f"({_('leave it out')})"
