"""What `manage.py verify` finds wrong with circulars."""

from django.db.models import Exists, OuterRef

from workgroups.circulars.models import Acknowledgement, Circular, Recipient
from workgroups.core import slots


@slots.fill("verify", order=55)
def faults_of_the_circulars() -> list[str]:
    """Return letters that went to nobody, those that have recipients and never left, and notes taken by strangers."""
    sent = Circular.objects.filter(state=Circular.State.SENT)
    nobody = sent.exclude(pk__in=Recipient.objects.values("circular")).order_by("pk")
    early = Recipient.objects.exclude(circular__in=sent).order_by("circular").values_list("circular", flat=True)
    own = Recipient.objects.filter(circular=OuterRef("circular"), person=OuterRef("person"))
    strangers = Acknowledgement.objects.filter(~Exists(own), delegation=None).order_by("pk")
    return [
        *(f"circular {pk}: sent, and no recipient has a row" for pk in nobody.values_list("pk", flat=True)),
        *(f"circular {pk}: not sent, and has recipients" for pk in early.distinct()),
        *(f"acknowledgement {pk}: of somebody who has no row" for pk in strangers.values_list("pk", flat=True)),
    ]
