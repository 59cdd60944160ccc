"""Two people's typing, keystroke by keystroke, through two stock Yjs clients: the same text in both, here and stored.

`TRACE=file` replays a recorded session in the form of the published concurrent traces (JSON, gzipped or not); without
it two writers are made up, who see one another's words late, in the same form.
"""

import asyncio
import gzip
import json
import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from tests.drafts.conftest import Room, Web, cookie_of
from workgroups.drafts import queries
from workgroups.drafts.actions import create_draft
from workgroups.drafts.logic.schema import plain
from workgroups.drafts.models import Draft

pytestmark = pytest.mark.django_db(transaction=True)
KEYS = 600
Trace = dict[str, Any]


def made_up(keys: int, seed: int = 5) -> Trace:
    """Two writers who correct themselves and see one another's words late, in bursts.

    One writes before a mark and one after it: no two ever write at one place at once, as in the published traces.
    """
    chance = random.Random(seed)
    txns: list[Trace] = [{"agent": 0, "parents": [], "patches": [[0, 0, "|"]]}]
    parts = ["", ""]
    last = [0, 0]  # each writer's own last change; the second begins with the first's mark before them
    before = ""  # what the second writer has seen of the first's part
    for _key in range(keys):
        who = chance.randrange(2)
        parents = {last[who]}
        if chance.random() < 0.05:
            parents.add(last[1 - who])
            before = parts[0] if who else before
        at = (len(before) + 1 if who else 0) + len(parts[who])
        if parts[who] and chance.random() < 0.15:
            parts[who], patch = parts[who][:-1], [at - 1, 1, ""]
        else:
            key = chance.choice("abcdefg   ")
            parts[who], patch = parts[who] + key, [at, 0, key]
        last[who] = len(txns)
        txns.append({"agent": who, "parents": sorted(parents), "patches": [patch]})
    return {"numAgents": 2, "endContent": "|".join(parts), "txns": txns}


def session(folder: Path) -> Path:
    """The file to replay: the one that TRACE names, or one made up."""
    given = os.environ.get("TRACE", "")
    file = folder / "trace.json"
    if given:
        words = Path(given).read_bytes()
        file.write_bytes(gzip.decompress(words) if given.endswith(".gz") else words)
    else:
        file.write_text(json.dumps(made_up(KEYS)))
    return file


@pytest.fixture
def patient(transactional_db: None) -> Iterator[Web]:
    """A web process that takes keystrokes as fast as they come."""
    server = Web({"DRAFT_FRAMES_PER_SECOND": "100000"}).start()
    yield server
    server.stop()


async def test_two_writers_end_with_one_text(patient: Web, shared: Room, tmp_path: Path) -> None:
    file = session(tmp_path)
    wanted = json.loads(file.read_text())["endContent"].replace("\n", " ")
    member = await sync_to_async(shared.member)("ana")
    draft = await sync_to_async(create_draft)(actor=member, title="Two at once", words="Begun: ")
    cookies = [await sync_to_async(cookie_of)(shared.people[who]) for who in ("ana", "ben")]
    script = Path(__file__).with_name("trace.mjs")
    address = f"ws://127.0.0.1:{patient.port}/ws/groups/{shared.group.slug}/drafts/{draft.number}/"
    command = ["node", "--experimental-websocket", str(script), address, f"http://localhost:{patient.port}", str(file)]
    process = await asyncio.create_subprocess_exec(*command, *cookies, stdout=asyncio.subprocess.PIPE)
    out, _err = await process.communicate()
    found = json.loads(out)
    print({key: value for key, value in found.items() if key != "text"})
    assert found["same"] == [True, True]
    assert sorted(found["text"]) == sorted(
        found["base"] + wanted
    )  # who comes first where both wrote is Yjs's own choice
    stored = ""
    for _wait in range(100):  # the last words are committed a moment after they were passed on
        document = await sync_to_async(lambda: queries.document_of(Draft.objects.get(pk=draft.pk)))()
        stored = "".join(map(plain, document["content"]))
        if stored == found["text"]:
            break
        await asyncio.sleep(0.1)
    assert stored == found["text"]
