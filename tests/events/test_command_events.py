"""`manage.py events` lists every event with its readers."""

from dataclasses import dataclass
from io import StringIO

from django.core.management import call_command

from workgroups.events.events import Event
from workgroups.events.management.commands.events import first_line
from workgroups.events.subscribe import readers


def listing() -> list[str]:
    out = StringIO()
    call_command("events", stdout=out)
    return out.getvalue().splitlines()


def test_every_registered_event_is_listed_once_and_in_order() -> None:
    listed = [line.split(" ")[0] for line in listing() if not line.startswith(" ")]
    assert listed == sorted(Event.known)


def test_every_reader_of_an_event_is_listed_under_it() -> None:
    listed: dict[str, list[str]] = {}
    for line in listing():
        if not line.startswith(" "):
            under = listed.setdefault(line.split(" ")[0], [])
        elif not line.startswith("  may lead to "):
            under.append(line.strip())
    for name in Event.known:
        assert listed[name] == [
            f"{reader}: {first_line(handler)}"
            for reader in sorted(readers)
            for handler in readers[reader].get(name, ())
        ]


@dataclass(frozen=True)
class Plain:
    number: int


@dataclass(frozen=True)
class Told:
    """A thing happened.

    More about it.
    """

    number: int


def file_notice(event: object) -> None:
    pass


def test_first_line_prefers_what_was_written_to_what_python_generates() -> None:
    assert [first_line(one) for one in (Plain, Told, file_notice)] == ["Plain", "A thing happened.", "file notice"]
