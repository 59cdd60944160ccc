"""Which circulars a search keeps from somebody."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from workgroups.accounts.models import Person
from workgroups.circulars.models import Circular, Recipient
from workgroups.core import clock
from workgroups.groups.models import Office
from workgroups.groups.queries import readable_by
from workgroups.search.registry import hides


@hides("circulars.circular")
def hidden_circulars(person: Person) -> QuerySet[Circular, int]:
    """Return the ids of those that did not go to them, and of restricted ones where they only observe."""
    offices = Office.objects.on(clock.now().date()).filter(person=person).values("group_id")
    own = Exists(Recipient.objects.filter(circular=OuterRef("pk"), person=person))
    read = Q(group__in=offices) | Q(Q(to=Circular.To.ALL) | Q(own), readable_by(person))
    return Circular.objects.exclude(read).values_list("pk", flat=True)
