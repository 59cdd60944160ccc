"""The permission matrix is complete: an undeclared address or socket message fails the build.

That each door answers as declared is asked in `tests/doors/test_answers.py`.
"""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import get_resolver, include, path

from tests.cast import EVERYONE
from tests.doors import table
from tests.doors.door import FORBIDDEN, IN, MEMBERS_ONLY, MISSING, REFUSED, but, only, refused

from .checks import doors
from .violation import report


def test_every_address_is_declared_in_its_apps_module() -> None:
    declared = {module: [door.name for door in rows] for module, rows in table.rows().items()}
    names = [name for module in declared.values() for name in module]
    found = [*doors.undeclared(doors.names(get_resolver().url_patterns), names), *doors.misplaced(declared)]
    assert report(found) == ""


def test_every_socket_message_is_declared() -> None:
    routes, messages = table.socket_routes(), table.socket_messages()
    assert report(doors.unnamed_messages(routes, messages)) == ""
    accepted = [(f"{route} {one}", route) for app in messages.values() for route, says in app.items() for one in says]
    assert report(doors.undeclared(accepted, [str(row) for row in table.sockets()])) == ""


def test_every_row_declares_something_for_the_whole_cast() -> None:
    for door in table.doors():
        assert door.methods, f"{door} declares neither get nor post"
        assert all(set(profile) == set(EVERYONE) for profile in door.methods.values()), str(door)
    assert all(set(row.hears) == set(EVERYONE) for row in table.sockets())


def view(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    return HttpResponse()


PATTERNS = [
    path("plain/", view, name="plain"),
    path("", include(([path("t/<int:number>/", view, name="thread"), path("nameless/", view)], "threads"))),
]


def test_check_walks_into_namespaces() -> None:
    assert list(doors.names(PATTERNS)) == [
        ("plain", "plain/"),
        ("threads:thread", "t/<int:number>/"),
        ("", "nameless/"),
    ]


@pytest.mark.parametrize(
    ("declared", "fault"),
    [
        (["plain"], "threads:thread: this door is not declared"),
        (["plain", "threads:thread", "threads:gone"], "threads:gone: this row declares a door that does not exist"),
        (["plain", "threads:thread"], "nameless/: this address has no name"),
    ],
)
def test_check_finds_an_undeclared_door(declared: list[str], fault: str) -> None:
    assert fault in report(doors.undeclared(doors.names(PATTERNS), declared))


def test_check_finds_a_row_in_the_wrong_module() -> None:
    assert report(doors.misplaced({"threads": ["threads:thread"], "accounts": ["account_login"]})) == ""
    assert report(doors.misplaced({"files": ["files:file"], "threads": ["files:file"]})) == ""
    assert "no row in its app's module" in report(doors.misplaced({"threads": ["polls:poll"]}))


def test_check_finds_a_socket_without_named_messages() -> None:
    routes = {"live": ["ws/live/"]}
    assert report(doors.unnamed_messages(routes, {"live": {"ws/live/": ("ask",)}})) == ""
    assert "ws/live/" in report(doors.unnamed_messages(routes, {"live": {}}))


def test_profiles_say_what_they_are_called() -> None:
    assert but(MEMBERS_ONLY, observer=FORBIDDEN)["observer"] is FORBIDDEN
    assert only("delegate")["delegate"] is IN
    assert only("delegate")["chair"] is FORBIDDEN
    assert only("delegate")["former"] is MISSING
    assert refused(MEMBERS_ONLY)["chair"] is REFUSED
    assert refused(MEMBERS_ONLY)["former"] is MISSING
    with pytest.raises(ValueError, match="not in the cast"):
        but(MEMBERS_ONLY, chairman=IN)
