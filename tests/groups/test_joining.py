"""Nominations and requests: who is asked, who answers, who hears; an address is proved before anybody reads it."""

from datetime import timedelta
from ipaddress import IPv4Address
from random import getrandbits

import pytest
from django.test import Client

from tests.cast import Cast
from workgroups.core import clock
from workgroups.core.errors import Missing, NotAllowed, Refused
from workgroups.events.actions import read
from workgroups.events.models import Stream
from workgroups.groups import actions
from workgroups.groups.actions import Nominated
from workgroups.groups.models import (
    Delegation,
    Group,
    Invitation,
    JoinRequest,
    NominationAsked,
    NominationCall,
    Nominee,
    Seat,
)
from workgroups.groups.notices.joining import NobodyByLink
from workgroups.groups.permissions import request_token_of
from workgroups.notifications.models import Delivery, Notice
from workgroups.notifications.registry import duties_of
from workgroups.timers.actions import fire_due


@pytest.fixture
def client() -> Client:
    """A browser in a network of its own: requests are counted by network and hour."""
    return Client(REMOTE_ADDR=str(IPv4Address(getrandbits(32))))


@pytest.fixture
def call(cast: Cast) -> NominationCall:
    due = clock.now() + timedelta(days=9)
    asked = Delegation.objects.filter(group=cast.group, body__name__in=["Westland", "Northland"])
    return actions.open_nominations(
        actor=cast.chair, group=cast.group, title="Experts", asked="Two each.", due=due, delegations=list(asked)
    )


def asked_of(call: NominationCall, body: str) -> NominationAsked:
    return call.delegations_asked.select_related("call__group", "delegation").get(delegation__body__name=body)


def named(cast: Cast, call: NominationCall, *people: Nominated) -> list[Nominee]:
    asked = asked_of(call, "Westland")
    actions.nominate(actor=cast.member("delegate"), asked=asked, nominees=people)
    found = Nominee.objects.select_related("asked__call__group", "asked__delegation").filter(asked=asked)
    return list(found.order_by("pk"))


def heard(*readers: str) -> None:
    for stream in Stream.objects.all():
        for reader in readers:
            read(reader=reader, stream_id=stream.pk)


def verbs(person) -> list[str]:
    return [duty.verb for duty in duties_of([person])[person.pk] if duty.verb in {"Name people", "Decide"}]


def test_the_call_waits_on_the_desks_of_those_who_may_answer(cast: Cast, call: NominationCall) -> None:
    found = [verbs(one) for one in (cast.delegate, cast.delegate2, cast.observer, cast.secretariat)]
    assert found == [["Name people"], [], [], []]
    named(cast, call, Nominated("Kim", "kim@x.example"))
    assert [verbs(one) for one in (cast.delegate, cast.secretariat)] == [[], ["Decide"]]


def test_whoever_is_accepted_gets_a_seat_or_an_invitation_and_the_nominator_hears(
    cast: Cast, call: NominationCall
) -> None:
    known, new, late = named(
        cast,
        call,
        Nominated("Observer", "observer@cast.example", Seat.Role.ALTERNATE),
        Nominated("Kim", "Kim@x.example"),
        Nominated("Lee", "lee@x.example"),
    )
    actions.accept_nominee(actor=cast.chair, nominee=known)
    actions.accept_nominee(actor=cast.chair, nominee=new)
    with pytest.raises(Refused):
        actions.decline_nominee(actor=cast.chair, nominee=late, reason=" ")
    actions.decline_nominee(actor=cast.chair, nominee=late, reason="All places are taken.")
    assert Seat.objects.filter(person=cast.observer, delegation__body__name="Westland", role="alternate").exists()
    assert Invitation.objects.get().email == "kim@x.example"
    heard("notifications", "invitations")
    told = Notice.objects.filter(kind="groups.nominee_decided", person=cast.delegate)
    assert set(told.values_list("subject_id", flat=True)) == {known.pk, new.pk, late.pk}
    assert Delivery.objects.filter(address="kim@x.example").count() == 1
    with pytest.raises(Refused):
        actions.accept_nominee(actor=cast.chair, nominee=new)


def test_a_later_answer_takes_the_place_of_the_earlier_and_leaves_what_was_decided(
    cast: Cast, call: NominationCall
) -> None:
    first, _second = named(cast, call, Nominated("A", "a@x.example"), Nominated("B", "b@x.example"))
    actions.accept_nominee(actor=cast.chair, nominee=first)
    after = named(cast, call, Nominated("A", "a@x.example"), Nominated("C", "c@x.example"))
    assert [(one.name, one.state) for one in after] == [("A", "accepted"), ("C", "waiting")]


def test_only_the_head_answers_and_only_while_the_call_is_open(cast: Cast, call: NominationCall) -> None:
    asked = asked_of(call, "Westland")
    with pytest.raises(NotAllowed):
        actions.nominate(actor=cast.member("delegate2"), asked=asked, nominees=[])
    with pytest.raises(NotAllowed):
        actions.nominate(actor=cast.member("chair"), asked=asked, nominees=[])
    actions.close_nominations(actor=cast.chair, call=call)
    with pytest.raises(Refused):
        actions.nominate(actor=cast.member("delegate"), asked=asked, nominees=[])


