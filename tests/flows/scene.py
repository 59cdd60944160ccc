"""The tests' cast on a running product without the record, with a thread, a draft and a poll; prints where they are.

Run beside the product, in its environment: `python -m tests.flows.scene`; with `later`, a thread two days on;
with `question`, one more poll; with `harbour`, a small group beside whatever is there.
"""

import json
import sys
from datetime import timedelta

import django


def build() -> dict[str, str]:
    """Make everything through actions, as the pages do."""
    from allauth.account.models import EmailAddress

    from tests.cast import MEMBERS, build_cast
    from tests.flows.house import PASSWORD
    from workgroups.core import clock
    from workgroups.drafts.actions import create_draft
    from workgroups.polls.actions import open_poll
    from workgroups.threads.actions import start_thread

    cast = build_cast()
    for who in MEMBERS:
        person = cast.person(who)
        assert person
        person.set_password(PASSWORD)
        person.save()
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    thread = start_thread(actor=cast.member("chair"), title="What do you pay for storage?", body="Please say per year.")
    draft = create_draft(
        actor=cast.member("chair"),
        title="Storing less",
        words="# Why\n\nStorage grows.\n\n# How\n\nDelete what is old.\n\nCount again.\n\nAsk who reads it.",
    )
    poll = open_poll(
        actor=cast.member("chair"),
        question="Which unit do we compare?",
        options=["Per gigabyte", "Per person"],
        closes_at=clock.now() + timedelta(days=5),
    )
    made = {"group": cast.group, "thread": thread, "draft": draft, "poll": poll}
    return {name: one.get_absolute_url() for name, one in made.items()}


def start_later() -> dict[str, str]:
    """Let the chair start a thread after tomorrow's digest."""
    from workgroups.accounts.models import Person
    from workgroups.core import clock
    from workgroups.groups.permissions import member_for
    from workgroups.threads.actions import start_thread

    chair = Person.objects.get(email="chair@cast.example")
    with clock.at(clock.now() + timedelta(hours=44)):
        start_thread(actor=member_for(chair, "cloud"), title="What does it cost to leave?", body="One figure came in.")
    return {}


def ask() -> dict[str, str]:
    """One more poll of the chair's."""
    from workgroups.accounts.models import Person
    from workgroups.groups.permissions import member_for
    from workgroups.polls.actions import open_poll

    chair = member_for(Person.objects.get(email="chair@cast.example"), "cloud")
    return {"poll": open_poll(actor=chair, question="Who counts?", options=["We", "They"]).get_absolute_url()}


def build_harbour() -> dict[str, str]:
    """A small group of its own: secretariat, chair and one head, two threads; nobody else yet."""
    from tests.flows.house import PASSWORD
    from workgroups.accounts.actions import join
    from workgroups.accounts.models import Person
    from workgroups.groups import actions
    from workgroups.groups.models import Body, Delegation, Office, Programme, Seat
    from workgroups.groups.permissions import member_for
    from workgroups.threads.actions import start_thread

    operator = Person.objects.filter(is_operator=True).order_by("pk")[0]
    names = {"secretariat": "Mirela Stan", "chair": "Anouk Verbeke", "head": "Tomas Lindqvist"}
    people = {
        who: join(name=name, email=f"{who}@harbour.example", password=PASSWORD, time_zone="UTC", language="en")
        for who, name in names.items()
    }
    programme = Programme.objects.order_by("pk")[0]
    group = actions.create_group(actor=operator, programme=programme, slug="harbour", name="Harbour data")
    for who, role in (("secretariat", Office.Role.SECRETARIAT), ("chair", Office.Role.CHAIR)):
        actions.take_office(actor=operator, group=group, person=people[who], role=role)
    actions.end_office(actor=operator, office=Office.objects.get(group=group, person=operator))
    land = actions.add_delegation(
        actor=people["secretariat"],
        group=group,
        body_name="Norrland",
        kind=Body.Kind.STATE,
        standing=Delegation.Standing.PARTICIPATING,
    )
    actions.take_seat(actor=people["secretariat"], delegation=land, person=people["head"], role=Seat.Role.HEAD)
    chair = member_for(people["chair"], "harbour")
    for title in ("What does a berth cost?", "Only among ourselves"):
        start_thread(actor=chair, title=title, body="One figure a port, please.")
    return {"group": group.get_absolute_url()}


SCENES = {"later": start_later, "question": ask, "harbour": build_harbour}

if __name__ == "__main__":
    django.setup()
    print(json.dumps(SCENES.get(sys.argv[-1], build)()))
