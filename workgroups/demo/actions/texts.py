"""The issues paper and the minutes: begun, changed block by block, with proposals and comments, frozen under names."""

from collections.abc import Callable

from workgroups.demo.actions.stage import Stage, Step
from workgroups.demo.logic.scripts import Cue, Script
from workgroups.drafts import actions
from workgroups.drafts.models import Comment, Draft
from workgroups.drafts.queries import Block, blocks_in
from workgroups.groups.permissions import Member
from workgroups.meetings.actions import open_minutes

NAMES = ("minutes-1", "words", "minutes-2", "paper")


def text_steps(stage: Stage) -> list[Step]:
    """Play the scripts of the texts."""
    return [step for name in NAMES for step in draft_steps(stage, name, f"texts/{name}")]


def draft_steps(stage: Stage, name: str, path: str) -> list[Step]:
    """Play the script at a path in `words/`; the draft stands under the name."""
    script = stage.script(path)
    return [stage.step(cue.back, cue.at, cue.who, _act(stage, name, script, cue)) for cue in script.cues]


def _act(stage: Stage, name: str, script: Script, cue: Cue) -> Callable[[Member], object]:
    def act(member: Member) -> object:
        match cue.verb:
            case "draft":
                stage.drafts[name] = actions.create_draft(actor=member, title=script.title, words=cue.words)
                return None
            case "minutes":
                stage.drafts[name] = open_minutes(actor=member, meeting=stage.meetings[name], words=cue.words)
                return None
        draft = Draft.objects.select_related("group").get(pk=stage.drafts[name].pk)
        if cue.verb == "version":
            return actions.name_version(actor=member, draft=draft, label=cue.words)
        if cue.verb in {"answer", "resolve"}:
            _on_comment(member, draft.comments.get(number=cue.number), cue.words)
            return None
        {"propose": _propose, "comment": _comment}.get(cue.verb, _change)(member, draft, cue.words)
        return None

    return act


def _change(member: Member, draft: Draft, words: str) -> None:
    """Give the block that begins with the first line's words what follows that line."""
    block, fresh = _block(draft, words)
    actions.edit_block(actor=member, draft=draft, block_id=block.block_id, base=block.fingerprint, words=fresh.strip())


def _propose(member: Member, draft: Draft, words: str) -> None:
    """Put forward what follows the first line for the block that begins like it; the reason comes after `Because:`."""
    block, rest = _block(draft, words)
    fresh, _, reason = rest.partition("Because:")
    actions.put_forward(
        actor=member,
        draft=draft,
        block=block.block_id,
        kind="replace",
        base=block.fingerprint,
        content=fresh.strip(),
        reason=reason.strip().capitalize(),
    )


def _comment(member: Member, draft: Draft, words: str) -> None:
    """Say what follows the first line about the block that begins like it."""
    block, said = _block(draft, words)
    actions.add_comment(actor=member, draft=draft, anchor={"block": block.block_id}, body=said.strip())


def _on_comment(member: Member, comment: Comment, words: str) -> None:
    """Answer with these words; without any, resolve it."""
    if words:
        actions.answer_comment(actor=member, comment=comment, body=words)
    else:
        actions.resolve_comment(actor=member, comment=comment)


def _block(draft: Draft, words: str) -> tuple[Block, str]:
    beginning, _, rest = words.partition("\n")
    (block,) = [one for one in blocks_in(draft) if one.words.startswith(beginning.strip())]
    return block, rest
