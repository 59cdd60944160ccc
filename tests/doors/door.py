"""The permission matrix: how a door is declared, and the profiles that say who gets what.

Each app declares its doors in `tests/doors/<app>.py` as `ROWS`; sockets stand in `tests/doors/sockets.py`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from tests.cast import DELEGATES, EVERYONE, MEMBERS, OFFICERS, STRANGERS, Cast


class Answer(Enum):
    """What a door answers to one of the cast."""

    IN = "let in"  # 2xx, or sent on to another page
    SIGN_IN = "asked to sign in"  # sent to sign-in, or 401 with the posted text kept
    FORBIDDEN = "visible, not allowed"  # 403
    MISSING = "invisible"  # 404
    CLOSED = "no such method"  # 405
    REFUSED = "a rule says no"  # 409, 422
    PROVE = "asked once more who it is"  # sent to the page of proof


IN, SIGN_IN, FORBIDDEN, MISSING = Answer.IN, Answer.SIGN_IN, Answer.FORBIDDEN, Answer.MISSING
CLOSED, REFUSED, PROVE = Answer.CLOSED, Answer.REFUSED, Answer.PROVE

Profile = Mapping[str, Answer]
Values = dict[str, Any]


def everyone(answer: Answer) -> dict[str, Answer]:
    """The same answer for the whole cast."""
    return dict.fromkeys(EVERYONE, answer)


def but(profile: Profile, **others: Answer) -> Profile:
    """A profile with exceptions: `but(MEMBERS, observer=FORBIDDEN)`."""
    if unknown := set(others) - set(EVERYONE):
        raise ValueError(f"not in the cast: {sorted(unknown)}")
    return {**profile, **others}


def refused(profile: Profile) -> Profile:
    """Whoever would be let in hears that a rule says no: for a post that can never be valid in a test."""
    return {who: REFUSED if answer is IN else answer for who, answer in profile.items()}


PUBLIC: Profile = everyone(IN)
SIGNED_IN: Profile = but(PUBLIC, anonymous=SIGN_IN)
# What guards an account: the cast came in a while ago, and has no password.
PROVEN: Profile = but(everyone(PROVE), anonymous=SIGN_IN)
# Any current seat or office, observers too: read, post, answer an invitation.
MEMBERS_ONLY: Profile = {**dict.fromkeys(MEMBERS, IN), **dict.fromkeys(STRANGERS, MISSING), "anonymous": SIGN_IN}
# Participating delegations and officers: vote, edit a draft.
PARTICIPANTS: Profile = but(MEMBERS_ONLY, observer=FORBIDDEN)
# Chair, co-chair, secretariat: manage.
OFFICERS_ONLY: Profile = {**PARTICIPANTS, **dict.fromkeys(DELEGATES, FORBIDDEN)}
# Chair and co-chair: sign off.
CHAIRS: Profile = but(OFFICERS_ONLY, secretariat=FORBIDDEN)
NOBODY: Profile = everyone(MISSING)


def only(*allowed: str) -> Profile:
    """These members and nobody else: `only("delegate")` for what belongs to one person."""
    if unknown := set(allowed) - set(MEMBERS):
        raise ValueError(f"not members: {sorted(unknown)}")
    return {**dict.fromkeys(MEMBERS, FORBIDDEN), **MEMBERS_STRANGERS, **dict.fromkeys(allowed, IN)}


MEMBERS_STRANGERS: Profile = {who: MEMBERS_ONLY[who] for who in (*STRANGERS, "anonymous")}


def nothing(cast: Cast) -> Values:
    """No values."""
    return {}


def no_headers(cast: Cast) -> dict[str, str]:
    """No headers but the usual."""
    return {}


def group(cast: Cast) -> Values:
    """The address of the cast's group."""
    return {"slug": cast.group.slug}


@dataclass(frozen=True)
class Door:
    """One URL name, and what it answers to whom. A method that is not declared must be closed (405; where no row
    names it, `delete` is not asked).

    `args` is called with the cast before each method is asked, `data` before each of the cast asks; they make what
    they need through actions. Whatever a request writes is undone before the next one asks. `case` tells apart the
    rows of one name.
    """

    name: str
    get: Profile | None = None
    post: Profile | None = None
    delete: Profile | None = None
    args: Callable[[Cast], Values] = nothing
    data: Callable[[Cast], Values] = nothing
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Callable[[Cast], dict[str, str]] = no_headers
    case: str = ""
    proved: bool = False

    def __str__(self) -> str:
        return f"{self.name} ({self.case})" if self.case else self.name

    @property
    def methods(self) -> dict[str, Profile]:
        """The declared methods with their profiles."""
        declared = {"get": self.get, "post": self.post, "delete": self.delete}
        return {method: profile for method, profile in declared.items() if profile is not None}


@dataclass(frozen=True)
class Socket:
    """One message of a socket, and what each of the cast gets for it.

    `route` is as written in the app's routing.py, whose `MESSAGES` names what a page may say there; `open` is
    coming in at all. `path` gives the address and makes what it needs; `say` the frames to send, text or bytes.
    IN is a socket that stays open, or the answer `reads` finds in what came back; the others are its close codes:
    4401 SIGN_IN, 4403 FORBIDDEN, 4404 MISSING, 4409 REFUSED (a handshake turned away without a code stands as 1000).
    """

    route: str
    message: str
    hears: Profile
    path: Callable[[Cast], str]
    say: Callable[[Cast], list[str | bytes]] = lambda cast: []
    reads: Callable[[list[str | bytes]], Answer] = lambda frames: Answer.IN

    def __str__(self) -> str:
        return f"{self.route} {self.message}"


__all__ = [
    "CHAIRS", "CLOSED", "FORBIDDEN", "IN", "MEMBERS_ONLY", "MISSING", "NOBODY", "OFFICERS", "OFFICERS_ONLY",
    "PARTICIPANTS", "PROVE", "PROVEN", "PUBLIC", "REFUSED", "SIGNED_IN", "SIGN_IN", "Answer", "Door", "Profile",
    "Socket", "Values", "but", "everyone", "group", "nothing", "only", "refused",
]  # fmt: skip
