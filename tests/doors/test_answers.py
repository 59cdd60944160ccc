"""The permission matrix, asked: every door, every method, the whole cast."""

import pytest
from django.http import HttpResponse, HttpResponseRedirect

from tests.cast import EVERYONE, STRANGERS, Cast
from tests.doors import table
from tests.doors.ask import answer_of, answers, nowhere
from tests.doors.door import CLOSED, FORBIDDEN, IN, MISSING, PROVE, REFUSED, SIGN_IN, Door, nothing

ROWS = table.rows()
DOORS = table.doors()
DECLARED = {(door.name, method) for door in DOORS for method in door.methods}


def of_a_group(door: Door) -> bool:
    """Whether it leads to a thing of a group, which strangers do not see."""
    return door.args is not nothing and all(one["outsider"] is MISSING for one in door.methods.values())


@pytest.mark.parametrize("door", DOORS, ids=str)
def test_door_answers_each_of_the_cast_as_declared(door: Door, cast: Cast) -> None:
    for method, profile in door.methods.items():
        assert answers(door, method, EVERYONE, cast) == dict(profile), f"{method} {door}"


# By app, since bringing the cast on takes longer than one question.
@pytest.mark.parametrize("app", ROWS)
def test_a_method_that_is_not_declared_is_closed(app: str, cast: Cast) -> None:
    asked = [(door, method) for door in ROWS[app] for method in ("get", "post") if (door.name, method) not in DECLARED]
    heard = {f"{method} {door}": answers(door, method, ["chair"], cast)["chair"] for door, method in asked}
    assert heard == dict.fromkeys(heard, CLOSED)


@pytest.mark.parametrize("app", ROWS)
def test_a_strangers_answer_does_not_tell_whether_a_thing_exists(app: str, cast: Cast) -> None:
    wrong = []
    for door in filter(of_a_group, ROWS[app]):
        for method, profile in door.methods.items():
            # What a guest's pass opens is told to that guest; of all else they know as little as any stranger.
            strangers = [who for who in STRANGERS if who != "guest" or profile[who] is MISSING]
            expected = {who: profile[who] for who in ("anonymous", *strangers)} | {"chair": MISSING}
            heard = answers(door, method, expected, cast, absent=True)
            wrong += [f"{method} {door}: {heard}"] if heard != expected else []
    assert wrong == []


@pytest.mark.parametrize(
    ("response", "answer"),
    [
        (HttpResponse(), IN),
        (HttpResponseRedirect("/groups/cloud/"), IN),
        (HttpResponseRedirect("/accounts/login/?next=/desk/"), SIGN_IN),
        (HttpResponseRedirect("/settings/prove/?next=/settings/leaving/"), PROVE),
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
