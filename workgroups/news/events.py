"""What happens in the news of a programme; all of it in the site's log."""

from dataclasses import dataclass
from typing import ClassVar

from workgroups.events.events import Audience, Event


@dataclass(frozen=True)
class ArticleWritten(Event):
    """A draft: nobody else needs to know of it."""

    name: ClassVar[str] = "news.article_written"
    log = "site"
    shows = ("news:{programme_id}",)
    programme_id: int
    article_id: int
    actor_id: int

    def audience(self) -> Audience:
        return Audience.person(self.actor_id)


@dataclass(frozen=True)
class ArticleEdited(Event):
    name: ClassVar[str] = "news.article_edited"
    log = "site"
    told = "public"
    shows = ("news:{programme_id}",)
    programme_id: int
    article_id: int
    actor_id: int


@dataclass(frozen=True)
class ArticlePublished(Event):
    name: ClassVar[str] = "news.article_published"
    log = "site"
    told = "public"
    shows = ("news:{programme_id}",)
    programme_id: int
    article_id: int
    actor_id: int


@dataclass(frozen=True)
class ArticleWithdrawn(Event):
    name: ClassVar[str] = "news.article_withdrawn"
    log = "site"
    told = "public"
    shows = ("news:{programme_id}",)
    programme_id: int
    article_id: int
    actor_id: int


@dataclass(frozen=True)
class CommentAdded(Event):
    """Somebody without an account wrote; `comment_id` leads to the mail that proves their address."""

    name: ClassVar[str] = "news.comment_added"
    log = "site"
    told = "officers"
    programme_id: int
    comment_id: int


@dataclass(frozen=True)
class CommentVerified(Event):
    name: ClassVar[str] = "news.comment_verified"
    log = "site"
    told = "officers"
    programme_id: int
    comment_id: int


@dataclass(frozen=True)
class CommentAddressForgotten(Event):
    """The address behind a decided comment has served and is gone."""

    name: ClassVar[str] = "news.comment_address_forgotten"
    log = "site"
    told = "officers"
    programme_id: int
    comment_id: int


@dataclass(frozen=True)
class CommentLapsed(Event):
    """Nobody confirmed the address in time: the comment is gone."""

    name: ClassVar[str] = "news.comment_lapsed"
    log = "site"
    told = "officers"
    shows = ("comments:{programme_id}",)
    programme_id: int
    comment_id: int


@dataclass(frozen=True)
class CommentDecided(Event):
    """Published, rejected, or taken up again; the comment says which."""

    name: ClassVar[str] = "news.comment_decided"
    log = "site"
    told = "officers"
    programme_id: int
    comment_id: int
    actor_id: int


@dataclass(frozen=True)
class TimelineChanged(Event):
    name: ClassVar[str] = "news.timeline_changed"
    log = "site"
    told = "public"
    shows = ("news:{programme_id}",)
    programme_id: int
    actor_id: int
