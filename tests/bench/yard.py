"""What the measurements of drafts share: the load client, the peers from npm, the product with members signed in."""

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
LIFTED = {"DRAFT_EDITORS": "2000", "DRAFT_READERS": "2000", "DRAFT_FRAMES_PER_SECOND": "100000"}
"""What a load of more than people make needs: the limits themselves have tests."""
Run = dict[str, float]


@contextmanager
def workshop() -> Iterator[Path]:
    """A folder with the peers, fetched with npm, and the load client beside them."""
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("The measurements of drafts need npm on the path.")
    folder = Path(tempfile.mkdtemp(prefix="drafts-bench-"))
    try:
        (folder / "package.json").write_text(json.dumps({"type": "module", "dependencies": PACKAGES}))
        subprocess.run([npm, "install", "--no-package-lock", "--silent", "--no-audit"], cwd=folder, check=True)
        shutil.copy(Path(__file__).with_name("drafts_load.mjs"), folder)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def peer(folder: Path, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Run a peer at a port of its own; yield its process and where it is."""
    script, port = folder / f"{name}.mjs", free_port()
    script.write_text(SERVERS[name])
    child = subprocess.Popen(["node", str(script)], env={**os.environ, "PORT": str(port)}, stdout=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield child.pid, {"url": f"ws://127.0.0.1:{port}/{{doc}}", "dialect": name}
    finally:
        child.kill()
        child.wait()


@contextmanager
def product(limits: dict[str, str] = LIFTED) -> Iterator[tuple[int, dict[str, Any]]]:
    """Run a web process; yield its process, its address and the cookies of members who may write in `fresh` drafts."""
    from tests.web import sign_in, web_process

    with web_process(free_port(), **limits) as web:
        assert web.child
        url = f"ws://{web.address}/ws/groups/cloud/drafts/{{doc}}/?ack=1"
        cookies = [sign_in(person) for person in writers()]
        yield web.child.pid, {"url": url, "cookies": cookies, "origin": f"http://{web.address}"}


def writers() -> list[Any]:
    """Those of the cast who may write, the chair first."""
    from tests.cast import build_cast
    from workgroups.accounts.models import Person
    from workgroups.groups.models import Group

    if not Group.objects.filter(slug="cloud").exists():
        build_cast()
    names = ("chair", "cochair", "secretariat", "delegate", "delegate2")
    return [Person.objects.get(email=f"{name}@cast.example") for name in names]


def fresh(number: int) -> list[Any]:
    """So many new drafts in the cast's group."""
    from workgroups.drafts.actions import create_draft
    from workgroups.groups.permissions import member_for

    chair = member_for(writers()[0], "cloud")
    return [create_draft(actor=chair, title=f"Bench {at}") for at in range(number)]


def run(folder: Path, pid: int, where: dict[str, Any], load: dict[str, Any]) -> Run:
    """Put a load on a server; its figures, with `cpu` and `memory` (PSS) of the process tree while it lasted."""
    at_rest, before = memory(pid), cpu(pid)
    with subprocess.Popen(
        ["node", "drafts_load.mjs", json.dumps(where | load)], cwd=folder, stdout=subprocess.PIPE, text=True
    ) as client:
        assert client.stdout
        client.stdout.readline()
        began, held = cpu(pid), memory(pid)
        client.stdout.readline()
        used = cpu(pid) - began
        figures: Run = json.loads(client.stdout.readline())
    return figures | {
        "cpu": used,
        "each": used / max(1.0, figures["typed"]) * 1e6,
        "joining": began - before,
        "grown": held - at_rest,
    }


def middle(found: list[Run]) -> Run:
    """The median of each figure."""
    return {key: sorted(one[key] for one in found)[len(found) // 2] for key in found[0]}


def tree(pid: int) -> list[int]:
    """A process and its children."""
    found = [pid]
    for one in found:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            found += map(int, task.read_text().split())
    return found


def cpu(pid: int) -> float:
    """Seconds of CPU that a process and its children have used."""
    fields = [Path(f"/proc/{one}/stat").read_text().rpartition(") ")[2].split() for one in tree(pid)]
    return sum(int(each[11]) + int(each[12]) for each in fields) / TICKS


def memory(pid: int) -> float:
    """Kilobytes that a process and its children hold, shared pages by their share (PSS)."""
    lines = [line for one in tree(pid) for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()]
    return sum(float(line.split()[1]) for line in lines if line.startswith("Pss:"))


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
