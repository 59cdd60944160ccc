"""Doors of groups: the front, members, an officer's pages, invitations, and the installation's officers."""

from collections.abc import Callable
from datetime import timedelta

from tests.cast import OFFICERS, Cast
from tests.doors.door import (
    FORBIDDEN,
    IN,
    MEMBERS_ONLY,
    MISSING,
    OFFICERS_ONLY,
    PUBLIC,
    SIGN_IN,
    Door,
    Profile,
    Values,
    but,
    everyone,
    group,
    only,
)
from tests.doors.tenure import CONTACTS, TENURE
from tests.groups.doors import ROWS as CHARTER_ROWS
from tests.groups.years import a_programme, a_year
from workgroups.accounts.models import Rules
from workgroups.core import clock
from workgroups.groups.actions import (
    Nominated,
    ask_to_join,
    choose_joining,
    give_pass,
    nominate,
    open_nominations,
    read_people,
    verify_request,
    withdraw_invitation,
)
from workgroups.groups.models import Delegation, Group, GuestPass, Invitation, JoinRequest, NominationCall, Office, Seat
from workgroups.groups.permissions import pass_token_of, request_token_of, token_of
from workgroups.threads.actions import start_thread

SOMEBODY_ELSE = but(everyone(FORBIDDEN), anonymous=IN)  # signed in with another address than the invited one
OPERATORS_ONLY = but(everyone(FORBIDDEN), anonymous=SIGN_IN)  # the cast's operator is not asked


def seat(cast: Cast) -> Values:
    return {**group(cast), "seat_id": Seat.objects.get(person=cast.delegate2).pk}


def office(cast: Cast) -> Values:
    return {**group(cast), "office_id": Office.objects.get(person=cast.secretariat).pk}


def invitation(cast: Cast) -> Values:
    return {**group(cast), "invitation_id": _invitation(cast, "somebody@new.example").pk}


def link(cast: Cast) -> Values:
    return {"token": token_of(_invitation(cast, "somebody@new.example"))}


def link_to_outsider(cast: Cast) -> Values:
    return {"token": token_of(_invitation(cast, cast.outsider.email or ""))}


def about(cast: Cast) -> Values:
    return {"name": "Cloud and more", "purpose": ""}


def body(cast: Cast) -> Values:
    return {"body_name": "Eastland", "kind": "state", "standing": "participating"}


def another_seat(cast: Cast) -> Values:
    delegation = Delegation.objects.get(group=cast.group, body__name="Northland")
    return {"person": cast.delegate.pk, "delegation": delegation.pk, "seat_role": Seat.Role.ALTERNATE}


def another_office(cast: Cast) -> Values:
    return {"person": cast.delegate.pk, "role": Office.Role.COCHAIR}


def guest(cast: Cast) -> Values:
    delegation = Delegation.objects.get(group=cast.group, body__name="Northland")
    return {"name": "New", "email": "new@new.example", "delegation": delegation.pk, "seat_role": Seat.Role.EXPERT}


def newcomer(cast: Cast) -> Values:
    return {"name": "New Person", "password": "green bottles stand", "time_zone": "UTC"}


def programme(cast: Cast) -> Values:
    return {"slug": cast.group.programme.slug}


def words(cast: Cast) -> Values:
    return {"name": "The exchange", "purpose": "To meet.", "language": "en", "is_public": "on"}


def named(cast: Cast) -> Values:
    return {"name": "Bilateral", "text": "Between two.", "year": 2023, "month": 4}


def collaboration(cast: Cast) -> Values:
    return {**programme(cast), "number": a_programme(cast).collaborations.get().pk}


def occasion(cast: Cast) -> Values:
    return {**programme(cast), "number": a_programme(cast).occasions.get().pk}


def participants(cast: Cast) -> Values:
    found = a_programme(cast).participant_lists.first()
    assert found
    return {**programme(cast), "number": found.pk}


def cited(cast: Cast) -> Values:
    return {"source_title": "A page", "entries": "Australia\nthe Netherlands (Amsterdam) = Netherlands", "year": 2022}


def year(cast: Cast) -> Values:
    return {**programme(cast), "year": a_year(cast).year}


