"""The pages by which people come in: they follow every event, and ask as often for many rows as for two."""

from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.live.replay import replay
from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.groups import actions
from workgroups.groups.actions import Nominated
from workgroups.groups.models import (
    Delegation,
    GuestPass,
    Invitation,
    JoinRequest,
    NominationAsked,
    NominationCall,
    Nominee,
    Office,
    Seat,
)

MANAGE = "/groups/cloud/manage/"


def a_call(cast: Cast) -> NominationCall:
    west = Delegation.objects.filter(group=cast.group, body__name="Westland")
    due = clock.now() + timedelta(days=9)
    said = {"title": "Experts", "asked": "Two.", "due": due, "delegations": list(west)}
    return actions.open_nominations(actor=cast.chair, group=cast.group, **said)


def signed_in(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.cochair)
    return client


def test_pages_of_a_call_follow_names_and_decisions(cast: Cast) -> None:
    client, here = signed_in(cast), f"{MANAGE}nominations/"
    with replay(client, cast.group) as page:
        page.shows("nominations", here)
        call = a_call(cast)
    asked = NominationAsked.objects.select_related("call__group", "delegation").get(call=call)
    people = [Nominated("Kim", "kim@x.example"), Nominated("Lee", "lee@x.example")]

    def nominee(name: str) -> Nominee:
        return Nominee.objects.select_related("asked__call__group", "asked__delegation").get(name=name)

    for act in (
        lambda: actions.nominate(actor=cast.member("delegate"), asked=asked, nominees=people),
        lambda: actions.accept_nominee(actor=cast.chair, nominee=nominee("Kim")),
        lambda: actions.decline_nominee(actor=cast.chair, nominee=nominee("Lee"), reason="All places are taken."),
        lambda: actions.close_nominations(actor=cast.chair, call=call),
        lambda: actions.reopen_nominations(actor=cast.chair, call=call),
    ):
        with replay(client, cast.group) as page:
            page.shows("nominations", here)
            page.shows("nominations", f"{here}{call.number}/")
            act()


def test_page_of_requests_follows_what_is_asked_and_decided(cast: Cast) -> None:
    actions.choose_joining(actor=cast.chair, group=cast.group, joining="request")
    cast.group.refresh_from_db()
    client = signed_in(cast)
    with replay(client, cast.group) as page:
        page.shows("requests", f"{MANAGE}requests/")
        actions.ask_to_join(group=cast.group, person=cast.outsider, body_name="Eastland", motive="To learn.")
    request = JoinRequest.objects.select_related("group").get()
    with replay(client, cast.group) as page:
        page.shows("requests", f"{MANAGE}requests/")
        actions.decline_request(actor=cast.chair, request=request, reason="No place is left.")


def test_page_of_guests_follows_passes(cast: Cast) -> None:
    client, until = signed_in(cast), clock.now() + timedelta(days=3)
    given = {"kind": "thread", "number": 1, "title": "Costs", "name": "Outsider", "email": cast.outsider.email}
    with replay(client, cast.group) as page:
        page.shows("guests", f"{MANAGE}guests/")
        guest = actions.give_pass(actor=cast.chair, group=cast.group, until=until, **given)
    with replay(client, cast.group) as page:
        page.shows("guests", f"{MANAGE}guests/")
        GuestPass.objects.filter(pk=guest.pk).update(email=cast.guest.email)
        actions.accept_pass(guest=GuestPass.objects.select_related("group").get(pk=guest.pk), person=cast.guest)
    with replay(client, cast.group) as page:
        page.shows("guests", f"{MANAGE}guests/")
        actions.end_pass(actor=cast.chair, guest=guest)


def rows(cast: Cast, call: NominationCall, first: int, last: int) -> None:
    """More of everything that these pages list: each number its own person, and all that can hang on one."""
    soon, today, west = clock.now() + timedelta(days=9), clock.now().date(), Seat.objects.get(person=cast.delegate)
    for at in range(first, last):
        who = {"name": f"Person {at}", "email": f"p{at}@x.example"}
        person = Person.objects.create_user(password=None, **who)
        taken = {"given_by": cast.chair, "accepted_by": person, "accepted_at": clock.now(), "until": soon}
        GuestPass.objects.create(group=cast.group, kind="thread", number=1, title="Costs", **who, **taken)
        invited = {"delegation": west.delegation, "seat_role": "expert", "invited_by": cast.chair, "expires_at": soon}
        Invitation.objects.create(group=cast.group, **who, **invited)
        JoinRequest.objects.create(group=cast.group, body_name="East", motive="So.", state="waiting", **who)
        Nominee.objects.create(asked=call.delegations_asked.get(), role="expert", nominated_by=cast.delegate, **who)
        another = NominationCall.objects.create(
            group=cast.group, number=100 + at, title="More", due=soon, opened_by=cast.chair
        )
        NominationAsked.objects.create(call=another, delegation=west.delegation)
        Seat.objects.create(delegation=west.delegation, person=person, since=today)
        Office.objects.create(group=cast.group, person=person, role="cochair", since=today)


def test_lists_ask_as_often_for_thirty_rows_as_for_two(cast: Cast) -> None:
    client, call = signed_in(cast), a_call(cast)
    west = Seat.objects.get(person=cast.delegate).delegation_id
    pages = ["nominations/", f"nominations/{call.number}/", "requests/", "guests/", "invitations/", "people/"]
    pages = [f"{MANAGE}{one}" for one in pages]
    pages += [f"/groups/cloud/members/{one}" for one in ("", "offices/", f"delegations/{west}/", "contacts/")]
    asked: dict[str, list[int]] = {page: [] for page in pages}
    for first, last in ((0, 2), (2, 30)):
        rows(cast, call, first, last)
        for page in pages:
            client.get(page)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(page).status_code == 200, page
            asked[page].append(len(queries))
    assert {page: two for page, two in asked.items() if two[0] != two[1]} == {}
