"""The permission matrix, asked: every door, every method, the whole cast."""

import pytest
from django.http import HttpResponse, HttpResponseRedirect

from tests.cast import EVERYONE, Cast
from tests.doors import table
from tests.doors.ask import answer_of, ask, nowhere
from tests.doors.door import CLOSED, FORBIDDEN, IN, MISSING, REFUSED, SIGN_IN, Door, nothing

DOORS = table.doors()
DECLARED = {(door.name, method) for door in DOORS for method in door.methods}
CLOSED_METHODS = [(door, method) for door in DOORS for method in ("get", "post") if (door.name, method) not in DECLARED]
# A thing of a group: strangers do not see it.
OF_A_GROUP = [
    door
    for door in DOORS
    if door.args is not nothing and all(one["outsider"] is MISSING for one in door.methods.values())
]


@pytest.mark.parametrize("door", DOORS, ids=str)
def test_door_answers_each_of_the_cast_as_declared(door: Door, cast: Cast) -> None:
    for method, profile in door.methods.items():
        answers = {who: ask(door, method, who, cast) for who in EVERYONE}
        assert answers == dict(profile), f"{method} {door}"


@pytest.mark.parametrize(("door", "method"), CLOSED_METHODS, ids=str)
def test_a_method_that_is_not_declared_is_closed(door: Door, method: str, cast: Cast) -> None:
    assert ask(door, method, "chair", cast) is CLOSED, f"{method} {door} is open but not declared"


@pytest.mark.parametrize("door", OF_A_GROUP, ids=str)
def test_a_strangers_answer_does_not_tell_whether_a_thing_exists(door: Door, cast: Cast) -> None:
    for method, profile in door.methods.items():
        for who in ("anonymous", "outsider", "former"):
            assert ask(door, method, who, cast, absent=True) == profile[who], f"{method} {door} {who}"
        assert ask(door, method, "chair", cast, absent=True) is MISSING, f"{method} {door}"


@pytest.mark.parametrize(
    ("response", "answer"),
    [
        (HttpResponse(), IN),
        (HttpResponseRedirect("/groups/cloud/"), IN),
        (HttpResponseRedirect("/accounts/login/?next=/desk/"), SIGN_IN),
        (HttpResponse(status=401), SIGN_IN),
        (HttpResponse(status=403), FORBIDDEN),
        (HttpResponse(status=404), MISSING),
        (HttpResponse(status=405), CLOSED),
        (HttpResponse(status=409), REFUSED),
        (HttpResponse(status=422), REFUSED),
        (HttpResponse(status=500), 500),
        (HttpResponse(status=429), 429),
    ],
)
def test_answers_are_read_from_the_status(response: HttpResponse, answer: object) -> None:
    assert answer_of(response) == answer


def test_nowhere_keeps_the_kind_of_address() -> None:
    assert nowhere({"slug": "cloud", "number": 3}) == {"slug": "no-such-thing", "number": 987654}