def year_and_group(cast: Cast) -> Values:
    return {**year(cast), "group": cast.group.slug}


def a_page(cast: Cast) -> Values:
    return {"title": "A year", "language": "en", "year": 1999}


def told(cast: Cast) -> Values:
    return {"group": cast.group.pk, "text": "It compared baselines."}


def term(cast: Cast) -> Values:
    return {"name": "2026 term", "since": "2026-01-01"}


def people_list(cast: Cast) -> Values:
    table = [["Name", "E-mail", "Country"], ["New", "new@new.example", "Northland"]]
    read = read_people(actor=cast.chair, group=cast.group, name="", table=table)
    return {**group(cast), "list_id": read.pk}


def faulty_rows(cast: Cast) -> Values:
    return {**people_list(cast), "extension": "csv"}


def as_file(cast: Cast) -> Values:
    return {**group(cast), "extension": "csv"}


def pasted(cast: Cast) -> Values:
    return {"pasted": "Name\tE-mail\tCountry\nNew\tnew@new.example\tNorthland"}


def some(cast: Cast) -> Values:
    return {"invitation": [_invitation(cast, "somebody@new.example").pk]}


def a_call(cast: Cast) -> NominationCall:
    west = Delegation.objects.get(group=cast.group, body__name="Westland")
    due = clock.now() + timedelta(days=9)
    return open_nominations(
        actor=cast.chair, group=cast.group, title="Experts", asked="Two.", due=due, delegations=[west]
    )


def nomination_call(cast: Cast) -> Values:
    return {**group(cast), "number": a_call(cast).number}


def a_nominee(cast: Cast) -> Values:
    call = a_call(cast)
    asked = call.delegations_asked.select_related("call", "delegation").get()
    nominate(actor=cast.member("delegate"), asked=asked, nominees=[Nominated("New", "new@new.example")])
    return {**group(cast), "number": call.number, "nominee_id": asked.nominees.get().pk}


def a_question(cast: Cast) -> Values:
    west = Delegation.objects.get(group=cast.group, body__name="Westland")
    return {"title": "Experts", "asked": "Two.", "due": "2999-01-01T12:00", "delegations": [west.pk]}


