"""Say how a group numbers its documents."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from workgroups.core.errors import Refused
from workgroups.core.languages import NAMES
from workgroups.documents.events import SchemeChanged
from workgroups.documents.logic import symbols
from workgroups.documents.models import Document, Scheme
from workgroups.documents.permissions import can_number
from workgroups.events.actions import emit
from workgroups.groups.permissions import Member, require


@transaction.atomic
def set_scheme(*, actor: Member, pattern: str, types: Sequence[str] = (), languages: Sequence[str] = ()) -> Scheme:
    """Number documents by `pattern` from now on; those that have a symbol keep it. Raises Refused."""
    require(can_number(actor))
    pattern = pattern.strip()
    if fault := symbols.fault_in(pattern):
        raise Refused(_words(fault), field="pattern")
    kept = [kind for kind in Document.Type.values if kind in types]
    tongues = [tag for tag in NAMES if tag in languages]
    fresh = {"pattern": pattern, "types": kept, "languages": tongues}
    scheme, _made = Scheme.objects.update_or_create(group=actor.group, defaults=fresh)
    emit(SchemeChanged(group_id=actor.group.pk, actor_id=actor.person.pk))
    return scheme


def _words(fault: str) -> str:
    return {
        "empty": _("Write how a symbol looks, such as CLOUD/{year}/{n}."),
        "long": _("The pattern is too long: at most %s characters.") % symbols.LONGEST,
        "token": _("Only {year}, {yy}, {n}, {nn} and {nnn} may stand in braces."),
        "letters": _("Use letters from A to Z, digits and / . - _ ( ) only: symbols travel in file names and mail."),
        "number": _("The number must stand in the pattern once: {n}, or {nn} or {nnn} with zeros before it."),
        "year": _("The year may stand in the pattern once."),
    }[fault]
