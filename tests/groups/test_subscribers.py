"""An invitation's mail."""

from tests.cast import Cast
from workgroups.events.actions import catch_up
from workgroups.groups.actions import send_invitation_again, withdraw_invitation
from workgroups.groups.models import Invitation
from workgroups.groups.permissions import invitation_by_token
from workgroups.notifications.models import Delivery


def test_one_mail_an_invitation_with_its_link(offered: Invitation) -> None:
    catch_up()
    catch_up()
    mail = Delivery.objects.get()
    token = mail.context["path"].strip("/").split("/")[-1]
    assert (mail.address, mail.context["offer"]) == ("kim@seoul.example", "Expert for Westland")
    assert invitation_by_token(token) == offered


def test_sent_again_it_is_one_mail_more(cast: Cast, offered: Invitation) -> None:
    catch_up()
    send_invitation_again(actor=cast.chair, invitation=offered)
    catch_up()
    assert Delivery.objects.count() == 2


def test_withdrawn_before_the_mail_went_it_is_none(cast: Cast, offered: Invitation) -> None:
    withdraw_invitation(actor=cast.chair, invitation=offered)
    catch_up()
    assert not Delivery.objects.exists()
