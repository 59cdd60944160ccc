"""Circulars as the tests of this app begin with them."""

from datetime import timedelta

from tests.cast import Cast
from workgroups.accounts.models import Person
from workgroups.circulars import actions
from workgroups.circulars.actions import Wanted, Words
from workgroups.circulars.models import Circular
from workgroups.core import clock
from workgroups.events.actions import catch_up
from workgroups.notifications.actions import send_waiting
from workgroups.timers.actions import fire_due

ENGLISH = Words("About {group}", "Dear {name},\n\nplease read **this**.")
FRENCH = Words("Du groupe {group}", "{name},\n\nveuillez lire **ceci**.")


def draft(cast: Cast, who: str = "secretariat", **values: object) -> Circular:
    """A draft in English to all, but for what `values` say of the Wanted."""
    asked: dict[str, object] = {"texts": {"en": ENGLISH}, "to": "all"}
    return actions.write_circular(actor=cast.member(who), wanted=Wanted(**(asked | values)))  # type: ignore[arg-type]


def go_out(cast: Cast, circular: Circular, who: str = "secretariat") -> Circular:
    """Let a draft go out: press, wait ten minutes, let the worker do what is due."""
    actions.schedule_circular(actor=cast.member(who), circular=circular)
    later(timedelta(minutes=10, seconds=1))
    circular.refresh_from_db()
    return circular


def later(passed: timedelta = timedelta(0)) -> int:
    """Do what beat and worker do, some time later; return how many mails went out."""
    with clock.at(clock.now() + passed):
        catch_up()
        fire_due()
        catch_up()
        return send_waiting()


def sent(cast: Cast, **values: object) -> Circular:
    """A circular that went out, its mails too."""
    return go_out(cast, draft(cast, **values))


def names(people: list[Person]) -> list[str]:
    """Names without order."""
    return sorted(person.name for person in people)
