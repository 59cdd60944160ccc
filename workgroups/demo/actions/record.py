"""Build the whole record, or find that it stands."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time

from django.contrib.auth.hashers import make_password
from django.db import transaction

from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.demo.actions.articles import article_steps
from workgroups.demo.actions.calls import call_steps
from workgroups.demo.actions.circulars import circular_steps
from workgroups.demo.actions.compiling import compiling_steps
from workgroups.demo.actions.desk import desk_steps
from workgroups.demo.actions.exchange import exchange_steps
from workgroups.demo.actions.expert_meeting import expert_meeting_steps
from workgroups.demo.actions.marked import marked_steps
from workgroups.demo.actions.meetings import meeting_steps
from workgroups.demo.actions.people import group_steps, people
from workgroups.demo.actions.plan import plan_steps
from workgroups.demo.actions.polls import poll_steps
from workgroups.demo.actions.practice import practice_steps
from workgroups.demo.actions.programme import programme_steps
from workgroups.demo.actions.reports import report_steps
from workgroups.demo.actions.sections import section_steps
from workgroups.demo.actions.stage import Stage, Step, play
from workgroups.demo.actions.texts import text_steps
from workgroups.demo.actions.threads import thread_steps
from workgroups.demo.logic.days import instant
from workgroups.demo.logic.roster import SIGN_INS, person_of
from workgroups.demo.queries import record_stands

BEGINNING = date(2021, 1, 4)  # before anything of the record happened
LIVING = (
    group_steps,
    meeting_steps,
    text_steps,
    section_steps,
    thread_steps,
    poll_steps,
    call_steps,
    circular_steps,
    report_steps,
    plan_steps,
    marked_steps,
)
PAST = (expert_meeting_steps, exchange_steps)
PUBLIC = (programme_steps, article_steps)
PARTS = (*PAST, *LIVING, practice_steps, desk_steps, *PUBLIC, compiling_steps)


@transaction.atomic
def build_record(*, password: str = "", meanwhile: Sequence[Callable[[datetime], list[Step]]] = ()) -> bool:
    """Build the record once, in one transaction: a crash leaves nothing, a second run changes nothing.

    Its days are counted from the clock's day, and each thing is done at its own instant. `meanwhile` gives what the
    engines do (an action calls none itself). Returns whether the record was built.
    """
    if record_stands():
        return False
    stage = Stage(clock.now())
    with clock.at(instant(BEGINNING, time(0), "UTC")):
        people(stage, password)
    steps = [step for give in meanwhile for step in give(stage.now)]
    for part in PARTS:
        steps += part(stage)
    play(steps)
    return True


@transaction.atomic
def keep_password(*, password: str) -> bool:
    """Let the cast's password be the one that the start prints; return whether it had to be changed."""
    cast = Person.objects.filter(email__in=[person_of(handle).email for handle in SIGN_INS])
    first = cast.first()
    if not password or first is None or first.check_password(password):
        return False
    cast.update(password=make_password(password))
    return True
