"""The second factor as a rule for officers, and what an operator does when somebody has lost theirs."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.test import Client

from tests.cast import Cast
from workgroups.accounts.actions import choose_rules, reset_factors
from workgroups.accounts.models import Person
from workgroups.accounts.queries import lacks_factor
from workgroups.core.errors import NotAllowed, Refused
from workgroups.events.actions import catch_up
from workgroups.events.models import Entry
from workgroups.notifications.models import Delivery

pytestmark = pytest.mark.django_db
MANAGE = "/groups/cloud/manage/"


def give_factor(person: Person) -> None:
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "x"})


@pytest.fixture
def rule(cast: Cast) -> None:
    """Officers need a second factor; the operator who said so has one."""
    give_factor(cast.operator)
    choose_rules(actor=cast.operator, officers_need_factor=True)


def test_an_operator_without_a_factor_cannot_lock_themselves_out(cast: Cast) -> None:
    with pytest.raises(Refused, match="for yourself first"):
        choose_rules(actor=cast.operator, officers_need_factor=True)
    with pytest.raises(NotAllowed):
        choose_rules(actor=cast.chair, officers_need_factor=False)


def test_an_officer_without_one_reads_and_is_led_to_set_one_up(cast: Cast, rule: None, client: Client) -> None:
    client.force_login(cast.chair)
    assert client.get("/groups/cloud/").status_code == 200
    shown = client.get(MANAGE)
    assert shown.status_code == 403
    assert "Set up a second factor first" in shown.content.decode()
    assert "/accounts/2fa/" in shown.content.decode()
    give_factor(cast.chair)
    assert client.get(MANAGE).status_code == 200


def test_what_an_officer_typed_without_one_is_given_back(cast: Cast, rule: None, client: Client) -> None:
    client.force_login(cast.chair)
    words = "A post of more than thirty letters, typed before the rule was known."
    kept = client.post("/groups/cloud/threads/new/", {"title": "New", "body": words})
    assert kept.status_code == 403
    assert words in kept.content.decode()
    delegate = Client()
    delegate.force_login(cast.delegate)
    assert delegate.post("/groups/cloud/threads/new/", {"title": "New", "body": words}).status_code != 403


def test_recovery_codes_alone_are_no_second_factor(cast: Cast, rule: None) -> None:
    Authenticator.objects.create(user=cast.chair, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert lacks_factor(cast.chair)


def test_the_page_of_rules_switches_and_names_who_has_none(cast: Cast, client: Client) -> None:
    client.force_login(cast.operator)
    refused = client.post("/manage/rules/", {"officers_need_factor": "1"})
    assert (refused.status_code, lacks_factor(cast.chair)) == (422, False)
    give_factor(cast.operator)
    client.post("/manage/rules/", {"officers_need_factor": "1"})
    page = client.get("/manage/rules/").content.decode()
    assert " checked" in page
    assert cast.chair.name in page
    assert cast.delegate.name not in page
    client.post("/manage/rules/", {})
    assert not lacks_factor(cast.chair)


def test_an_operator_takes_a_lost_factor_away_and_its_owner_is_told(cast: Cast, client: Client) -> None:
    give_factor(cast.chair)
    inside = Client()
    inside.force_login(cast.chair)
    inside.get("/desk/")
    client.force_login(cast.operator)
    assert "Take their second factor away" in client.get(f"/manage/people/{cast.chair.uid}/").content.decode()
    client.post(f"/manage/people/{cast.chair.uid}/account/", {"act": "factors"})
    assert not Authenticator.objects.filter(user=cast.chair).exists()
    assert not UserSession.objects.filter(user=cast.chair).exists()
    assert inside.get("/desk/").status_code == 302
    catch_up()
    told = Delivery.objects.get(person=cast.chair, template="accounts/mail/security")
    assert "second factor" in told.context["subject"]
    entry = Entry.objects.get(name="accounts.factors_reset")
    assert entry.data == {"person_id": cast.chair.pk, "actor_id": cast.operator.pk}


def test_nobody_takes_their_own_away_by_this_door_nor_without_being_an_operator(cast: Cast) -> None:
    give_factor(cast.operator)
    with pytest.raises(Refused, match="in your settings"):
        reset_factors(actor=cast.operator, person=cast.operator)
    with pytest.raises(NotAllowed):
        reset_factors(actor=cast.chair, person=cast.delegate)
    with pytest.raises(Refused, match="have no second factor"):
        reset_factors(actor=cast.operator, person=cast.delegate)
