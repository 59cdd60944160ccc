"""A library of 10,000 documents: listed, filtered and searched; queries and time in the server."""

import os
import random
import statistics
import time
from collections.abc import Iterator
from typing import Any

from tests.bench.figure import Figure
from tests.bench.threads import _reads

MANY, FEW = 10_000, 30
ROUNDS = 40
WORDS = [f"word{number}" for number in range(4000)]
ASKED = {
    "list": "",
    "list, last page": "page=334",
    "filtered": "type=report&language=fr&state=late",
    "sorted by title": "sort=title&page=100",
    "searched, common word": "words=word1",
    "searched, two words": "words=word40+word7",
    "searched and filtered": "words=word3&type=report&language=fr",
}


def measure() -> Iterator[Figure]:
    """Ask for each kind of page in turn, so that all meet the same machine."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext, override_settings

    from tests.cast import build_cast

    cast = build_cast()
    few, many = cast.elsewhere, cast.group
    _fill(cast, few, FEW)
    _fill(cast, many, MANY)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client, other = Client(), Client()
    client.force_login(cast.delegate)
    other.force_login(cast.outsider)
    plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    stores = {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
    times: dict[str, list[float]] = {name: [] for name in ASKED}
    cpu: list[float] = []
    with override_settings(STORAGES=stores | plain):
        counts = {}
        for who, group in ((client, many), (other, few)):
            address = f"/groups/{group.slug}/documents/"
            who.get(address)
            with CaptureQueriesContext(connection) as asked:
                assert who.get(address).content.count(b'<li class="row') == 30
            counts[group.slug] = _reads(asked)
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/groups/{many.slug}/documents/rows/?words=word1")
        rows = _reads(asked)
        for _ in range(ROUNDS):
            for name, query in ASKED.items():
                began, worked = time.perf_counter(), time.process_time()
                found = client.get(f"/groups/{many.slug}/documents/?{query}")
                times[name].append((time.perf_counter() - began) * 1000)
                cpu.append((time.process_time() - worked) * 1000)
                assert b'<li class="row' in found.content, name
    workload = f"library of {MANY} documents"
    yield Figure(workload, "queries of the page", counts[many.slug], "", 8)
    yield Figure(workload, "queries of its live part", rows, "", 8)
    yield Figure(workload, "queries more than of 30", counts[many.slug] - counts[few.slug], "", 0)
    yield Figure(workload, "CPU of the web process, p50", statistics.median(cpu), "ms")
    yield Figure(workload, "load of the machine beside it", os.getloadavg()[0], "")
    for name, took in times.items():
        yield Figure(workload, f"{name}, p50", statistics.median(took), "ms")
        yield Figure(workload, f"{name}, p95", statistics.quantiles(took, n=20)[-1], "ms", 100)


def _fill(cast: Any, group: Any, size: int) -> None:
    """Give a group documents in one or two languages, with texts of 400 skewed words, as the actions leave them."""
    from workgroups.documents.models import Document, Rendition, Text, Version
    from workgroups.files.models import Blob, File
    from workgroups.search.queries import vector_of

    chance = random.Random(7)
    delegations = list(group.delegations.all()) or [None]
    types = Document.Type.values
    documents = Document.objects.bulk_create(
        Document(
            group=group,
            number=number,
            symbol=f"C/{number}",
            year=2026,
            serial=number,
            title=f"Paper {number}",
            sort_title=f"paper {number}",
            type=types[number % len(types)],
            delegation=delegations[number % len(delegations)],
            by=cast.chair,
            is_late=number % 7 == 0,
        )
        for number in range(1, size + 1)
    )
    blob = Blob.objects.get_or_create(sha256="0" * 64, size=1, type="text/plain", path="none")[0]
    pairs = [(one, tongue) for one in documents for tongue in ("en", "fr")[: 1 + (one.number % 3 == 0)]]
    renditions = Rendition.objects.bulk_create(Rendition(document=one, language=tongue) for one, tongue in pairs)
    files = File.objects.bulk_create(File(blob=blob, name="paper.txt", kind="documents.version") for _one in renditions)
    made = zip(renditions, files, strict=True)
    versions = Version.objects.bulk_create(
        Version(rendition=one, number=1, file=file, brought_as="paper.txt", by=cast.chair) for one, file in made
    )
    for one, current in zip(renditions, versions, strict=True):
        one.current = current
    Rendition.objects.bulk_update(renditions, ["current"], batch_size=2000)
    texts = [" ".join(WORDS[int(chance.paretovariate(0.5)) % len(WORDS)] for _ in range(400)) for _one in range(500)]
    for first in range(0, size, 500):
        part = documents[first : first + 500]
        said = texts[: len(part)]
        pairs = zip(part, said, strict=True)
        Text.objects.bulk_create(Text(document=one, text=text, words=vector_of(one.title, text)) for one, text in pairs)
