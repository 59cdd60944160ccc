"""Who may comment on a draft, which is not who may edit it; and the guarded way to a comment."""

from collections.abc import Callable
from datetime import timedelta

from workgroups.core import clock
from workgroups.core.errors import Missing
from workgroups.drafts.models import Comment, CommentPost, Draft
from workgroups.drafts.permissions.drafts import can_edit, can_read
from workgroups.groups.permissions import Member, can_manage, can_participate, can_speak, markings_read, require

FINISHED = frozenset({Draft.State.ADOPTED, Draft.State.CLOSED})
EDITED_FOR = timedelta(days=1)
"""How long somebody may still change what they said."""


def can_comment(member: Member, draft: Draft) -> bool:
    """Whoever reads the draft, unless officers kept comments to those who may edit; guests of a pass have none."""
    is_open = can_read(member, draft) and can_speak(member) and draft.state not in FINISHED
    return is_open and (draft.commenting == Draft.Commenting.MEMBERS or can_participate(member))


def can_answer(member: Member, comment: Comment) -> bool:
    """Who may comment; a resolved comment is opened again first."""
    return can_comment(member, comment.draft)


def can_resolve(member: Member, comment: Comment) -> bool:
    """Who may edit the draft, and whoever began the comment; also to open it again."""
    own = comment.posts.filter(seq=1, author=member.person)
    return can_edit(member, comment.draft) or (can_comment(member, comment.draft) and own.exists())


def can_edit_post(member: Member, post: CommentPost) -> bool:
    """The author, within a day; how it read before stays readable."""
    own = post.author_id == member.person.pk and post.removed_at is None
    return own and clock.now() < post.posted_at + EDITED_FOR and can_comment(member, post.comment.draft)


def can_remove_post(member: Member, post: CommentPost) -> bool:
    """The author and officers."""
    if post.removed_at is not None or not can_read(member, post.comment.draft):
        return False
    return can_speak(member) and (can_manage(member) or post.author_id == member.person.pk)


def can_restore_post(member: Member, post: CommentPost) -> bool:
    """Whoever removed it, while its words are kept for that."""
    if post.removed_at is None or post.removed_by_id != member.person.pk or not can_speak(member):
        return False
    return bool(post.body) and clock.now() < post.removed_at + clock.UNDO


def can_choose_commenting(member: Member, draft: Draft) -> bool:
    """Officers say who may comment on a draft."""
    return can_read(member, draft) and can_manage(member) and can_speak(member)


_COMMENT_ACTS: dict[str, Callable[[Member, Comment], bool]] = {"answer": can_answer, "resolve": can_resolve}
_POST_ACTS: dict[str, Callable[[Member, CommentPost], bool]] = {
    "edit": can_edit_post,
    "remove": can_remove_post,
    "restore": can_restore_post,
}


def comment_for(member: Member, number: int, comment: int, *, may: str = "read") -> Comment:
    """A comment on one of the group's drafts; raises Missing or NotAllowed."""
    found = (
        Comment.objects.select_related("draft__group", "resolved_by")
        .filter(draft__group=member.group, draft__number=number, draft__marking__in=markings_read(member))
        .filter(number=comment)
        .first()
    )
    if found is None:
        raise Missing
    require(may == "read" or _COMMENT_ACTS[may](member, found))
    return found


def comment_post_for(member: Member, number: int, comment: int, seq: int, *, may: str = "read") -> CommentPost:
    """What somebody said in a comment; a tombstone is Missing, except to have its removal undone."""
    is_tombstone = may == "restore"
    found = CommentPost.objects.select_related("comment__draft__group", "author", "delegation__body").filter(
        comment__draft__group=member.group,
        comment__draft__number=number,
        comment__draft__marking__in=markings_read(member),
        comment__number=comment,
        seq=seq,
        removed_at__isnull=not is_tombstone,
    )
    post = found.first()
    if post is None:
        raise Missing
    require(may == "read" or _POST_ACTS[may](member, post))
    return post
