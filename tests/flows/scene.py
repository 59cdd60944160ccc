"""The tests' cast on a running product without the record, with a thread, a draft and a poll; prints where they are.

Run beside the product, in its environment: `python -m tests.flows.scene`; with `later`, a thread two days on.
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
        words="# Why\n\nStorage grows.\n\n# How\n\nDelete what is old.",
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


if __name__ == "__main__":
    django.setup()
    print(json.dumps(start_later() if "later" in sys.argv else build()))
