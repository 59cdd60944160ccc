"""Fifty typists on one draft, beside y-websocket and Hocuspocus in the same run (from npm, in a folder of today).

The peers keep nothing; the product asks who somebody is, what they may, and has each character in PostgreSQL.
"""

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.bench.figure import Figure

CLIENTS, RATE, SECONDS, ROUNDS = 50, 8, 6, 2
TICKS = os.sysconf("SC_CLK_TCK")
PACKAGES = {"@y/websocket-server": "0.1.1", "@hocuspocus/server": "4.7.0", "ws": "8", "yjs": "13"}
SERVERS = {
    "y-websocket": """
import http from "node:http";
import { WebSocketServer } from "ws";
import { setupWSConnection } from "@y/websocket-server/utils";
const server = http.createServer();
new WebSocketServer({ server }).on("connection", setupWSConnection);
server.listen(+process.env.PORT, "127.0.0.1");
""",
    "hocuspocus": """
import { Server } from "@hocuspocus/server";
new Server({ port: +process.env.PORT, address: "127.0.0.1", quiet: true }).listen();
""",
}


def measure() -> Iterator[Figure]:
    """Rounds of all three, interleaved; the middle of each figure, and the product's share of each peer's."""
    from tests.web import web_process

    folder = Path(tempfile.mkdtemp(prefix="drafts-bench-"))
    try:
        install(folder)
        with web_process(free_port()) as web:
            assert web.child
            runs: dict[str, list[dict[str, float]]] = {name: [] for name in (*SERVERS, "product")}
            for _ in range(ROUNDS):
                for name, source in SERVERS.items():
                    with peer(folder, name, source) as (port, pid):
                        runs[name].append(run(folder, pid, {"url": f"ws://127.0.0.1:{port}/bench", "dialect": name}))
                runs["product"].append(run(folder, web.child.pid, product(web.address)))
        yield from told({name: middle(found) for name, found in runs.items()})
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def told(found: dict[str, dict[str, float]]) -> Iterator[Figure]:
    """The figures as lines: each server's own, then the ratios."""
    workload = f"{CLIENTS} typists on a draft"
    for name, run_of in found.items():
        yield Figure(workload, f"{name} p50", run_of["p50"], "ms")
        yield Figure(workload, f"{name} p99", run_of["p99"], "ms")
        yield Figure(workload, f"{name} CPU an update", run_of["cpu"], "µs")
    for name in SERVERS:
        ratio = found["product"]["cpu"] / found[name]["cpu"]
        yield Figure(workload, f"product CPU / {name}", ratio, "×", 0.45)
    yield Figure(workload, "product: characters lost", found["product"]["lost"], "", 0)
    yield Figure(workload, "product: not arrived", 100 * (1 - found["product"]["arrived"]), "%", 0)


def install(folder: Path) -> None:
    """Fetch the peers with npm, and put the load client beside them."""
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("The comparison of drafts needs npm on the path.")
    (folder / "package.json").write_text(json.dumps({"type": "module", "dependencies": PACKAGES}))
    subprocess.run([npm, "install", "--no-package-lock", "--silent", "--no-audit"], cwd=folder, check=True)
    shutil.copy(Path(__file__).with_name("drafts_load.mjs"), folder)


@contextmanager
def peer(folder: Path, name: str, source: str) -> Iterator[tuple[int, int]]:
    """Run a peer at a port of its own."""
    script, port = folder / f"{name}.mjs", free_port()
    script.write_text(source)
    child = subprocess.Popen(["node", str(script)], env={**os.environ, "PORT": str(port)}, stdout=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield port, child.pid
    finally:
        child.kill()
        child.wait()


def product(address: str) -> dict[str, Any]:
    """A fresh draft in a group of the cast, and signed-in people who may write in it."""
    from tests.cast import build_cast
    from tests.web import sign_in
    from workgroups.drafts.actions import create_draft
    from workgroups.groups.models import Group
    from workgroups.groups.permissions import member_for

    cast = build_cast() if not Group.objects.filter(slug="cloud").exists() else None
    group = cast.group if cast else Group.objects.get(slug="cloud")
    names = ("chair", "cochair", "secretariat", "delegate", "delegate2")
    people = [cast.person(name) for name in names] if cast else list(_people(names))
    writers = [person for person in people if person]
    draft = create_draft(actor=member_for(writers[0], group.slug), title="Bench")
    url = f"ws://{address}/ws/groups/{group.slug}/drafts/{draft.number}/?ack=1"
    return {"url": url, "cookies": [sign_in(person) for person in writers], "origin": f"http://{address}"}


def _people(names: tuple[str, ...]) -> Iterator[Any]:
    from workgroups.accounts.models import Person

    for name in names:
        yield Person.objects.get(email=f"{name}@cast.example")


def run(folder: Path, pid: int, where: dict[str, Any]) -> dict[str, float]:
    """Let the typists type; CPU of the server between their first and last character, per update."""
    asked = json.dumps({"clients": CLIENTS, "rate": RATE, "seconds": SECONDS, **where})
    command = ["node", "drafts_load.mjs", asked]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as load:
        assert load.stdout
        load.stdout.readline()
        before = cpu(pid)
        load.stdout.readline()
        used = cpu(pid) - before
        figures: dict[str, float] = json.loads(load.stdout.readline())
    return figures | {"cpu": used / figures["typed"] * 1e6}


def middle(found: list[dict[str, float]]) -> dict[str, float]:
    """The median of each figure."""
    return {key: sorted(one[key] for one in found)[len(found) // 2] for key in found[0]}


def cpu(pid: int) -> float:
    """Seconds of CPU that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def free_port() -> int:
    """A port of the loopback address that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(port: int) -> None:
    """Until somebody listens there."""
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("a peer did not start")
