"""A group with a draft, and a real web process to join it."""

import itertools
import os
import signal
import socket
import subprocess
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.drafts.client import Client
from workgroups.accounts.models import Person
from workgroups.core.supervisor import commands
from workgroups.core.supervisor.places import ROOT
from workgroups.drafts import actions
from workgroups.drafts.models import Draft
from workgroups.groups import actions as groups
from workgroups.groups.models import Delegation, Group
from workgroups.groups.permissions import Member, member_of

_numbers = itertools.count(1)


@dataclass
class Room:
    """A group of two writers, one observer and one outsider, with one draft."""

    group: Group
    draft: Draft
    people: dict[str, Person]

    def member(self, name: str) -> Member:
        found = member_of(self.people[name], self.group)
        assert found
        return found

    @property
    def path(self) -> str:
        return f"/ws/groups/{self.group.slug}/drafts/{self.draft.number}/"


def make_room(slug: str = "cloud") -> Room:
    """Write the group and its draft through the actions."""
    people = {}
    for name in ("chair", "ana", "ben", "observer", "outsider"):
        people[name] = Person.somebody(name=name.title(), email=f"{name}@{slug}.example", is_operator=name == "chair")
        people[name].save()
    chair = people["chair"]
    programme = groups.create_programme(actor=chair, slug=slug, name="Exchange")
    group = groups.create_group(actor=chair, programme=programme, slug=slug, name="Cloud")
    delegation = groups.add_delegation(actor=chair, group=group, body_name=f"Uruguay {slug}")
    watching = groups.add_delegation(
        actor=chair, group=group, body_name=f"Observers {slug}", standing=Delegation.Standing.OBSERVING
    )
    groups.take_seat(actor=chair, delegation=delegation, person=people["ana"])
    groups.take_seat(actor=chair, delegation=delegation, person=people["ben"])
    groups.take_seat(actor=chair, delegation=watching, person=people["observer"])
    member = member_of(people["ana"], group)
    assert member
    draft = actions.create_draft(actor=member, title="Issues paper", words="# First\n\nSome words.")
    return Room(group, draft, people)


@pytest.fixture
def room(db: None) -> Room:
    """The group and its draft, inside the test's transaction."""
    return make_room()


def cookie_of(person: Person) -> str:
    """A signed-in session, as a Cookie header."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


class Web:
    """A web process on the tests' database."""

    def __init__(self, env: dict[str, str] | None = None) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.env = env or {}
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> "Web":
        values = connection.settings_dict
        url = f"postgresql://{values['USER']}@/{values['NAME']}?host={values['HOST']}&port={values['PORT']}"
        env = {**os.environ, "DATABASE_URL": url, **self.env}
        self.process = subprocess.Popen(commands.web("127.0.0.1", self.port), cwd=ROOT, env=env)
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                time.sleep(0.05)
            else:
                return self
        raise RuntimeError("web did not start")

    def kill(self) -> None:
        if self.process:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.kill()


@pytest.fixture(scope="session")
def web(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Web]:
    """One web process for all tests (whoever kills it starts it again)."""
    with django_db_blocker.unblock():
        server = Web().start()
    yield server
    server.stop()


Join = Callable[..., Awaitable[Client]]


@pytest.fixture
async def join(transactional_db: None, web: Web) -> AsyncIterator[Join]:
    """Open sockets as people of a room; all are closed afterwards."""
    opened: list[Client] = []

    async def enter(
        room: Room, who: str, *, query: str = "?ack=1", server: Web | None = None, **more: object
    ) -> Client:
        cookie = await sync_to_async(cookie_of)(room.people[who])
        port = (server or web).port
        client = Client(f"ws://127.0.0.1:{port}{room.path}{query}", cookie, f"http://localhost:{port}", **more)
        opened.append(client)
        await client.open()
        return client

    yield enter
    for client in opened:
        await client.close()
    await sync_to_async(until_idle)()


def until_idle(longest: float = 10.0) -> None:
    """Wait until the web process has noted what it notes when sockets close: the flush after a test locks tables."""
    busy = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    quiet, deadline = 0, time.monotonic() + longest
    while quiet < 4 and time.monotonic() < deadline:
        time.sleep(0.05)
        with connection.cursor() as cursor:
            cursor.execute(f"{busy} AND state <> 'idle'")
            quiet = 0 if cursor.fetchone()[0] else quiet + 1
    connection.close()


@pytest.fixture
async def shared(transactional_db: None) -> AsyncIterator[Room]:
    """A committed group and draft, for tests with a server."""
    yield await sync_to_async(make_room)(f"cloud-{next(_numbers)}")
    await sync_to_async(lambda: connection.close())()  # the connection of that thread
