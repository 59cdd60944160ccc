"""The group itself: programme, bodies, seats, offices, and who is still invited."""

from datetime import datetime, time
from typing import Final

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from workgroups.accounts.actions import change_card
from workgroups.accounts.models import Person
from workgroups.demo.actions.stage import Stage, Step
from workgroups.demo.logic.roster import BODIES, GROUP_SLUG, OPERATOR, OTHERS, PEOPLE, SIGN_INS, Somebody
from workgroups.groups import actions
from workgroups.groups.models import Programme, Seat

PURPOSE: Final = (
    "Governments that use the cloud, or are about to, tell each other what they have learnt, "
    "and write down together what others can use. The members choose the questions and hold the pen."
)


CARDS: Final = {  # title, organisation, languages; nobody of the record has a telephone that could ring
    "chair@singapore": ("Deputy director, shared services", "Office for digital government", ("en", "zh-Hans", "ms")),
    "cochair@uk": ("Head of cloud policy", "Central digital office", ("en", "fr")),
    "secretariat@worldbank": ("Programme officer", "Secretariat of the group", ("en", "fr")),
    "head@uruguay": ("Director of infrastructure", "Agency for digital government", ("es", "en", "pt")),
    "observer@un": ("Adviser, public institutions", "Division for digital government", ("en", "sv", "fr")),
}


def people(stage: Stage, password: str) -> None:
    """Make the people of the record; those who can be signed in as share one password (empty: none)."""
    secret = make_password(password or None)
    closed = make_password(None)
    for somebody in (*PEOPLE, *OTHERS):
        person = Person.objects.create_user(
            somebody.email,
            name=somebody.name,
            time_zone=somebody.zone,
            is_operator=somebody.handle == OPERATOR,
        )
        Person.objects.filter(pk=person.pk).update(password=secret if somebody.handle in SIGN_INS else closed)
        EmailAddress.objects.create(user=person, email=somebody.email, verified=True, primary=True)
        stage.people[somebody.handle] = Person.objects.get(pk=person.pk)


def group_steps(stage: Stage) -> list[Step]:
    """Found the group and fill its seats; later end one and send two invitations."""
    began = stage.at_founding
    return [
        Step(began, lambda: _found(stage, began)),
        Step(stage.at(40, time(9, 30), OPERATOR), lambda: _cards(stage)),
        Step(stage.at(15, time(10, 5), OPERATOR), lambda: _leave(stage)),
        Step(stage.at(44, time(11, 20), OPERATOR), lambda: _invite(stage, "korea", "Seo Min-kyung", "alternate")),
        Step(stage.at(6, time(15, 40), OPERATOR), lambda: _invite(stage, "india", "Nandini Iyer", "alternate")),
    ]


def _found(stage: Stage, began: datetime) -> None:
    operator = stage.people[OPERATOR]
    programme = Programme.objects.filter(slug="world-bank").first() or actions.create_programme(
        actor=operator,
        slug="world-bank",
        name="World Bank working groups",
        purpose="Groups that the World Bank convenes, in which governments share what they know.",
        contact_email="secretariat@worldbank.example",
    )
    group = actions.create_group(
        actor=operator,
        programme=programme,
        slug=GROUP_SLUG,
        name="Working Group on Cloud Computing",
        purpose=PURPOSE,
        demonstration=True,
    )
    for body in BODIES:
        stage.delegations[body.key] = actions.add_delegation(
            actor=operator,
            group=group,
            body_name=body.name,
            kind=body.kind,
            standing=body.standing,
            country=body.country,
            names=body.names,
            since=began.date(),
        )
    for somebody in PEOPLE:
        _seat(stage, somebody, began)


def _seat(stage: Stage, somebody: Somebody, began: datetime) -> None:
    operator, person = stage.people[OPERATOR], stage.people[somebody.handle]
    if delegation := stage.delegations.get(somebody.body):
        actions.take_seat(actor=operator, delegation=delegation, person=person, role=somebody.role, since=began.date())
    if somebody.office and somebody.handle != OPERATOR:  # whoever makes a group is its secretariat already
        actions.take_office(actor=operator, group=stage.group, person=person, role=somebody.office)


def _cards(stage: Stage) -> None:
    for handle, (title, organisation, languages) in CARDS.items():
        change_card(person=stage.people[handle], title=title, organisation=organisation, languages=languages)


def _leave(stage: Stage) -> None:
    for somebody in PEOPLE:
        if somebody.left is not None:
            seat = Seat.objects.select_related("delegation__group").get(person=stage.people[somebody.handle])
            actions.end_seat(actor=stage.people[OPERATOR], seat=seat)
    stage.forget_members()


def _invite(stage: Stage, body: str, name: str, role: str) -> None:
    first, _space, last = name.lower().partition(" ")
    actions.invite_member(
        actor=stage.people[OPERATOR],
        group=stage.group,
        name=name,
        email=f"{first}.{last}@{body}.example",
        delegation=stage.delegations[body],
        seat_role=role,
    )
