"""On account events: tell people by mail what an operator did to their account."""

from uuid import uuid4

from django.utils.translation import gettext as _
from django.utils.translation import override

from workgroups.accounts.events import FactorsReset
from workgroups.accounts.models import Person
from workgroups.events.subscribe import on
from workgroups.notifications.actions import post_mail


@on(FactorsReset, reader="notifications")
def tell_of_the_reset(event: FactorsReset) -> None:
    """Tell somebody that their second factor was taken away."""
    person = Person.objects.get(pk=event.person_id)
    with override(person.language):
        subject = _("Your second factor was taken away")
        body = _(
            "An operator has taken away the second factor, the passkeys and the recovery codes of your account, and "
            "signed you out everywhere. Your password and mailed codes work as before; set up a new second factor in "
            "your settings.\n\nIf you did not ask for this, write to the operators at once."
        )
    context = {"subject": subject, "body": body, "language": person.language}
    post_mail(key=f"factors:{uuid4()}", template="accounts/mail/security", context=context, to_person=person.pk)
