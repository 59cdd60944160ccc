"""Documents in stock Yjs, held by a Node process: the other implementation, edited through ProseMirror."""

import json
import shutil
import subprocess
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

from tests.drafts.world.world import World
from tests.drafts.world.writers import joined
from workgroups.drafts.logic import schema

NODE = shutil.which("node")
SCRIPT = Path(__file__).with_name("yjs.mjs")


class Yjs:
    """The Node process; it answers one line at a time."""

    def __init__(self) -> None:
        assert NODE
        command = [NODE, "--no-warnings", str(SCRIPT)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(self, what: str, client: int, **given: Any) -> Any:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({"do": what, "client": client, **given}).encode() + b"\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        assert "fault" not in answer, answer["fault"]
        return answer["ok"]

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()

    def doc(self, client_id: int, _world: World) -> "YjsDoc":
        return YjsDoc(self, client_id)


class YjsDoc:
    """One window's document there."""

    def __init__(self, yjs: Yjs, client_id: int) -> None:
        self.yjs, self.client_id = yjs, client_id
        yjs.ask("new", client_id)

    def apply(self, update: bytes) -> list[bytes]:
        return [b64decode(one) for one in self.yjs.ask("apply", self.client_id, update=b64encode(update).decode())]

    def act(self, seed: int, kinds: str) -> list[bytes]:
        return [b64decode(one) for one in self.yjs.ask("act", self.client_id, seed=seed, kinds=kinds)]

    def reads(self) -> None:
        self.yjs.ask("reads", self.client_id)

    def vector(self) -> bytes:
        return b64decode(self.yjs.ask("vector", self.client_id))

    def lacking(self, vector: bytes) -> bytes:
        return b64decode(self.yjs.ask("lacking", self.client_id, vector=b64encode(vector).decode()))

    def clock(self) -> int:
        return int(self.yjs.ask("clock", self.client_id))

    def content(self) -> schema.Node:
        return schema.normal({"type": "doc", "content": self.yjs.ask("tree", self.client_id)})

    def holdings(self) -> Any:
        clocks, deleted = self.yjs.ask("holdings", self.client_id)
        return [tuple(one) for one in clocks], [(client, joined(runs)) for client, runs in deleted]
