"""Note how far somebody has seen a draft."""

from django.db import transaction

from workgroups.core import clock
from workgroups.drafts.models import DraftVisit


@transaction.atomic
def note_visit(*, draft_id: int, person_id: int, seq: int) -> None:
    """Note that a person leaves a draft and has seen its changes up to `seq`."""
    seen = {"seq": seq, "at": clock.now()}
    DraftVisit.objects.update_or_create(draft_id=draft_id, person_id=person_id, defaults=seen)