def test_two_taps_say_that_nobody_comes(cast: Cast, call: NominationCall) -> None:
    asked = asked_of(call, "Westland")
    act = NobodyByLink()
    with pytest.raises(Missing):
        act.describe(cast.delegate2, {"asked": asked.pk})
    assert act.describe(cast.delegate, {"asked": asked.pk}).title == "Experts"
    act.perform(cast.delegate, {"asked": asked.pk}, "nobody")
    asked.refresh_from_db()
    assert (asked.answered_by, verbs(cast.delegate)) == (cast.delegate, [])


def test_a_form_with_a_fault_gives_back_what_was_typed(cast: Cast, client: Client, call: NominationCall) -> None:
    client.force_login(cast.delegate)
    lines = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-name": "Kim", "form-0-email": "",
             "form-1-name": "Lee", "form-1-email": "lee@x.example"}  # fmt: skip
    answer = client.post(f"/groups/cloud/nominations/{call.number}/", lines)
    page = answer.content.decode()
    assert (answer.status_code, 'value="Lee"' in page, "Write the address of Kim." in page) == (422, True, True)
    lines["form-0-email"] = "kim@x.example"
    client.post(f"/groups/cloud/nominations/{call.number}/", lines)
    assert list(Nominee.objects.values_list("name", flat=True)) == ["Kim", "Lee"]


@pytest.fixture
def open_group(cast: Cast) -> Group:
    actions.choose_joining(actor=cast.chair, group=cast.group, joining=Group.Joining.REQUEST)
    cast.group.refresh_from_db()
    return cast.group


WORDS = {"name": "Kim", "email": "kim@x.example", "body_name": "Eastland", "motive": "To learn."}


def test_a_stranger_asks_proves_the_address_and_is_taken_in(cast: Cast, client: Client, open_group: Group) -> None:
    assert "/groups/cloud/join/" in client.get("/groups/cloud/").content.decode()
    client.post("/groups/cloud/join/", WORDS)
    request = JoinRequest.objects.get()
    heard("join_requests")
    link = f"/join/{request_token_of(request)}/"
    assert link in Delivery.objects.get(address="kim@x.example").context["path"]
    client.get(link)
    assert verbs(cast.chair) == []
    client.post(link)
    assert verbs(cast.chair) == ["Decide"]
    west = Delegation.objects.get(group=open_group, body__name="Westland")
    request.refresh_from_db()
    actions.accept_request(actor=cast.chair, request=request, delegation=west, seat_role="expert")
    assert (Invitation.objects.get().email, verbs(cast.chair)) == ("kim@x.example", [])
    with pytest.raises(Refused):
        actions.decline_request(actor=cast.chair, request=request, reason="No.")


def test_a_known_and_an_unknown_address_get_one_answer(client: Client, cast: Cast, open_group: Group) -> None:
    pages = [
        client.post("/groups/cloud/join/", WORDS | {"email": email}).content.decode().replace(email, "")
        for email in ("nobody@x.example", "delegate@cast.example")
    ]
    assert pages[0] == pages[1]
    assert "Look into your mailbox" in pages[0]


def test_an_unconfirmed_request_is_forgotten_with_its_mail(cast: Cast, client: Client, open_group: Group) -> None:
    client.post("/groups/cloud/join/", WORDS)
    heard("join_requests")
    with clock.at(clock.now() + timedelta(days=3, minutes=1)):
        fire_due()
    assert (JoinRequest.objects.count(), Delivery.objects.filter(address="kim@x.example").count()) == (0, 0)


def test_one_mailbox_and_one_network_are_not_flooded(client: Client, open_group: Group) -> None:
    answers = [client.post("/groups/cloud/join/", WORDS).status_code for _ in range(4)]
    assert answers == [200, 200, 200, 422]
    machine = client.post("/groups/cloud/join/", WORDS | {"email": "m@x.example", "website": "http://x.example"})
    assert (machine.status_code, JoinRequest.objects.count()) == (200, 3)
    more = [client.post("/groups/cloud/join/", WORDS | {"email": f"m{n}@x.example"}).status_code for n in range(8)]
    assert more[-1] == 422


def test_a_no_is_mailed_in_words(cast: Cast, open_group: Group) -> None:
    asked = actions.ask_to_join(group=open_group, person=cast.outsider, body_name="Eastland", motive="To learn.")
    assert asked.state == JoinRequest.State.WAITING
    with pytest.raises(Refused):
        actions.ask_to_join(group=open_group, person=cast.outsider, body_name="Eastland", motive="Again.")
    actions.decline_request(actor=cast.chair, request=asked, reason="The group is full until June.")
    heard("join_requests")
    sent = Delivery.objects.get(template="groups/mail/request_declined")
    assert (sent.address, sent.context["reason"]) == ("outsider@cast.example", "The group is full until June.")
