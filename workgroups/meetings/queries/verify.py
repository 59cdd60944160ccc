"""What `manage.py verify` finds wrong with the papers of meetings."""

from django.db.models import F, Q

from workgroups.core import slots
from workgroups.meetings.models import Paper


@slots.fill("verify", order=60)
def faults_of_the_papers() -> list[str]:
    """Return papers that are neither a document nor awaited by a title, and documents of another group."""
    empty = Paper.objects.filter(document=None, title="").order_by("pk")
    astray = Paper.objects.filter(~Q(document__group=F("meeting__group")), document__isnull=False).order_by("pk")
    return [
        *(f"paper {pk}: no document, and none awaited" for pk in empty.values_list("pk", flat=True)),
        *(f"paper {pk}: a document of another group" for pk in astray.values_list("pk", flat=True)),
    ]
