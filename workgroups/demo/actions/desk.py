"""The secretariat's own desk: a group that takes what members write from a page, with one letter in it."""

from datetime import time

from workgroups.demo.actions.stage import Stage, Step
from workgroups.demo.logic.roster import OPERATOR
from workgroups.groups import actions
from workgroups.help.actions import send_feedback

LETTER = """On my telephone the list of hours beside the drafting call is wider than the screen.
I can scroll it, but I first thought that Montevideo was missing."""
FROM = "expert@uruguay"
BROWSER = "Mozilla/5.0 (Android 16; Mobile; rv:150.0) Gecko/150.0 Firefox/150.0"


def desk_steps(stage: Stage) -> list[Step]:
    """Found the desk a while after the group, and let a member write to it."""
    return [
        Step(stage.at(30, time(9, 30), OPERATOR), lambda: _found(stage)),
        Step(stage.at(4, time(16, 25), FROM), lambda: _write(stage)),
    ]


def _found(stage: Stage) -> None:
    operator = stage.people[OPERATOR]
    desk = actions.create_group(
        actor=operator,
        programme=stage.group.programme,
        slug="secretariat",
        name="Secretariat’s desk",
        purpose="What members write to the secretariat from a page of this site, and what became of it.",
        demonstration=True,
    )
    actions.settle_group(
        actor=operator, group=desk, kind=desk.kind, profile=desk.profile, is_public=False, is_listed=desk.is_listed
    )
    actions.choose_desk(actor=operator, programme=desk.programme, desk=desk)


def _write(stage: Stage) -> None:
    page = f"/groups/{stage.group.slug}/meetings/"
    send_feedback(actor=stage.people[FROM], body=LETTER, page=page, browser=BROWSER)
