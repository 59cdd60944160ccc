"""What happens in threads."""

from dataclasses import dataclass, field
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from workgroups.events.events import Audience, Event, Log, Told
from workgroups.groups.events import OfMarked


@dataclass(frozen=True)
class OfThread(OfMarked):
    """Something that open pages of a thread and the list of threads show."""

    shows: ClassVar[tuple[str, ...]] = ("thread:{thread_id}", "threads")

    group_id: int
    thread_id: int
    actor_id: int
    marking: str = field(kw_only=True, default="group")


@dataclass(frozen=True)
class ThreadStarted(OfThread, Event):
    """A thread with its first post; `mentioned` are persons' ids."""

    name: ClassVar[str] = "threads.thread_started"
    words = _("started a thread")
    post_id: int
    mentioned: tuple[int, ...]


@dataclass(frozen=True)
class PostAdded(OfThread, Event):
    name: ClassVar[str] = "threads.post_added"
    words = _("posted")
    post_id: int
    mentioned: tuple[int, ...]


@dataclass(frozen=True)
class PostEdited(OfThread, Event):
    """`mentioned` are those who were not mentioned before the edit."""

    name: ClassVar[str] = "threads.post_edited"
    words = _("edited a post")
    post_id: int
    mentioned: tuple[int, ...]


@dataclass(frozen=True)
class PostRemoved(OfThread, Event):
    name: ClassVar[str] = "threads.post_removed"
    words = _("removed a post")
    post_id: int


@dataclass(frozen=True)
class PostRestored(OfThread, Event):
    """A removal was undone in time; `mentioned` are those whose notice went with the post."""

    name: ClassVar[str] = "threads.post_restored"
    words = _("restored a post")
    post_id: int
    mentioned: tuple[int, ...]


@dataclass(frozen=True)
class PostPurged(OfThread, Event):
    """A removed post has lost its words for good."""

    name: ClassVar[str] = "threads.post_purged"
    when_closed = True
    post_id: int


@dataclass(frozen=True)
class ThreadClosed(OfThread, Event):
    name: ClassVar[str] = "threads.thread_closed"
    words = _("closed a thread")


@dataclass(frozen=True)
class ThreadReopened(OfThread, Event):
    name: ClassVar[str] = "threads.thread_reopened"
    words = _("reopened a thread")


@dataclass(frozen=True)
class ThreadPinned(OfThread, Event):
    """Put on top of the list, or taken from there."""

    name: ClassVar[str] = "threads.thread_pinned"
    words = _("pinned or unpinned a thread")


@dataclass(frozen=True)
class ThreadMarked(OfThread, Event):
    """A thread has another marking. Who may no longer know of it hears this last thing: their pages close it."""

    name: ClassVar[str] = "threads.thread_marked"
    before: str

    def audience(self) -> Audience:
        return Audience.group()


@dataclass(frozen=True)
class OfReader:
    """Something that only one reader's own pages show."""

    log: ClassVar[Log] = "person"
    told: ClassVar[Told] = "person"
    shows: ClassVar[tuple[str, ...]] = ("threads",)

    group_id: int
    thread_id: int
    person_id: int


@dataclass(frozen=True)
class PostsRead(OfReader, Event):
    """A person has read posts; thread 0 stands for all threads of the group."""

    name: ClassVar[str] = "threads.posts_read"
    when_closed = True


@dataclass(frozen=True)
class FollowingChosen(OfReader, Event):
    name: ClassVar[str] = "threads.following_chosen"
    when_closed = True
