"""Doors of drafts."""

import json

from tests.cast import Cast
from tests.doors import brought
from tests.doors.door import (
    CHAIRS,
    IN,
    MEMBERS_ONLY,
    MISSING,
    NOBODY,
    OFFICERS_ONLY,
    PARTICIPANTS,
    SIGN_IN,
    Door,
    Values,
    but,
    everyone,
    group,
    only,
    refused,
)
from workgroups.drafts.actions import (
    add_comment,
    add_reference,
    create_draft,
    decline_proposal,
    give_section,
    hand_in_section,
    lock_section,
    name_version,
    open_bracket,
    order_purge,
    put_forward,
    remove_comment,
    resolve_comment,
    take_section,
)
from workgroups.drafts.logic.blocks import fingerprint
from workgroups.drafts.models import Comment, CommentPost, Draft, DraftSection, Proposal
from workgroups.drafts.queries import document_of
from workgroups.groups.models import Group


def draft(cast: Cast) -> Values:
    made = create_draft(actor=cast.member("chair"), title="Issues paper", words="One paragraph.")
    return {"slug": cast.group.slug, "number": made.number}


def version(cast: Cast) -> Values:
    values = draft(cast)
    made = Draft.objects.get(group=cast.group, number=values["number"])
    return values | {"version": name_version(actor=cast.member("chair"), draft=made, label="First").number}


def moment(cast: Cast) -> Values:
    return draft(cast) | {"state": "at-1"}


def state(cast: Cast) -> Values:
    return {"state": "at-1"}


def review(cast: Cast) -> Values:
    return {"state": "review", "reason": ""}


def editing(cast: Cast) -> Values:
    return {"outline": "everybody", "open": "everybody", "review": "officers", "settled": "officers"}


def reason(cast: Cast) -> Values:
    return {"reason": "A name that must not stand there"}


def purge(cast: Cast) -> Values:
    values = draft(cast)
    made = Draft.objects.get(group=cast.group, number=values["number"])
    return values | {"purge": order_purge(actor=cast.member("chair"), draft=made, reason="Wrong").pk}


def block(cast: Cast) -> Values:
    values = draft(cast)
    return values | {"block": _first(cast)["attrs"]["id"]}


def edit(cast: Cast) -> Values:
    return {"words": "Other words.", "base": fingerprint(_first(cast))}


def _first(cast: Cast) -> dict:
    return document_of(Draft.objects.filter(group=cast.group).latest("pk"))["content"][0]


def new_draft(cast: Cast) -> Values:
    return {"title": "Another", "language": "en", "words": ""}


def captioned(cast: Cast) -> Values:
    return {"caption": "A figure without its picture"}


def work(cast: Cast) -> Values:
    return {"kind": "report", "title": "GovTech maturity", "authors": "World Bank", "year": "2023"}


def listed(cast: Cast) -> Values:
    made = add_reference(actor=cast.member("chair"), **work(cast))
    return {"slug": cast.group.slug, "key": made.key}


def label(cast: Cast) -> Values:
    return {"label": "Sent out"}


def restricted(cast: Cast) -> Values:
    return {"marking": "restricted"}


def proposal(cast: Cast) -> Values:
    """Put forward by the delegate, in a draft that the chair began."""
    values = block(cast)
    made = Draft.objects.get(group=cast.group, number=values["number"])
    given = {"base": fingerprint(_first(cast)), "content": [{"type": "paragraph"}], "kind": "delete"}
    one = put_forward(actor=cast.member("delegate"), draft=made, block=values["block"], **given)
    return {"slug": values["slug"], "number": values["number"], "proposal": one.number}


def declined(cast: Cast) -> Values:
    values = proposal(cast)
    decline_proposal(actor=cast.member("chair"), proposal=Proposal.objects.latest("pk"), answer="Not now.")
    return values


def queue(cast: Cast) -> Values:
    return {name: value for name, value in proposal(cast).items() if name != "proposal"}


def proposed(cast: Cast) -> Values:
    return edit(cast) | {"kind": "replace", "reason": "Clearer."}


