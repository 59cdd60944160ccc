"""The practice group: invented bodies, a charter in a draft, threads, a meeting that was, one to come, a poll."""

from datetime import time
from functools import partial

from workgroups.demo.actions.groups import MORNING, found, hide
from workgroups.demo.actions.meetings import answer_steps, item_of, occasion_steps
from workgroups.demo.actions.polls import question_steps
from workgroups.demo.actions.stage import Stage, Step
from workgroups.demo.actions.texts import draft_steps
from workgroups.demo.actions.threads import reading_step, script_steps
from workgroups.demo.logic import agendas, practice, scripts
from workgroups.demo.logic.roster import OPERATOR
from workgroups.drafts.actions import open_bracket, state_position, support_alternative
from workgroups.drafts.models import Bracket, Draft
from workgroups.drafts.queries import blocks_in
from workgroups.groups.actions import change_programme, create_programme
from workgroups.groups.permissions import Member
from workgroups.meetings.actions import plan_meeting, set_agenda

NEXT = "practice-2"


def practice_steps(stage: Stage) -> list[Step]:
    """Found the group, then let it talk, write, meet and ask."""
    own = stage.of(practice.GROUP.slug)
    steps = [Step(own.at(practice.BEGAN, MORNING, OPERATOR), lambda: _found(own))]
    for name in practice.THREADS:
        steps += script_steps(own, name, f"practice/{name}")
    steps += draft_steps(own, practice.TEXT, f"practice/{practice.TEXT}")
    steps += [own.step(back, at, who, partial(_negotiate, own, what)) for back, at, who, what in practice.STANDS]
    steps += occasion_steps(own, practice.MEETING)
    steps += draft_steps(own, practice.MEETING.key, "practice/minutes")
    steps.append(own.step(6, time(11, 20), OPERATOR, lambda member: _plan(own, member)))
    steps += answer_steps(own, NEXT, practice.NEXT_COMING, 3)
    steps += question_steps(own, practice.QUESTION)
    return steps + [reading_step(own, handle, name, last) for handle, name, last in practice.READ_UP_TO]


def _found(own: Stage) -> None:
    purposes, operator = scripts.parts("exchange/purposes"), own.people[OPERATOR]
    programme = create_programme(actor=operator, slug=practice.PROGRAMME, name=practice.PROGRAMME_NAME)
    change_programme(
        actor=operator,
        programme=programme,
        name=practice.PROGRAMME_NAME,
        purpose=purposes["practice"],
        is_public=practice.GROUP.is_public,
    )
    found(own, practice.GROUP, programme, purposes[practice.GROUP.slug], own.day(-practice.BEGAN))
    hide(own)


def _plan(own: Stage, member: Member) -> None:
    meeting = plan_meeting(
        actor=member,
        title=practice.NEXT_TITLE,
        day=own.day(practice.NEXT_IN),
        wall_time=practice.MEETING.at,
        zone=practice.MEETING.zone,
        minutes=practice.MEETING.minutes,
        place=agendas.PLACE,
        join_url=practice.JOIN_URL,
    )
    set_agenda(actor=member, meeting=meeting, items=[item_of(item) for item in practice.NEXT_ITEMS])
    own.meetings[NEXT] = meeting


def _negotiate(own: Stage, what: tuple[str, ...], member: Member) -> None:
    """Put words in brackets, stand behind an alternative, or state a position; about the block that begins so.

    About no block: on the whole text, pending until a day.
    """
    act, beginning, *rest = what
    draft = Draft.objects.select_related("group").get(pk=own.drafts[practice.TEXT].pk)
    if not beginning:
        until = own.day(practice.CLEARED_IN)
        state_position(actor=member, draft=draft, kind=act, until=until, note=rest[0])
        return
    (block,) = [one.block_id for one in blocks_in(draft) if one.words.startswith(beginning)]
    if act == "bracket":
        words, alternative, reason = rest
        open_bracket(actor=member, draft=draft, block=block, words=words, alternative=alternative, reason=reason)
    elif act == "behind":
        bracket = Bracket.objects.get(draft=draft, block=block)
        support_alternative(actor=member, bracket=bracket, place=int(rest[0]))
    else:
        state_position(actor=member, draft=draft, block=block, kind=act, note=rest[0])
