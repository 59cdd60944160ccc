"""Old page plus events equals a fresh page: for a domain's tests of its own event types.

with replay(client, cast.group) as page:
    page.shows("thread:7", "/groups/cloud/threads/7/posts/?post=1")
    page.shows("members", "/groups/cloud/members/")
    add_post(...)
# fails when a part changed whose topic no event named, or when an event named a topic whose part stayed the same
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.test import Client

from workgroups.events.events import StreamRef
from workgroups.events.queries import entries_after, head_of
from workgroups.groups.models import Group

# What differs between two fetches of the same thing: safety tokens, one-time ids, the moment of the answer.
PASSING = re.compile(r'(csrfmiddlewaretoken" value|name="uid" value|nonce|data-streams)="[^"]*"')


class Replay:
    """The live parts of a page, as a browser would have them."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.parts: dict[tuple[str, str], str] = {}

    def shows(self, topics: str, url: str) -> None:
        """The page holds a region that follows these topics (as in `data-live`) and is fetched from this address."""
        self.parts[topics, url] = self.fetch(url)

    def fetch(self, url: str) -> str:
        answer = self.client.get(url, headers={"HX-Request": "true", "X-Live": "1"})
        assert answer.status_code == 200, f"{url}: {answer.status_code}"
        return PASSING.sub("", answer.content.decode())


@contextmanager
def replay(client: Client, group: Group) -> Iterator[Replay]:
    """Take the parts, let the block act, and judge: fetched by topics, the old page must equal a fresh one."""
    page, ref = Replay(client), StreamRef.group(group.pk)
    cursor = head_of(ref)
    yield page
    events = [event for entry in entries_after(ref, cursor) if (event := entry.event())]
    assert events, "nothing happened"
    named = {topic for event in events for topic in event.topics()}
    for (topics, url), old in page.parts.items():
        fresh, told = page.fetch(url), bool(named & set(topics.split()))
        assert told or fresh == old, f"{url} changed, and no event named {topics}: they named {sorted(named)}"
        assert not told or fresh != old, f"{url} did not change, and an event named {topics}"
