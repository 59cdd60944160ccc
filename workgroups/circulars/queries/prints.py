"""What a circular's PDF is made of, for one reader in one language."""

import hashlib
import json
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.circulars.logic.printed import blocks_of
from workgroups.circulars.models import Circular, Print
from workgroups.circulars.queries.audience import reader_of
from workgroups.circulars.queries.letters import head_of, letters_for
from workgroups.groups.models import Marking
from workgroups.groups.permissions import Member

LATEST = 1  # raised when the template prints something else from the same values


def print_of(circular: Circular, person: Person, language: str) -> Print | None:
    """Return somebody's PDF of a circular in a language, with its file; one query."""
    found = Print.objects.select_related("file__blob").filter(circular=circular, person=person, language=language)
    return found.first()


def waiting_prints() -> list[int]:
    """Return the PDFs that a worker should make, those that wait longest first."""
    return list(Print.objects.filter(state=Print.State.WAITING).order_by("asked_at").values_list("pk", flat=True))


def frozen_letter(member: Member, circular: Circular, language: str) -> tuple[dict[str, Any], str]:
    """Return what is printed for a reader, as plain values, and the hash of it."""
    letter = letters_for(circular, [reader_of(member)], language=language)[member.person.pk]
    with translation.override(letter.language):
        head, corrected = head_of(circular), circular.corrects
        number = _("Circular %(number)s") % {"number": circular.shown_number}
        of = _("Correction to circular %(number)s") % {"number": corrected.shown_number} if corrected else ""
        data = {
            "made_by": LATEST,
            "language": letter.language.partition("-")[0],
            "group": circular.group.name,
            "programme": circular.group.programme.name,
            "address": head.address,
            "number": number,
            "running": f"{circular.group.name} · {number}",
            "day": letter.day,
            "marking": str(Marking(circular.marking).label),
            "corrects": of,
            "subject": letter.subject,
            "blocks": blocks_of(letter.source),
            "sender": head.sender,
            "office": head.office,
            "signature": head.signature,
        }
    return data, hashlib.sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