def names(cast: Cast) -> Values:
    return {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-name": "N", "form-0-email": "n@new.example"}


def why(cast: Cast) -> Values:
    return {"reason": "All places are taken."}


def open_to_all(cast: Cast) -> Values:
    choose_joining(actor=cast.chair, group=cast.group, joining=Group.Joining.REQUEST)
    return group(cast)


def a_request(cast: Cast) -> JoinRequest:
    open_to_all(cast)
    cast.group.refresh_from_db()
    return ask_to_join(group=cast.group, name="New", email="new@new.example", body_name="Eastland", motive="To learn.")


def asked_to_join(cast: Cast) -> Values:
    request = a_request(cast)
    verify_request(request=request)
    return {**group(cast), "request_id": request.pk}


def request_link(cast: Cast) -> Values:
    return {"token": request_token_of(a_request(cast))}


def motive(cast: Cast) -> Values:
    """As a machine fills it in, which is thanked: the pace an hour and network is not for a matrix to use up."""
    words = {"body_name": "Eastland", "motive": "To learn.", "website": "http://x.example"}
    return {"name": "New", "email": "new@new.example", **words}


def ways_in(cast: Cast) -> Values:
    return {"joining": Group.Joining.REQUEST}


def west(cast: Cast) -> Values:
    delegation = Delegation.objects.get(group=cast.group, body__name="Westland")
    return {"delegation": delegation.pk, "seat_role": Seat.Role.EXPERT}


def a_thread(cast: Cast) -> None:
    start_thread(actor=cast.member("delegate"), title="Costs", body="What do you pay?")


def a_new_pass(cast: Cast) -> Values:
    return {"thing": "thread-1", "name": "G", "email": "g@new.example", "until": f"{clock.now().year + 1}-01-01"}


def guests(cast: Cast) -> Values:
    a_thread(cast)
    return group(cast)


def own_pass(cast: Cast) -> Values:
    a_thread(cast)
    return {"pass_id": GuestPass.objects.get(accepted_by=cast.guest, kind="thread").pk}


def a_pass(cast: Cast) -> Values:
    return {**group(cast), "pass_id": GuestPass.objects.get(accepted_by=cast.guest, kind="draft").pk}


def pass_link(cast: Cast) -> Values:
    given = {"actor": cast.chair, "group": cast.group, "kind": "thread", "number": 1, "title": "Costs"}
    until = clock.now() + timedelta(days=3)
    return {"token": pass_token_of(give_pass(name="G", email="g@new.example", until=until, **given))}


def a_post(cast: Cast) -> Values:
    return {"body": "By the hour."}


def withdrawn(cast: Cast) -> Values:
    offered = _invitation(cast, "somebody@new.example")
    withdraw_invitation(actor=cast.chair, invitation=offered)
    return {**group(cast), "invitation_id": offered.pk}


def _invitation(cast: Cast, email: str) -> Invitation:
    return Invitation.objects.create(
        group=cast.group,
        office_role=Office.Role.COCHAIR,
        email=email,
        name="Somebody",
        invited_by=cast.chair,
        expires_at=clock.now() + timedelta(days=1),
    )


# Who holds an office in any active group of the programme; the outsider chairs another one.
EDITORS = but(everyone(FORBIDDEN), chair=IN, cochair=IN, secretariat=IN, outsider=IN, anonymous=SIGN_IN)

GUEST_ONLY = but(everyone(MISSING), guest=IN, anonymous=SIGN_IN)


def _edits(name: str, args: Callable[[Cast], Values], data: Callable[[Cast], Values]) -> Door:
    return Door(f"groups:{name}", args=args, get=EDITORS, post=EDITORS, data=data)


EDITING = [
    Door("groups:programme-manage", args=programme, get=EDITORS),
    _edits("programme-change", programme, words),
    _edits("collaboration-add", programme, named),
    _edits("collaboration-edit", collaboration, named),
    Door("groups:collaboration-remove", args=collaboration, post=EDITORS),
    _edits("occasion-add", programme, named),
    _edits("occasion-edit", occasion, named),
    Door("groups:occasion-remove", args=occasion, post=EDITORS),
    Door("groups:participants-list", args=programme, get=EDITORS),
    _edits("participants-add", programme, cited),
    _edits("participants-edit", participants, cited),
    Door("groups:participants-remove", args=participants, post=EDITORS),
    Door("groups:year-list", args=programme, get=EDITORS),
    _edits("year-add", programme, a_page),
    Door("groups:year-manage", args=year, get=EDITORS),
    _edits("year-edit", year, a_page),
    Door("groups:year-publish", args=year, post=EDITORS),
    Door("groups:year-withdraw", args=year, post=EDITORS),
    _edits("year-group", year, told),
    Door("groups:year-group-remove", args=year_and_group, post=EDITORS),
]

FACTOR_NEEDED: Profile = but(OFFICERS_ONLY, **dict.fromkeys(OFFICERS, FORBIDDEN))


def factor_needed(cast: Cast) -> Values:
    """The cast's group, in an installation that asks its officers for a second factor."""
    Rules.objects.create(pk=1, officers_need_factor=True)
    return group(cast)


ROWS = [
    *CHARTER_ROWS,
    *EDITING,
    Door("groups:term-add", args=group, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=term),
    # Members see their overview, everybody else the public face.
    Door("groups:group-front", args=group, get=PUBLIC),
    Door("groups:member-list", args=group, get=MEMBERS_ONLY),
    *TENURE,
    *CONTACTS,
    # An officer's pages.
    Door("groups:manage", args=group, get=OFFICERS_ONLY),
    # Where officers need a second factor and have none: members' pages go on, officers' pages and posts do not.
    Door("groups:manage", case="factor needed", args=factor_needed, get=FACTOR_NEEDED),
    Door("groups:group-front", case="factor needed", args=factor_needed, get=PUBLIC),
    Door("groups:group-change", case="factor needed", args=factor_needed, get=FACTOR_NEEDED, post=FACTOR_NEEDED),
    Door("groups:people", args=group, get=OFFICERS_ONLY),
    Door("groups:group-change", args=group, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=about),
    Door("groups:delegation-add", args=group, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=body),
    Door("groups:seat-add", args=group, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=another_seat),
    Door("groups:seat-end", args=seat, get=OFFICERS_ONLY, post=OFFICERS_ONLY),
    Door("groups:office-add", args=group, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=another_office),
    Door("groups:office-end", args=office, get=OFFICERS_ONLY, post=OFFICERS_ONLY),
    Door("groups:invitation-add", args=group, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=guest),
    Door("groups:invitation-withdraw", args=invitation, post=OFFICERS_ONLY),
    Door("groups:invitation-restore", args=withdrawn, post=OFFICERS_ONLY),
    Door("groups:invitation-send", args=invitation, post=OFFICERS_ONLY),
    Door("groups:invitation-list", args=group, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=some),
    # People from a spreadsheet, and the list out again.
    Door("groups:people-import", args=group, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=pasted),
    Door("groups:people-report", args=people_list, get=OFFICERS_ONLY, post=OFFICERS_ONLY),
    Door("groups:people-faults", args=faulty_rows, get=OFFICERS_ONLY),
    Door("groups:people-template", args=as_file, get=OFFICERS_ONLY),
    Door("groups:people-export", args=as_file, get=OFFICERS_ONLY),
    # Calls for nominations: officers ask and decide, the head of a delegation that was asked names.
    Door("groups:nomination-list", args=group, get=OFFICERS_ONLY),
    Door("groups:nomination-call-add", args=group, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=a_question),
    Door("groups:nomination-call", args=nomination_call, get=OFFICERS_ONLY),
    Door("groups:nomination-close", args=nomination_call, post=OFFICERS_ONLY),
    Door("groups:nominee-accept", args=a_nominee, post=OFFICERS_ONLY),
    Door("groups:nominee-decline", args=a_nominee, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=why),
    Door("groups:nominate", args=nomination_call, get=only("delegate"), post=only("delegate"), data=names),
    # Requests to join: anybody asks where the group allows it, officers answer.
    Door("groups:group-joinable", get=PUBLIC),
    Door("groups:request-add", args=open_to_all, get=PUBLIC, post=PUBLIC, data=motive),
    Door("groups:request-add", case="by invitation only", args=group, get=everyone(MISSING), post=everyone(MISSING)),
    Door("groups:request-confirm", args=request_link, get=PUBLIC, post=PUBLIC),
    Door("groups:request-list", args=group, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=ways_in),
    Door("groups:request-answer", args=asked_to_join, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=west),
    Door("groups:request-decline", args=asked_to_join, post=OFFICERS_ONLY, data=why),
    # Guests: officers give and end passes; only who holds a pass sees its page, and nobody learns that there is one.
    Door("groups:guest-list", args=guests, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=a_new_pass),
    Door("groups:guest-end", args=a_pass, post=OFFICERS_ONLY),
    Door("groups:guest-passes", get=but(PUBLIC, anonymous=SIGN_IN)),
    Door("groups:guest-page", args=own_pass, get=GUEST_ONLY, post=GUEST_ONLY, data=a_post),
    Door("groups:guest-pass", args=pass_link, get=SOMEBODY_ELSE, post=SOMEBODY_ELSE, data=newcomer),
    # The link in an invitation's mail: for whoever holds it, unless they are signed in as somebody else.
    Door("groups:invitation", args=link, get=SOMEBODY_ELSE, post=SOMEBODY_ELSE, data=newcomer),
    Door(
        "groups:invitation",
        case="sent to the outsider",
        args=link_to_outsider,
        get=but(SOMEBODY_ELSE, outsider=IN),
        post=but(SOMEBODY_ELSE, outsider=IN),
    ),
    # The installation's officers.
    Door("groups:site", get=OPERATORS_ONLY),
    Door("groups:programme-add", get=OPERATORS_ONLY, post=OPERATORS_ONLY),
    Door("groups:programme-desk", args=programme, get=OPERATORS_ONLY, post=OPERATORS_ONLY),
    Door("groups:group-add", get=OPERATORS_ONLY, post=OPERATORS_ONLY),
]
