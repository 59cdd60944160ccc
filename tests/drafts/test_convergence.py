"""Everybody ends with the same content: random histories with cuts and restarts, and a stock Yjs client."""

import asyncio
import json
import os
import random
from pathlib import Path

import pytest
from asgiref.sync import sync_to_async
from pycrdt import XmlElement, XmlText

from tests.drafts.client import Client
from tests.drafts.conftest import Join, Room, cookie_of
from workgroups.drafts import queries
from workgroups.drafts.logic import blocks
from workgroups.drafts.models import Draft

pytestmark = pytest.mark.django_db(transaction=True)
STEPS = 400 if os.environ.get("TEST_SCALE") == "full" else 40
SEEDS = range(20) if os.environ.get("TEST_SCALE") == "full" else range(2)


def act(client: Client, chance: random.Random) -> None:
    """One random edit of one's own document: type, delete, mark, split off a block, remove one, set a level."""
    from workgroups.drafts.adapters import ydoc

    children = ydoc.root(client.doc).children
    element = children[chance.randrange(len(children))]
    texts = [kid for kid in element.children if isinstance(kid, XmlText)]
    kind = chance.choice("ttttdmbrl")
    if kind == "t":
        text = texts[0] if texts else element.children.append(XmlText(""))
        text.insert(
            chance.randint(0, len(str(text).encode())) if str(text).isascii() else 0, chance.choice("abcé "), {}
        )
    elif kind == "d" and texts and len(texts[0]) > 1 and str(texts[0]).isascii():
        del texts[0][0:1]
    elif kind == "m" and texts and len(texts[0]) > 2:
        texts[0].format(0, 2, {"strong": chance.choice([{}, None])})
    elif kind == "b":
        children.insert(chance.randint(0, len(children)), XmlElement("paragraph", {}, [XmlText("new")]))
    elif kind == "r" and len(children) > 2:
        del children[chance.randrange(len(children))]
    elif kind == "l" and element.tag == "heading":
        element.attributes["level"] = chance.randint(1, 4)


@pytest.mark.parametrize("seed", SEEDS)
async def test_random_histories_end_in_the_same_content(join: Join, shared: Room, seed: int) -> None:
    """Compared by content hash: equal state vectors can hide different text."""
    chance = random.Random(seed)
    clients = [await join(shared, who) for who in ("ana", "ben", "chair")]
    for _ in range(STEPS):
        at = chance.randrange(len(clients))
        if chance.random() < 0.05:
            await clients[at].close()
            who = ("ana", "ben", "chair")[at]
            with clients[at].doc.transaction():
                act(clients[at], chance)
            clients[at] = await join(shared, who, doc=clients[at].doc)
        else:
            await clients[at].write(lambda _root, at=at: act(clients[at], chance))
            await asyncio.sleep(chance.choice([0, 0, 0.005]))
    for client in clients:
        await client.saved()
        assert client.closed is None
    await asyncio.sleep(1.5)

    def fingerprints() -> set[str]:
        return {blocks.fingerprint(client.json) for client in clients}

    await clients[0].until(lambda: len(fingerprints()) == 1)
    document = await sync_to_async(lambda: queries.document_of(Draft.objects.get(pk=shared.draft.pk)))()
    assert fingerprints() == {blocks.fingerprint(document)}
    assert not list(blocks.missing_ids(document))


async def test_a_stock_yjs_client_works(join: Join, shared: Room) -> None:
    ana = await join(shared, "ana")
    cookie = await sync_to_async(cookie_of)(shared.people["ben"])
    script = Path(__file__).with_name("stock_client.mjs")
    address = ana.url.split("?")[0].rstrip("/") + "/"
    command = [
        "node",
        "--experimental-websocket",
        str(script),
        address,
        cookie,
        ana.origin or "",
        "stock words",
        "for you",
    ]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    await ana.until(lambda: "stock words" in ana.text)
    await ana.type(" for you", block=1)
    out, _err = await process.communicate()
    seen = json.loads(out)["blocks"]
    assert process.returncode == 0, seen
    assert [name for name, _id, _words in seen] == ["heading", "paragraph", "paragraph"]
    assert len({block_id for _name, block_id, _words in seen}) == 3
    for _wait in range(100):  # what the server adds, an id here, is committed a moment after it was passed on
        document = await sync_to_async(lambda: queries.document_of(Draft.objects.get(pk=shared.draft.pk)))()
        if document == ana.json:
            break
        await asyncio.sleep(0.1)
    assert document == ana.json
