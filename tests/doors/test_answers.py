"""The permission matrix, asked: every door, every method, the whole cast."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

import pytest
from django.http import HttpResponse, HttpResponseRedirect
from pytest_django import DjangoDbBlocker

from tests.cast import EVERYONE, STRANGERS, Cast, build_cast
from tests.doors import table
from tests.doors.ask import Cookies, answer_of, heard, nowhere, sessions, undone
from tests.doors.door import CLOSED, FORBIDDEN, IN, MISSING, PROVE, REFUSED, SIGN_IN, Door, Profile, nothing

ROWS = table.rows()
DOORS = table.doors()
DECLARED = {(door.name, method) for door in DOORS for method in door.methods}


@dataclass(frozen=True)
class Stage:
    """The cast, and everybody's session."""

    cast: Cast
    cookies: Cookies


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    """Bring the cast on and sign everybody in once for all questions: that would cost more than asking them."""
    with django_db_blocker.unblock(), undone():
        cast = build_cast()
        yield Stage(cast, sessions(cast))


@pytest.fixture
def stage(built: Stage, db: None) -> Stage:
    """Everything as it was built: what a test writes is taken back, in the tables and in the cast."""
    return deepcopy(built)


def of_a_group(door: Door) -> bool:
    """Whether it leads to a thing of a group, which strangers do not see."""
    return door.args is not nothing and all(one["outsider"] is MISSING for one in door.methods.values())


def of_nothing(profile: Profile) -> dict[str, object]:
    """What a door to a thing of a group answers where no such thing is: what strangers hear of one that exists."""
    # What a guest's pass opens is told to that guest; of all else they know as little as any stranger.
    strangers = [who for who in STRANGERS if who != "guest" or profile[who] is MISSING]
    return {who: profile[who] for who in ("anonymous", *strangers)} | {"chair": MISSING}


@pytest.mark.parametrize("door", DOORS, ids=str)
def test_door_answers_each_of_the_cast_as_declared(door: Door, stage: Stage) -> None:
    """Nor does a stranger's answer tell whether the thing exists."""
    made = door.args(stage.cast)
    for method, profile in door.methods.items():
        said = heard(door, method, EVERYONE, stage.cast, made, cookies=stage.cookies)
        assert said == dict(profile), f"{method} {door}"
        if of_a_group(door):
            expected = of_nothing(profile)
            said = heard(door, method, expected, stage.cast, made, absent=True, cookies=stage.cookies)
            assert said == expected, f"{method} {door}, of what does not exist"


# By app, since one question takes a moment.
@pytest.mark.parametrize("app", ROWS)
def test_a_method_that_is_not_declared_is_closed(app: str, stage: Stage) -> None:
    wrong = []
    for door in ROWS[app]:
        if not (undeclared := [method for method in ("get", "post") if (door.name, method) not in DECLARED]):
            continue
        with undone():
            made = door.args(stage.cast)
            for method in undeclared:
                said = heard(door, method, ["chair"], stage.cast, made, cookies=stage.cookies)["chair"]
                wrong += [f"{method} {door}: {said}"] if said is not CLOSED else []
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
