"""Pictures of a draft: who brings them, who sees them, and what a figure of somebody else's file shows."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pycrdt import XmlElement, XmlText

from tests.drafts.conftest import Room
from workgroups.core.errors import Missing, NotAllowed, Refused
from workgroups.drafts import actions, queries
from workgroups.drafts.adapters import ydoc
from workgroups.drafts.http import bring_picture
from workgroups.drafts.logic import html, limits
from workgroups.drafts.logic.preparse import Refusal, parse
from workgroups.drafts.rooms.replica import Replica
from workgroups.files.models import File
from workgroups.files.permissions import file_for
from workgroups.groups.models import Marking


def picture(kind: str = "PNG") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (64, 32)).save(out, kind)
    return SimpleUploadedFile(f"cost.{kind.lower()}", out.getvalue())


def brought(room: Room) -> File:
    return bring_picture(room.member("ana"), room.draft, picture()).file


def test_a_picture_is_sent_by_the_editor_and_stands_in_the_text(room: Room, client: Client) -> None:
    client.force_login(room.people["ana"])
    told = client.post(f"{room.draft.get_absolute_url()}pictures/", {"file": picture()}).json()
    assert (told["width"], told["height"]) == (64, 32)
    actions.add_figure(
        actor=room.member("ana"),
        draft=room.draft,
        file=told["file"],
        size=(64, 32),
        alternative="A bar",
        caption="Cost",
    )
    page = client.get(room.draft.get_absolute_url()).content.decode()
    assert f'<img src="{told["address"]}" alt="A bar" width="64" height="32" loading="lazy">' in page
    assert client.get(told["address"])["Content-Type"] == "image/png"


def test_what_is_no_picture_is_refused_in_words(room: Room, client: Client) -> None:
    client.force_login(room.people["ana"])
    answer = client.post(f"{room.draft.get_absolute_url()}pictures/", {"file": picture("WEBP")})
    assert answer.status_code == 422
    assert "PNG or JPEG" in answer.json()["message"]
    assert not File.objects.exists()


def test_a_figure_needs_words_or_says_that_it_decorates(room: Room) -> None:
    about = {"actor": room.member("ana"), "draft": room.draft, "file": str(brought(room).uid), "size": (64, 32)}
    with pytest.raises(Refused):
        actions.add_figure(**about)
    actions.add_figure(**about, decorative=True)
    with pytest.raises(NotAllowed):
        actions.add_figure(**{**about, "actor": room.member("observer")}, decorative=True)


def test_who_does_not_read_the_draft_does_not_see_its_pictures(room: Room) -> None:
    file = brought(room)
    assert file_for(room.people["observer"], file.uid)
    with pytest.raises(Missing):
        file_for(room.people["outsider"], file.uid)
    actions.mark_draft(actor=room.member("chair"), draft=room.draft, marking=Marking.RESTRICTED)
    with pytest.raises(Missing):
        file_for(room.people["observer"], file.uid)


def test_a_figure_of_another_drafts_file_shows_nothing_of_it(room: Room) -> None:
    file = brought(room)
    other = actions.create_draft(actor=room.member("ana"), title="Other")
    figure = {"type": "figure", "attrs": {"id": "f", "file": str(file.uid)}}
    page = html.document(queries.shown_of(other, {"type": "doc", "content": [figure]}))
    assert "No picture" in page
    assert str(file.uid) not in page
    about = {"actor": room.member("ana"), "draft": other, "size": (64, 32), "alternative": "x"}
    with pytest.raises(Refused):
        actions.add_figure(file=str(file.uid), **about)


def hostile(name: str, **attrs: object) -> bytes:
    doc = ydoc.new(5)
    element = ydoc.root(doc).children.append(XmlElement("paragraph")).children.append(XmlElement(name))
    for key, value in attrs.items():
        element.attributes[key] = value
    return ydoc.encode(doc)


@pytest.mark.parametrize(
    "update",
    [
        hostile("figure", alt="x" * 1_000_000),
        hostile("figure", alt="x" * limits.WORDS_BYTES + "x"),
        hostile("figure", alt="x" * 1_001),
        hostile("figure", file="https://example.org/track.png"),
        hostile("footnote", words="a\x00b"),
        hostile("footnote", onclick="x"),
        hostile("xref", to="<img>"),
        hostile("citation", source="k" * 65),
        hostile("figure", width=10**9),
        hostile("clause", level=[1, 2]),
    ],
)
def test_hostile_values_of_the_new_nodes_are_refused_before_anything_is_kept(update: bytes) -> None:
    replica = Replica([], 9)
    before = replica.vector()
    with pytest.raises(Refusal):
        replica.accept(update, parse(update))
    assert replica.vector() == before


def test_a_footnote_in_a_footnote_is_taken_apart_and_no_word_lost() -> None:
    doc = ydoc.new(5)
    outer = ydoc.root(doc).children.append(XmlElement("paragraph", {"id": "p"})).children.append(XmlElement("footnote"))
    outer.attributes["words"] = "outer"
    outer.children.append(XmlElement("footnote", {"words": "inner"}))
    outer.children.append(XmlText("deep"))
    update = ydoc.encode(doc)
    replica = Replica([], 9)
    accepted, repair = replica.accept(update, parse(update))
    assert accepted
    assert repair
    (paragraph,) = ydoc.read(replica.doc)["content"]
    assert [kid["type"] for kid in paragraph["content"]] == ["footnote", "footnote", "text"]
    assert not any("content" in kid for kid in paragraph["content"])