def sent(cast: Cast) -> Values:
    content = [{"type": "paragraph", "content": [{"type": "text", "text": "Other words."}]}]
    return {"kind": "replace", "base": json.dumps(_first(cast)), "content": json.dumps(content)}


def accepted(cast: Cast) -> Values:
    return {"act": "accept", "proposal": [Proposal.objects.latest("pk").number]}


def pen(cast: Cast) -> Values:
    return {"people": [cast.delegate.pk]}


def pdf(cast: Cast) -> Values:
    return {"format": "pdf"}


def comment(cast: Cast) -> Values:
    """A comment of the observer."""
    values = draft(cast)
    made = Draft.objects.get(group=cast.group, number=values["number"])
    anchor = {"block": _first(cast)["attrs"]["id"]}
    post = add_comment(actor=cast.member("observer"), draft=made, anchor=anchor, body="Why?")
    return values | {"comment": post.comment.number}


def said(cast: Cast) -> Values:
    return comment(cast) | {"seq": 1}


def resolved(cast: Cast) -> Values:
    values = comment(cast)
    resolve_comment(actor=cast.member("chair"), comment=Comment.objects.latest("pk"))
    return values


def taken_away(cast: Cast) -> Values:
    values = said(cast)
    remove_comment(actor=cast.member("chair"), post=CommentPost.objects.latest("pk"))
    return values


def new_comment(cast: Cast) -> Values:
    return {"body": "Why?", "anchor": json.dumps({"block": _first(cast)["attrs"]["id"]}), "edits": 0}


def commenting(cast: Cast) -> Values:
    return {"commenting": "writers"}


# A form for no block in particular is nobody's.
NO_BLOCK = but(everyone(MISSING), anonymous=SIGN_IN)


def negotiated(cast: Cast) -> Values:
    """A bracket that the delegate opened, in a group that negotiates; the address of its block."""
    Group.objects.filter(pk=cast.group.pk).update(profile=Group.Profile.NEGOTIATING)
    values = block(cast)
    made = Draft.objects.get(group=cast.group, number=values["number"])
    open_bracket(actor=cast.member("delegate"), draft=made, block=values["block"], alternative="Two paragraphs.")
    return values


def text(cast: Cast) -> Values:
    return {name: value for name, value in negotiated(cast).items() if name != "block"}


def bracket(cast: Cast) -> Values:
    return text(cast) | {"bracket": 1}


def north(cast: Cast) -> Values:
    """For the chair's delegation: officers speak for any, a delegate of another does not."""
    return {"delegation": cast.member("chair").delegation.pk}


def standing(cast: Cast) -> Values:
    return north(cast) | {"kind": "general"}


def cleared(cast: Cast) -> Values:
    return north(cast) | {"kind": "supports"}


def disputed(cast: Cast) -> Values:
    return {"alternative": "Three paragraphs."}


def wording(cast: Cast) -> Values:
    return {"words": "Four paragraphs."}


def behind(cast: Cast) -> Values:
    return north(cast) | {"place": 1}


def cleaned(cast: Cast) -> Values:
    return edit(cast) | {"agreed": [cast.member("delegate").delegation.pk]}


def headed(cast: Cast) -> Values:
    """A heading of a draft."""
    made = create_draft(actor=cast.member("chair"), title="Issues paper", words="# Costs\n\nOne paragraph.")
    return {"slug": cast.group.slug, "number": made.number, "block": _first(cast)["attrs"]["id"]}


def section(cast: Cast) -> Values:
    """A section that the delegate's delegation writes."""
    values = headed(cast)
    made = Draft.objects.get(group=cast.group, number=values["number"])
    west = cast.member("delegate").delegation.pk
    one = give_section(actor=cast.member("chair"), draft=made, block=values["block"], delegations=[west])
    return {"slug": values["slug"], "number": values["number"], "section": one.number}


def _section() -> DraftSection:
    return DraftSection.objects.select_related("draft__group").latest("pk")


