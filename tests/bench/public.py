"""Public pages by a real web process, uncached and behind the proxy's own rules: pages a second and core.

A core's second is a second of CPU of what serves (the web process; nginx), so that other work on the machine does not
count; the load comes from this process over few keep-alive connections. Behind the proxy the figure is that of nginx
with `docker/proxy/` as it ships, in plain HTTP on the loopback address; without nginx here it is left out.
"""

import http.client
import os
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from tests.bench.figure import Figure
from tests.bench.live import cpu_of

SECONDS = float(os.environ.get("BENCH_SECONDS", "4"))
CONNECTIONS = 4
CHAPTERS = 60  # of the measured report: about 20 pages of text
WORDS = "What nobody would miss for an hour is **paid on use** and shared with everybody who asks. " * 6


def measure() -> Iterator[Figure]:
    """Ask each kind of page for some seconds, one after the other."""
    from tests.proxy import proxy_process
    from tests.web import web_process

    paths = _publish()
    with web_process(_free_port()) as web:
        assert web.child
        pid = web.child.pid
        for name, path in paths.items():
            yield from _figures(f"public page, uncached: {name}", _ask(web.port, path, [pid]), 40)
        tag = _etag(web.port, paths["release"])
        again = _ask(web.port, paths["release"], [pid], {"If-None-Match": tag}, status=304)
        yield from _figures("public page, 304: release", again)
        if shutil.which("nginx"):
            with proxy_process(web.port, _free_port()) as proxy:
                for name, path in paths.items():
                    yield from _figures(f"proxy's cache: {name}", _ask(proxy.port, path, [*proxy.workers(), pid]), 200)


def _figures(workload: str, found: tuple[float, float], least: float | None = None) -> Iterator[Figure]:
    yield Figure(workload, "pages a second and core", found[0], "1/s", least=least)
    yield Figure(workload, "pages a second here and now", found[1], "1/s")


def _publish() -> dict[str, str]:
    """A library like that of some years: one long report compiled here, 30 published elsewhere."""
    import tests.deliverables.stage as stage
    from tests.cast import build_cast
    from tests.deliverables.stage import released
    from workgroups.deliverables.actions import record_report
    from workgroups.events.actions import catch_up

    cast = build_cast()
    stage.WORDS = "\n\n".join(f"## Chapter {number}\n\n{WORDS}" for number in range(CHAPTERS))
    release = released(cast)
    for number in range(30):
        record_report(
            actor=cast.member("chair"),
            title=f"Report {number}",
            url="https://example.org/",
            published_on=str(2010 + number % 15),
        )
    catch_up()
    work = release.report.get_absolute_url()
    return {"front": "/", "library": "/reports/", "report": work, "release": release.get_absolute_url()}


def _ask(
    port: int, path: str, pids: list[int], headers: dict[str, str] | None = None, status: int = 200
) -> tuple[float, float]:
    """Pages for each second of CPU of these processes, and for each second of the clock."""
    _ask_for(port, path, 0.3, headers, status)
    before, began = sum(map(cpu_of, pids)), time.monotonic()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        asked = [pool.submit(_ask_for, port, path, SECONDS, headers, status) for _ in range(CONNECTIONS)]
        count = sum(one.result() for one in asked)
    return count / max(sum(map(cpu_of, pids)) - before, 0.01), count / (time.monotonic() - began)


def _ask_for(port: int, path: str, seconds: float, headers: dict[str, str] | None, status: int) -> int:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    until, count = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        line.request("GET", path, headers={"Accept-Encoding": "gzip", **(headers or {})})
        answer = line.getresponse()
        answer.read()
        assert answer.status == status, (path, answer.status)
        count += 1
    line.close()
    return count


def _etag(port: int, path: str) -> str:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    line.request("GET", path)
    return line.getresponse().headers["ETag"]


def _free_port() -> int:
    from tests.conftest import unused_port

    return unused_port()
