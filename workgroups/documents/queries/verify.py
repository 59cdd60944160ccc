"""What `manage.py verify` finds wrong with the library."""

from django.db.models import Count
from django.db.models.functions import Lower

from workgroups.core import slots
from workgroups.documents.models import Document


@slots.fill("verify", order=50)
def faults_of_the_library() -> list[str]:
    """Return symbols that two documents of a group share: the table forbids equal ones, people cite either case."""
    symbols = Document.objects.annotate(said=Lower("symbol")).values("group_id", "said")
    doubled = symbols.annotate(times=Count("pk")).filter(times__gt=1).order_by("group_id", "said")
    return [f"group {one['group_id']}: {one['times']} documents are {one['said']}" for one in doubled]
