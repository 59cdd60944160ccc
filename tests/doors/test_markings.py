"""Every door × restricted: for whoever may not know of a thing, it answers as if the thing did not exist.

Made from the permission matrix: a new door of a marked thing stands here by itself, and fails until it obeys.
"""

import re
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.doors import table
from tests.doors.ask import answer_of, nowhere, undone
from tests.doors.door import FORBIDDEN, IN, MISSING, REFUSED, Door, Values, nothing
from workgroups.groups.models import Marking

KNOWN = (IN, FORBIDDEN, REFUSED)
# What differs between two answers to the same question, and the address itself. `data-streams` has the number of the
# group's last event: it counts whatever anybody did, private acts too, and does not say what.
PASSING = re.compile(
    rb'(csrfmiddlewaretoken" value|name="uid" value|nonce|data-streams)="[^"]*"|X-CSRFToken&quot;: &quot;\w+'
)
ADDRESS = re.compile(rb"/(?:groups|files)/[^\"' <&]*")
# The thing of these doors is none that carries a marking, though one stands beside it: what it is instead.
OTHER_THINGS = {
    "deliverables:": "a report: every member knows of it; what it is made of is shown without what is restricted",
    "public:": "what is published is public; markings are judged before it is",
    "groups:": "seats, offices, invitations, passes and plans carry none",
    "circulars:mail": "what became of the group's mail: for officers",
    "notifications:": "a reader's own notices; their lines ask for the marking when they are read",
}


def marked_models() -> list[Any]:
    """Every table of things that carry a marking."""
    return [one for one in apps.get_models() if any(field.name == "marking" for field in one._meta.fields)]


def restrict() -> list[Model]:
    """Mark everything there is as restricted; return it."""
    for model in marked_models():
        model._default_manager.update(marking=Marking.RESTRICTED)
    return [thing for model in marked_models() for thing in model._default_manager.all()]


def of_a_thing() -> list[tuple[Door, str]]:
    """Every declared door and method that leads to one thing which observers know of."""
    return [
        (door, method)
        for door in table.doors()
        for method, profile in door.methods.items()
        if door.args is not nothing and profile["observer"] in KNOWN and not door.name.startswith(tuple(OTHER_THINGS))
    ]


def elsewhere(args: Values) -> Values:
    """The address of something that does not exist, in the same group."""
    return nowhere(args) | ({"slug": args["slug"]} if "slug" in args else {})


def body(response: Any) -> bytes:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return ADDRESS.sub(b"/...", PASSING.sub(b"", content))


def faults(door: Door, method: str, cast: Cast, observer: Client, others: dict[str, Client]) -> str:
    """What gives a restricted thing away at this door, or shuts out who may know of it; empty when nothing does."""
    args = door.args(cast)
    data = door.data(cast) if method == "post" else dict(door.query)
    if not restrict() or set(args) <= {"slug"}:
        return ""
    address, nowhere_at = (reverse(door.name, kwargs=one) for one in (args, elsewhere(args)))

    def ask(client: Client, at: str) -> Any:
        with undone():
            return getattr(client, method)(at, data, headers=door.headers(cast))

    there, gone = ask(observer, address), ask(observer, nowhere_at)
    if answer_of(gone) not in (MISSING, FORBIDDEN) or answer_of(there) is not answer_of(gone):
        return f"the observer hears {answer_of(there)}, and {answer_of(gone)} of what does not exist"
    if body(there) != body(gone):
        return "another page than for what does not exist"
    if {*there.headers} != {*gone.headers}:
        return f"other headers: {sorted({*there.headers} ^ {*gone.headers})}"
    for who in (one for one in others if door.methods[method][one] is IN):
        told = answer_of(ask(others[who], address))
        return "" if told in (IN, REFUSED) else f"{who} hears {told}"
    return ""


def signed_in(cast: Cast, who: str) -> Client:
    client = Client()
    client.force_login(getattr(cast, who))
    return client


@pytest.mark.django_db
def test_what_is_restricted_answers_observers_like_what_does_not_exist(cast: Cast) -> None:
    """Tried: with `markings_read` that gives everybody everything, 121 doors fail."""
    observer = signed_in(cast, "observer")
    others = {who: signed_in(cast, who) for who in ("delegate", "secretariat", "chair")}
    found = {}
    asked = 0
    for door, method in of_a_thing():
        with undone():
            if fault := faults(door, method, cast, observer, others):
                found[f"{method} {door}"] = fault
            asked += 1
    assert found == {}
    assert asked > 100
