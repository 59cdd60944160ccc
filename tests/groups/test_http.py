"""What stands beside an invitation when no mail can carry it."""

from workgroups.groups.http import link_by_hand
from workgroups.groups.models import Invitation
from workgroups.groups.permissions import token_of


def test_where_mail_goes_out_no_officer_sees_the_link(offered: Invitation, settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert link_by_hand(offered) == ""


def test_where_none_does_they_hand_it_over(offered: Invitation, settings) -> None:
    settings.EMAIL_BACKEND = "workgroups.notifications.backends.MailboxBackend"
    settings.BASE_URL = "https://groups.example"
    assert link_by_hand(offered) == f"https://groups.example/invitations/{token_of(offered)}/"
