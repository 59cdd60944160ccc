"""What the letters say that bring people into a group."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from workgroups.core import dates
from workgroups.groups.models import Invitation
from workgroups.groups.permissions import token_of


def letter_of(offered: Invitation) -> dict[str, Any]:
    """Return what an invitation's mail is written from; `group__programme`, `delegation__body`, `invited_by` loaded."""
    with translation.override(offered.language):
        offer, until = offered.offer, dates.long_day(offered.expires_at.date())
    return {
        "name": offered.name,
        "group": offered.group.name,
        "programme": offered.group.programme.name,
        "purpose": offered.group.purpose,
        "by": offered.invited_by.name,
        "offer": offer,
        "path": reverse("groups:invitation", args=[token_of(offered)]),
        "until": until,
        "language": offered.language,
    }


def letter_preview(offered: Invitation) -> tuple[str, str]:
    """Return subject and text as they will be sent; the link is left out, since it is for the invited person alone."""
    with translation.override(offered.language):
        words = letter_of(offered) | {"base_url": settings.BASE_URL, "product_name": settings.PRODUCT_NAME}
        words["path"] = reverse("groups:invitation", args=["…"])
        subject = render_to_string("groups/mail/invitation.subject.txt", words).strip()
        return subject, render_to_string("groups/mail/invitation.txt", words).strip()
