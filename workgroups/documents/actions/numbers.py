"""Give documents their symbols: once, in order, never twice."""

from django.utils.translation import gettext as _

from workgroups.core import clock
from workgroups.core.errors import Refused
from workgroups.documents.logic import symbols
from workgroups.documents.models import Document
from workgroups.documents.queries import rules_of
from workgroups.groups.actions import next_number
from workgroups.groups.models import Group, Marking

PARTS_APART = 10_000  # what a small number can hold: restricted addenda leave no gap either


def numbered(*, group: Group, parent: Document | None, part: str, marking: str) -> Document:
    """Return a new document, not yet saved, with its number and symbol; inside the caller's transaction."""
    number = next_number(group=group, kind="document", marking=marking)
    document = Document(group=group, number=number, part=part if parent else "", marking=marking)
    if parent:
        _as_part(document, parent, part)
    else:
        _as_itself(document, group)
    return document


def _as_itself(document: Document, group: Group) -> None:
    """Take the next free number of the pattern; one that an earlier pattern gave away is passed over."""
    pattern, year = rules_of(group).pattern, clock.now().year
    kind = f"symbol:{year}" if symbols.is_yearly(pattern) else "symbol"
    document.year = year
    while True:
        document.serial = next_number(group=group, kind=kind, marking=document.marking)
        document.symbol = symbols.made(pattern, year=year, serial=document.serial)
        if not Document.objects.filter(group=group, symbol=document.symbol).exists():
            return


def _as_part(document: Document, parent: Document, part: str) -> None:
    if parent.parent_id or part not in Document.Part.values:
        raise Refused(_("An addendum or a corrigendum belongs to a document that is neither."), field="part")
    document.parent, document.year, document.serial = parent, parent.year, parent.serial
    kind = f"{part}:{parent.pk}"
    is_apart = document.marking == Marking.RESTRICTED and parent.marking != Marking.RESTRICTED
    document.part_number = (PARTS_APART if is_apart else 0) + next_number(
        group=parent.group, kind=f"{kind}-apart" if is_apart else kind
    )
    document.symbol = symbols.part_of(parent.symbol, part, document.part_number)
