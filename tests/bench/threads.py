"""A thread's page with 30 posts, of a thread of 30 and of one of 10,000: queries and time in the server."""

import statistics
import time
from collections.abc import Iterator
from typing import Any

from tests.bench.figure import Figure

LONG = 10_000
SHORT = 30
ROUNDS = 60
WORDS = "We pay **on use**, by the hour, and share the sheet with [everybody](https://example.org). " * 4


def measure() -> Iterator[Figure]:
    """Ask for a page in the middle of each thread, one after the other, so that both meet the same machine."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext, override_settings

    from tests.cast import build_cast
    from workgroups.threads.actions import mark_all_read, start_thread

    cast = build_cast()
    paths = {}
    for size in (SHORT, LONG):
        thread = start_thread(actor=cast.member("delegate"), title=f"{size} posts", body=WORDS)
        _fill(cast, thread, size)
        paths[size] = f"{thread.get_absolute_url()}?post={size // 2}"
    mark_all_read(actor=cast.member("observer"))
    client = Client()
    client.force_login(cast.observer)
    plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    stores = {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
    queries: dict[int, int] = {}
    times: dict[int, list[float]] = {size: [] for size in paths}
    cpu: dict[int, list[float]] = {size: [] for size in paths}
    with override_settings(STORAGES=stores | plain):
        for size, path in paths.items():
            assert client.get(path).content.count(b'<article class="post') == 30
            with CaptureQueriesContext(connection) as asked:
                client.get(path)
            queries[size] = _reads(asked)
        for _ in range(ROUNDS):
            for size, path in paths.items():
                began, worked = time.perf_counter(), time.process_time()
                client.get(path)
                times[size].append((time.perf_counter() - began) * 1000)
                cpu[size].append((time.process_time() - worked) * 1000)
    halves = {size: statistics.median(found) for size, found in times.items()}
    name = f"thread page, 30 of {LONG} posts"
    yield Figure(name, "queries beside sign-in", queries[LONG], "", 8)
    yield Figure(name, "queries more than short", queries[LONG] - queries[SHORT], "", 0)
    yield Figure(name, "server p50", halves[LONG], "ms", 25)
    yield Figure(name, "CPU of the web process, p50", statistics.median(cpu[LONG]), "ms")
    yield Figure(name, "long / short, p50", halves[LONG] / halves[SHORT], "", 1.2)


def _reads(asked: Any) -> int:
    """Queries of the page itself: the session and whose it is are asked on every page of the product."""
    own = ("django_session", "usersessions_", "BEGIN", "COMMIT", 'FROM "accounts_person"')
    return sum(not any(word in query["sql"] for word in own) for query in asked.captured_queries)


def _fill(cast: Any, thread: Any, size: int) -> None:
    """Bring a thread to `size` posts by six members, with the rows that the actions would have left."""
    from workgroups.core import mentions as markdown
    from workgroups.threads.models import Following, Post, Thread

    members = [cast.member(who) for who in ("chair", "cochair", "secretariat", "delegate2", "observer")]
    html = markdown.render(WORDS).html
    posts = [
        Post(
            thread=thread,
            seq=seq,
            author=member.person,
            delegation=member.delegation,
            seat_role=member.seats[0].role if member.seats else "",
            body=WORDS,
            html=html,
        )
        for seq in range(2, size + 1)
        for member in [members[seq % len(members)]]
    ]
    Post.objects.bulk_create(posts, batch_size=1000)
    for member in members:
        Following.objects.create(thread=thread, person=member.person, level="follow", posts=size // 6)
    Thread.objects.filter(pk=thread.pk).update(last_seq=size, last_post=posts[-1])
