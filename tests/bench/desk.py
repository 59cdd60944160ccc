"""The desk of a member of 20 groups with 2,000 open things, and of one group with five: queries, time in the server."""

import os
import statistics
import time
from collections.abc import Iterator
from typing import Any

from tests.bench.figure import Figure

SIZES = {1: 5, 20: 100}  # groups: open things in each
ROUNDS = 40


def measure() -> Iterator[Figure]:
    """Look at both desks in turn, so that both meet the same machine."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext, override_settings

    from tests.home.crowd import crowded

    clients: dict[int, Any] = {}
    for groups, things in SIZES.items():
        clients[groups] = Client()
        clients[groups].force_login(crowded(groups=groups, things=things))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the database's own housekeeping does within a minute
    plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    stores = {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
    times: dict[int, list[float]] = {groups: [] for groups in SIZES}
    cpu: dict[int, list[float]] = {groups: [] for groups in SIZES}
    with override_settings(STORAGES=stores | plain):
        for groups, client in clients.items():
            client.get("/desk/")
            with CaptureQueriesContext(connection) as seen:
                client.get("/desk/")
            yield Figure(f"desk, {groups * SIZES[groups]} things, {groups} groups", "queries", len(seen), "", 12)
        for _round in range(ROUNDS):
            for groups, client in clients.items():
                began, worked = time.perf_counter(), time.process_time()
                client.get("/desk/")
                times[groups].append((time.perf_counter() - began) * 1000)
                cpu[groups].append((time.process_time() - worked) * 1000)
    for groups, taken in times.items():
        name = f"desk, {groups * SIZES[groups]} things, {groups} groups"
        yield Figure(name, "server p50", statistics.median(taken), "ms", 60)
        yield Figure(name, "CPU of the web process, p50", statistics.median(cpu[groups]), "ms")
    yield Figure("desk", "load of the machine beside it", os.getloadavg()[0], "")