def handed_in(cast: Cast) -> Values:
    values = section(cast)
    hand_in_section(actor=cast.member("delegate"), section=_section())
    return values


def taken_back(cast: Cast) -> Values:
    values = section(cast)
    take_section(actor=cast.member("chair"), section=_section())
    return values


def locked(cast: Cast) -> Values:
    values = section(cast)
    lock_section(actor=cast.member("chair"), draft=_section().draft, block=_section().block)
    return values


def written_by(cast: Cast) -> Values:
    return {"people": [cast.cochair.pk]}


def tied(cast: Cast) -> Values:
    return {"block": _first(cast)["attrs"]["id"]}


ROWS = [
    Door("drafts:section-list", args=draft, get=MEMBERS_ONLY),
    Door("drafts:block-history", args=block, get=MEMBERS_ONLY),
    Door("drafts:section-rail", args=draft, get=MEMBERS_ONLY),
    Door("drafts:section-give", args=headed, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=written_by),
    Door("drafts:section-lock", args=headed, get=OFFICERS_ONLY, post=OFFICERS_ONLY),
    Door("drafts:section-hand-in", args=section, post=but(OFFICERS_ONLY, delegate=IN, delegate2=IN)),
    Door("drafts:section-reopen", args=handed_in, post=but(OFFICERS_ONLY, delegate=IN)),
    Door("drafts:section-take", args=section, post=OFFICERS_ONLY),
    Door("drafts:section-restore", args=taken_back, post=OFFICERS_ONLY),
    Door("drafts:section-unlock", args=locked, post=OFFICERS_ONLY),
    Door("drafts:section-tie", args=section, post=OFFICERS_ONLY, data=tied),
    Door("drafts:comment-list", args=draft, get=MEMBERS_ONLY),
    Door("drafts:comment-rail", args=draft, get=MEMBERS_ONLY),
    Door(
        "drafts:comment-add",
        args=draft,
        post=MEMBERS_ONLY,
        get=NO_BLOCK,
        data=new_comment,
    ),
    Door("drafts:comment-page", args=comment, get=MEMBERS_ONLY),
    Door("drafts:comment-answer", args=comment, post=MEMBERS_ONLY, data=new_comment),
    Door("drafts:comment-resolve", args=comment, post=MEMBERS_ONLY),
    Door("drafts:comment-reopen", args=resolved, post=MEMBERS_ONLY),
    Door("drafts:comment-edit", args=said, get=only("observer"), post=only("observer"), data=new_comment),
    Door("drafts:comment-history", args=said, get=MEMBERS_ONLY),
    Door("drafts:comment-remove", args=said, post=but(OFFICERS_ONLY, observer=IN)),
    Door("drafts:comment-restore", args=taken_away, post=only("chair")),
    Door("drafts:commenting-choose", args=draft, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=commenting),
    Door("drafts:draft-list", args=group, get=MEMBERS_ONLY),
    Door("drafts:draft-add", args=group, get=PARTICIPANTS, post=PARTICIPANTS, data=new_draft),
    Door("drafts:reference-list", args=group, get=MEMBERS_ONLY),
    Door("drafts:reference-add", args=group, get=PARTICIPANTS, post=PARTICIPANTS, data=work),
    Door("drafts:reference-edit", args=listed, get=PARTICIPANTS, post=PARTICIPANTS, data=work),
    Door("drafts:reference-remove", args=listed, post=PARTICIPANTS),
    Door("drafts:reference-restore", args=listed, post=PARTICIPANTS),
    Door("drafts:draft-page", args=draft, get=MEMBERS_ONLY),
    Door("drafts:draft-text", args=draft, get=MEMBERS_ONLY),
    # What is said on the line goes by an ASGI application of its own: who may is asked in tests/drafts/test_lane.py.
    Door("drafts:draft-line", args=draft, post=MEMBERS_ONLY),
    Door("drafts:draft-since", args=draft, get=MEMBERS_ONLY),
    Door("drafts:draft-seen", args=draft, post=MEMBERS_ONLY),
    Door("drafts:block-edit", args=block, get=PARTICIPANTS, post=PARTICIPANTS, data=edit),
    Door("drafts:fault-list", args=draft, get=PARTICIPANTS),
    Door("drafts:picture-add", args=draft, post=refused(PARTICIPANTS)),  # without a picture
    Door("drafts:draft-state", args=draft, get=MEMBERS_ONLY, post=OFFICERS_ONLY, data=review),
    Door("drafts:state-rules", args=group, get=MEMBERS_ONLY, post=OFFICERS_ONLY, data=editing),
    Door("drafts:figure-add", args=draft, get=PARTICIPANTS, post=refused(PARTICIPANTS), data=captioned),
    Door("drafts:draft-marking", args=draft, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=restricted),
    Door("drafts:version-list", args=draft, get=MEMBERS_ONLY),
    Door("drafts:version-add", args=draft, get=PARTICIPANTS, post=PARTICIPANTS, data=label),
    Door("drafts:version-page", args=version, get=MEMBERS_ONLY),
    Door("drafts:draft-authors", args=draft, get=MEMBERS_ONLY),
    Door("drafts:purge-add", args=draft, get=CHAIRS, post=CHAIRS, data=reason),
    Door("drafts:purge-page", args=purge, get=CHAIRS, post=CHAIRS),
    Door("drafts:moment-list", args=draft, get=MEMBERS_ONLY),
    Door("drafts:moment-page", args=moment, get=MEMBERS_ONLY),
    Door("drafts:state-restore", args=draft, post=PARTICIPANTS, data=state),
    Door("drafts:version-compare", args=draft, get=MEMBERS_ONLY),
    # Observers propose like everybody who may speak; officers and whoever began the draft answer.
    Door("drafts:proposal-add", args=block, get=MEMBERS_ONLY, post=MEMBERS_ONLY, data=proposed),
    Door("drafts:proposal-send", args=block, post=MEMBERS_ONLY, data=sent),
    Door("drafts:proposal-list", args=draft, get=MEMBERS_ONLY),
    Door("drafts:proposal-rail", args=draft, get=MEMBERS_ONLY),
    Door("drafts:proposal-page", args=proposal, get=MEMBERS_ONLY),
    Door("drafts:proposal-answer", args=queue, post=OFFICERS_ONLY, data=accepted),
    Door("drafts:proposal-merge", args=proposal, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=edit),
    Door("drafts:proposal-reopen", args=declined, post=OFFICERS_ONLY),
    Door("drafts:proposal-withdraw", args=proposal, post=only("delegate", "delegate2")),
    Door("drafts:draft-pen", args=draft, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=pen),
    Door("drafts:copy-list", args=draft, get=MEMBERS_ONLY, post=MEMBERS_ONLY, data=pdf),
    Door("drafts:matrix-page", args=draft, get=MEMBERS_ONLY),
    *brought.ROWS,
    # Brackets and positions: only in groups that negotiate.
    Door("drafts:clearing-page", args=draft, get=MEMBERS_ONLY, post=PARTICIPANTS, data=cleared),
    Door("drafts:consensus", args=text, get=MEMBERS_ONLY),
    Door("drafts:consensus", args=draft, get=but(NOBODY, anonymous=SIGN_IN), case="in a group that exchanges"),
    Door("drafts:bracket-add", args=negotiated, get=PARTICIPANTS, post=PARTICIPANTS, data=disputed),
    Door("drafts:position-set", args=negotiated, get=MEMBERS_ONLY, post=PARTICIPANTS, data=standing),
    Door("drafts:bracket-rail", args=text, get=MEMBERS_ONLY),
    Door("drafts:bracket-page", args=bracket, get=MEMBERS_ONLY),
    Door("drafts:alternative-add", args=bracket, post=PARTICIPANTS, data=wording),
    Door("drafts:bracket-support", args=bracket, post=PARTICIPANTS, data=behind),
    Door("drafts:bracket-clean", args=bracket, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=cleaned),
]
