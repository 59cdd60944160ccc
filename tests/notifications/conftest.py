"""A kind of notice and a duty that only tests know, and a reader who has something to hear."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import Cast
from workgroups.core import clock
from workgroups.notifications import registry
from workgroups.notifications.actions import file_notices
from workgroups.notifications.models import Notice
from workgroups.notifications.registry import Act, Choice, Duty, Line, Offer, waiting

KIND = "tests.said"
Tell = Callable[..., None]


class Register:
    """What the tests' own kind says, and what was read or hidden meanwhile."""

    def __init__(self) -> None:
        self.read: set[tuple[int, int]] = set()  # (person, subject)
        self.duties: dict[int, list[Duty]] = {}
        self.calls = 0
        self.done: list[tuple[int, dict[str, Any], str]] = []

    def render(self, notices: list[Notice]) -> dict[int, Line]:
        self.calls += 1
        return {
            notice.pk: Line(
                title=f"Said {notice.subject_id}",
                url=f"/said/{notice.subject_id}/",
                section="new" if notice.subject_id < 100 else "decided",
                detail="Words of it.",
                reason="You follow it.",
                group_id=notice.group_id,
            )
            for notice in notices
            if (notice.person_id, notice.subject_id) not in self.read
        }


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Register:
    """Register a kind `tests.said`, a duty and the act `tests.answer` for one test."""
    register = Register()

    class Answer:
        def describe(self, person: Any, args: dict[str, Any]) -> Offer:
            return Offer(f"Meeting {args['meeting']}", (Choice("yes", "I come"), Choice("no", "I do not come")))

        def perform(self, person: Any, args: dict[str, Any], choice: str) -> str:
            register.done.append((person.pk, args, choice))
            return f"Noted: {choice}."

    answer: Act = Answer()
    monkeypatch.setitem(registry.renderers, KIND, register.render)
    monkeypatch.setitem(registry.acts, "tests.answer", answer)
    own = (1, "tests", lambda people: {one.pk: register.duties.get(one.pk, []) for one in people})
    monkeypatch.setattr(waiting, "made", [own])
    monkeypatch.setattr(waiting, "rows", [])
    return register


@pytest.fixture
def tell(cast: Cast, said: Register) -> Tell:
    """File a notice: `tell("delegate", subject=7)`."""

    def file(*names: str, subject: int = 1, soon: bool = False) -> None:
        people = [person.pk for name in names if (person := cast.person(name))]
        file_notices(
            kind=KIND,
            key=f"said:{subject}",
            readers=people,
            group_id=cast.group.pk,
            subject_id=subject,
            at=clock.now(),
            soon=soon,
        )

    return file
