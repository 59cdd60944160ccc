"""The socket's door: a plain ASGI application, because a consumer's dispatch costs more than the work."""

from functools import partial
from typing import Any
from urllib.parse import parse_qs

from django.contrib.auth.models import AnonymousUser

from workgroups.core.wire import wire_of
from workgroups.drafts.logic import limits, schema
from workgroups.drafts.logic.keystrokes import Typed, typed
from workgroups.drafts.logic.preparse import Parsed, Reader, Refusal, parse
from workgroups.drafts.rooms import admission, protocol
from workgroups.drafts.rooms.connection import Connection, Receive, Send
from workgroups.drafts.rooms.hub import Hub, hub
from workgroups.drafts.rooms.room import Room
from workgroups.drafts.rooms.writer import in_thread

_CHANGE = bytes((protocol.SYNC, protocol.UPDATE))


async def endpoint(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """`/ws/groups/<slug>/drafts/<number>/`: the y-websocket protocol; `?ack=1` asks for acknowledgements.

    Who may not enter gets a refused handshake (HTTP 403): 4401 for nobody, 4404 for a stranger, draft or no draft.
    """
    if (await receive())["type"] != "websocket.connect":
        return
    person = scope.get("user") or AnonymousUser()
    session = scope.get("session")
    if not person.is_authenticated or session is None:
        await send({"type": "websocket.close", "code": protocol.CLOSE_CODES["signed-out"]})
        return
    place = scope["url_route"]["kwargs"]
    given = await in_thread(admission.admit, person, session, place["slug"], place["number"])
    if given is None:
        await send({"type": "websocket.close", "code": protocol.CLOSE_CODES["unknown"]})
        return
    await send({"type": "websocket.accept"})
    asked = {key: values[0] for key, values in parse_qs(scope["query_string"].decode("latin-1")).items()}
    wants_ack = asked.get("ack") == "1"
    wire = wire_of(scope)
    connection = Connection(send, given.identity, given.stamp, may_edit=given.may_edit, wants_ack=wants_ack, wire=wire)
    if outdated(asked, given):
        code = protocol.CLOSE_CODES["outdated"]
        await send({"type": "websocket.close", "code": code, "reason": "please reload the page"})
        return
    here = hub()
    here.count_on(connection)
    room = await here.room(given.draft_id, given.group_id)
    room.enter(connection)
    here.present += 1
    try:
        await _serve(here, room, connection, receive)
    finally:
        if wire is not None:
            wire.taker = None
        room.leave(connection)
        here.present -= 1
        here.note_flood(connection)
        here.note_visit(room, connection)


def outdated(asked: dict[str, str], given: admission.Pass) -> bool:
    """An older page must not receive a block that it would delete for everybody; a stock client names no version.

    Who writes with the newest schema may put in something new at any moment, so every page must know it, not only
    what its draft holds today; and a draft that holds more than this server knows is for newer servers alone.
    """
    known = str(schema.VERSION) if given.schema_version <= schema.VERSION else "none"
    return ("schema" in asked and asked["schema"] != known) or ("epoch" in asked and asked["epoch"] != str(given.epoch))


async def _serve(here: Hub, room: Room, connection: Connection, receive: Receive) -> None:
    """Take message after message; while one waits for the database, those after it wait behind it."""
    if connection.wire is not None:
        connection.wire.taker = partial(take_at_once, room, connection)
    while True:
        connection.busy = False
        message = await receive()
        connection.busy = True
        if message["type"] == "websocket.disconnect":
            return
        if connection.closing:
            continue
        data = message.get("bytes")
        try:
            if data is None:
                raise Refusal("malformed", "messages are binary")
            connection.count(len(data))
            await take(here, room, connection, data)
        except Refusal as fault:
            connection.refuse(fault)


def take_at_once(room: Room, connection: Connection, data: bytes) -> bool:
    """Take a change of whom the room knows, straight from the wire; False, and nothing done, for anything else."""
    if connection.busy or not connection.may_edit or data[:2] != _CHANGE:
        return connection.closing
    if connection.closing:
        return True
    try:
        change = _change(data)
        if any(client not in connection.client_ids for client, _start, _end in change.structs):
            return False
        connection.count(len(data))
        room.offer(connection, change)
    except Refusal as fault:
        connection.refuse(fault)
    return True


def _change(data: bytes) -> Typed | Parsed:
    """What the frame of a change brings, with little ado where that is typing."""
    if len(data) > 3 and data[2] == len(data) - 3 and (run := typed(data, 3)):
        return run
    return parse(Reader(data, 2).raw())


async def take(here: Hub, room: Room, connection: Connection, data: bytes) -> None:
    """One frame of a page, by whatever way it came; raises `Refusal`."""
    reader = Reader(data)
    kind = reader.uint()
    if kind == protocol.SYNC:
        step = reader.uint()
        body = reader.raw()
        if step == protocol.STEP1:
            room.answer(connection, _vector(body))
        elif step in {protocol.STEP2, protocol.UPDATE}:
            await _take_update(here, room, connection, body, answer=step == protocol.STEP2)
        else:
            raise Refusal("malformed", "unknown sync message")
    elif kind == protocol.AWARENESS:
        given = protocol.read_presence(reader)
        await here.bind(room, connection, {one.client_id for one in given[:2] if one.state != "null"})
        room.take_presence(connection, given)
    elif kind == protocol.ASK_AWARENESS:
        connection.push(protocol.presence_frame(room.presence.all()))
    elif kind == protocol.PING:
        connection.push(bytes((protocol.PING,)))


def _vector(body: bytes) -> bytes:
    """A state vector, read before pycrdt sees it."""
    reader = Reader(body)
    count = reader.uint()
    if count > limits.STRUCTS:
        raise Refusal("size", "state too large")
    for _ in range(2 * count):
        reader.uint()
    return body


async def _take_update(here: Hub, room: Room, connection: Connection, body: bytes, *, answer: bool) -> None:
    """An update, or a client's answer to our step 1 (which may bring what others wrote before a crash)."""
    parsed = parse(body)
    clients = {client for client, _start, _end in parsed.structs}
    if not connection.may_edit:
        _refuse_reader(room, connection, clients, answer=answer)
        return
    if not clients <= connection.client_ids:
        await here.bind(room, connection, clients)
        strangers = clients - connection.client_ids
        if strangers and (not answer or any(_present(room, one) for one in strangers)):
            raise Refusal("foreign", "these changes carry somebody else's mark")
    if answer:
        connection.synced = True
    room.offer(connection, parsed.typed or parsed)


def _refuse_reader(room: Room, connection: Connection, clients: set[int], *, answer: bool) -> None:
    """A reader's answer to our step 1 repeats what others wrote and is let fall; a change of their own ends it.

    What only takes out is let fall too: Yjs tidies marks after what others wrote, in the page of a reader as well.
    """
    own = {one for one in clients if room.owners.get(one) == connection.identity.person_id}
    if clients and (not answer or own | (clients & connection.client_ids)):
        raise Refusal("forbidden", "you may read this draft, not write in it")


def _present(room: Room, client_id: int) -> bool:
    """Whether the owner of a client id is here and in step, so that nobody else can bring what they wrote."""
    return any(client_id in member.client_ids and member.synced for member in room.members)
