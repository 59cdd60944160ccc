"""Every file of a mixed set comes in as it must or is refused in words; no worker dies of one."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django import Settings

from tests.cast import Cast
from tests.drafts.mixed_set import REFUSED, SET, Brought
from workgroups.drafts import actions, tasks
from workgroups.drafts.adapters import office
from workgroups.drafts.adapters.brought import pictures_in
from workgroups.drafts.logic import captions, incoming, schema
from workgroups.drafts.logic.from_pandoc import from_pandoc
from workgroups.drafts.models import Arrival, Draft

FILE = {"file": "0198c3a4-0000-7000-8000-000000000001", "width": 1, "height": 1}


@pytest.fixture(autouse=True)
def store(settings: Settings, tmp_path: Path) -> None:
    """Keep files in a folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path / "media"


def lines(blocks: list[schema.Node]) -> list[str]:
    return [f"{one['type']}{_order(one)}: {' '.join(_words(one).split(' ')).strip()}" for one in blocks]


def _order(node: schema.Node) -> str:
    first = node.get("attrs", {}).get("order", 1)
    return f" {first}" if first != 1 else ""


def _words(node: schema.Node) -> str:
    """The words with where links lead, lines without empty ones."""
    out = schema.plain(node)
    for one in schema.walk(node):
        for mark in one.get("marks", []):
            if mark["type"] == "link":
                out = out.replace(one["text"], f"{one['text']} <{mark['attrs']['href']}>")
    return "\n".join(line for line in out.split("\n") if line.strip())


@pytest.mark.parametrize("one", SET, ids=[one.name for one in SET])
def test_what_comes_in_of_each_file(one: Brought) -> None:
    data, source = one.data(), one.name.rpartition(".")[2]
    told = office.read(data, source)  # type: ignore[arg-type]
    found = from_pandoc(told.tree, told.alternatives)
    pictures, left = pictures_in(data, source, captions.wanted(found.blocks))
    kept = incoming.kept(found, told.origin, dict.fromkeys(pictures, FILE), told.threads)
    assert lines(incoming.text_of(kept, made=True)) == one.made
    assert lines(incoming.text_of(kept, made=False)) == (one.made if one.before is None else one.before)
    assert found.left_out + told.left_out + left == one.left
    said = [(c["author"], c["words"], c["quote"].strip(), c["answers"], c["done"]) for c in kept["comments"]]
    assert said == one.comments


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.django_db
def test_what_is_refused_says_why_and_the_worker_lives(cast: Cast, client: Client, name: str) -> None:
    make, words = REFUSED[name]
    client.force_login(cast.delegate)
    address = f"{cast.group.get_absolute_url()}drafts/from-file/"
    answer = client.post(address, {"file": ContentFile(make(), name)})
    if answer.status_code == 302:
        assert tasks.sweep_files() == 1
        assert Arrival.objects.get().state == "failed"
        answer = client.get(answer["Location"])
    else:
        assert (answer.status_code, Arrival.objects.count()) == (422, 0)
    assert words in answer.content.decode()
    assert (tasks.sweep_files(), Draft.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_a_long_file_and_one_of_all_changes_become_drafts(cast: Cast) -> None:
    for name in ("300 pages.docx", "joined.docx", "tables.docx"):
        (one,) = [each for each in SET if each.name == name]
        told = office.read(one.data(), "docx")
        found = incoming.kept(from_pandoc(told.tree), told.origin)
        arrival = Arrival.objects.create(group=cast.group, person=cast.chair, name=name, state="ready", found=found)
        draft = actions.begin_from_file(
            actor=cast.member("chair"), arrival=arrival, title=name, language="en", changes="propose"
        )
        assert draft.proposals.count() == {"joined.docx": 2}.get(name, 0)
