"""Who is in the room and where their caret is: identity from the server, everything else from a short list."""

import json

from workgroups.drafts.rooms.connection import Connection, Identity
from workgroups.drafts.rooms.protocol import Presence, cursor_of

COLOURS = 8
"""How many hues the style sheet has; the number goes with the person, not with the order of arrival."""


class PresenceBook:
    """The latest state of each client in the room, here and in other processes; told at most four times a second."""

    def __init__(self) -> None:
        self.states: dict[int, Presence] = {}
        self._fresh: dict[int, tuple[Connection, Presence]] = {}
        self._changed: set[int] = set()

    def take(self, connection: Connection, given: list[Presence]) -> None:
        """Keep what a socket says of its own clients; what it says of others is dropped."""
        for one in given:
            if one.client_id in connection.client_ids:
                self._fresh[one.client_id] = (connection, one)

    def take_remote(self, given: list[Presence]) -> None:
        """Keep what another process says of its members (already checked there)."""
        for one in given:
            known = self.states.get(one.client_id)
            if known is None or one.clock > known.clock or (one.clock == known.clock and one.state == "null"):
                self._store(one)

    def leave(self, connection: Connection) -> list[Presence]:
        """Forget a socket's clients; return the states that say so."""
        gone = []
        for client_id in connection.client_ids:
            fresh = self._fresh.get(client_id)
            if fresh and fresh[0] is connection:
                del self._fresh[client_id]
            if known := self.states.get(client_id):
                gone.append(Presence(client_id, known.clock + 1, "null"))
                self._store(gone[-1])
        return gone

    def changes(self) -> tuple[list[Presence], list[Presence]]:
        """What is new since the last call: (of this process's members, of everybody)."""
        own = []
        for client_id, (connection, given) in self._fresh.items():
            known = self.states.get(client_id)
            if known and given.clock <= known.clock and given.state != "null":
                continue
            own.append(Presence(client_id, given.clock, _checked(connection, given.state)))
            self._store(own[-1])
        self._fresh.clear()
        everybody = [self.states[one] for one in self._changed if one in self.states]
        for one in everybody:
            if one.state == "null":
                del self.states[one.client_id]
        self._changed.clear()
        return own, everybody

    def all(self) -> list[Presence]:
        return [one for one in self.states.values() if one.state != "null"]

    @property
    def waiting(self) -> bool:
        return bool(self._fresh or self._changed)

    def _store(self, one: Presence) -> None:
        self.states[one.client_id] = one
        self._changed.add(one.client_id)


def _checked(connection: Connection, state: str) -> str:
    if state == "null":
        return state
    cursor = cursor_of(state) if connection.may_edit else None
    return json.dumps({"user": identity_card(connection.identity), "cursor": cursor}, ensure_ascii=False)


def identity_card(identity: Identity) -> dict[str, object]:
    """What others are told of a member; `color` is for stock clients, `hue` for our style sheet."""
    hue = identity.person_id % COLOURS
    colour = ("#1f5a8c", "#8c3a1f", "#2e6b3f", "#6b3a86", "#7a5a00", "#0f6b6b", "#96305c", "#4a4f8f")[hue]
    return {
        "id": identity.person_id,
        "name": identity.name,
        "delegation": identity.delegation,
        "color": colour,
        "hue": hue,
    }
