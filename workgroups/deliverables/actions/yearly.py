"""Draft the report on a year of a group from what was recorded."""

from datetime import date

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from workgroups.core import clock
from workgroups.core.errors import Refused
from workgroups.deliverables.permissions import can_assemble
from workgroups.drafts.actions import create_draft
from workgroups.drafts.models import Draft
from workgroups.groups.permissions import Member, require
from workgroups.groups.queries import year_told

LONGEST = 366 * 3  # days


@transaction.atomic
def draft_year(*, actor: Member, title: str, since: date, until: date, language: str) -> Draft:
    """Begin a shared draft that tells of the days from `since` to `until`, in a language of the interface.

    Sentences with figures from the rows, nothing else; what is restricted is left out. It is then written on as
    any other draft.
    """
    require(can_assemble(actor))
    if until < since:
        raise Refused(_("The last day comes after the first."), field="until")
    if (until - since).days > LONGEST:
        raise Refused(_("Choose three years at most."), field="until")
    if since > clock.now().date():
        raise Refused(_("This time is still to come."), field="since")
    with translation.override(language):
        words = year_told(actor.group, since, until)
    return create_draft(actor=actor, title=title, language=language, words=words)
