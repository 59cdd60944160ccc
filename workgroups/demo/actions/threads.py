"""The group's threads, from their scripts; and what each of the cast has read of them."""

import re
from collections.abc import Callable

from workgroups.demo.actions.stage import Stage, Step
from workgroups.demo.logic import days
from workgroups.demo.logic.readings import CHOSEN, CHOSEN_AT, READ_UP_TO
from workgroups.demo.logic.scripts import Cue
from workgroups.groups.permissions import Member
from workgroups.threads import actions
from workgroups.threads.models import Post, Thread

_TOKEN = re.compile(r"\{(quote|decision|draft):([\w-]+)\}")
NAMES = ("benefits", "coordination", "baseline", "procurement", "calls")


def thread_steps(stage: Stage) -> list[Step]:
    """Play the scripts; then let everybody follow, mute and read."""
    steps = [step for name in NAMES for step in script_steps(stage, name, f"threads/{name}")]
    for handle, name, level in CHOSEN:
        steps.append(stage.step(17, CHOSEN_AT, handle, _choice(stage, name, level)))
    for handle, upto in READ_UP_TO.items():
        for name, last in zip(NAMES, upto, strict=True):
            if last:
                steps.append(reading_step(stage, handle, name, last))
    return steps


def script_steps(stage: Stage, name: str, path: str) -> list[Step]:
    """Play the script at a path in `words/`; the thread stands under the name."""
    script = stage.script(path)
    first, *rest = script.cues

    def start(member: Member) -> None:
        stage.threads[name] = actions.start_thread(
            actor=member, title=script.title, body=_linked(stage, None, first.words)
        )

    steps = [stage.step(first.back, first.at, first.who, start)]
    return steps + [stage.step(cue.back, cue.at, cue.who, _act(stage, name, cue)) for cue in rest]


def _act(stage: Stage, name: str, cue: Cue) -> Callable[[Member], object]:
    """What a cue does when its time comes; the thread is read anew, since others spoke meanwhile."""

    def act(member: Member) -> object:
        thread = Thread.objects.select_related("group").get(pk=stage.threads[name].pk)
        words = _linked(stage, thread, cue.words)
        match cue.verb:
            case "post":
                return actions.add_post(actor=member, thread=thread, body=words)
            case "edit":
                post = Post.objects.select_related("thread").get(thread=thread, seq=cue.number)
                return actions.edit_post(actor=member, post=post, body=words, edits=post.edits)
            case "close":
                return actions.close_thread(actor=member, thread=thread, outcome=words)
            case "pin":
                return actions.pin_thread(actor=member, thread=thread, pinned=True)
        raise ValueError(f"{name}: nobody knows how to {cue.verb}")

    return act


def _linked(stage: Stage, thread: Thread | None, words: str) -> str:
    """Write out `{quote:3}`, `{decision:key}`, `{draft:key}` and `{call}` as links, the way the pages write them."""

    def link(found: re.Match[str]) -> str:
        kind, key = found.groups()
        if kind == "quote":
            post = Post.objects.select_related("author", "thread__group").get(thread=thread, seq=key)
            return f"[{post.author.name}, #{post.seq}]({post.get_absolute_url()})"
        if kind == "decision":
            return f"[{stage.decisions[key]}]({stage.decisions[key].get_absolute_url()})"
        draft = stage.drafts[key]
        return f"[{draft}]({draft.group.get_absolute_url()}drafts/{draft.number}/)"

    return _TOKEN.sub(link, words.replace("{call}", days.spoken(days.next_call(stage.today))))


def _choice(stage: Stage, name: str, level: str) -> Callable[[Member], object]:
    return lambda member: actions.choose_following(actor=member, thread=stage.threads[name], level=level)


def reading_step(stage: Stage, handle: str, name: str, last: int) -> Step:
    """Let somebody have read a thread up to a post by now."""

    def read() -> None:
        thread = Thread.objects.get(pk=stage.threads[name].pk)
        actions.mark_read(actor=stage.member(handle), thread=thread, first=1, last=last)

    return Step(stage.now, read)
