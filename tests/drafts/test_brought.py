"""Pictures in files that come in: figures of the draft, written anew in a child, or left behind in words."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django import Settings

from tests.cast import Cast
from tests.drafts.office_files import docx, drawing, odt, para, picture, run, styled
from workgroups.core.confined.processes import HERE as CONFINED
from workgroups.drafts import actions, queries, tasks
from workgroups.drafts.adapters import brought, office
from workgroups.drafts.adapters.brought import pictures_in
from workgroups.drafts.logic import blocks, captions, faults, incoming, schema
from workgroups.drafts.logic.from_pandoc import from_pandoc
from workgroups.drafts.models import Arrival, Draft
from workgroups.files.models import File
from workgroups.files.queries import bytes_of

CELL = f"<w:tbl><w:tr><w:tc>{para(drawing('rIdP1', 'In a cell'))}</w:tc><w:tc>{para('Beside.')}</w:tc></w:tr></w:tbl>"
INSERTED = '<w:ins w:id="5" w:author="Ana" w:date="2026-11-20T10:00:00Z">'
BODY = (
    para(run("Before "), drawing("rIdP1", "A blue bar"), run(" after.")),
    para(drawing("rIdP2")),
    styled("Caption", run("Figure "), run("2"), run(": Costs by "), run("year", "<w:b/>")),
    para(drawing("rIdP3", "A drawing of another program")),
    styled("Caption", "Table 1: What it costs"),
    CELL,
    para(drawing("rIdFar", "Far away", link=True)),
    styled("Caption", "A caption of nothing."),
)
MEDIA = {"rIdP1": picture(), "rIdP2": picture("JPEG", (40, 40), "red"), "rIdP3": b"\x01\x00\x00\x00 EMF"}
FAR = (
    '<Relationship Id="rIdFar" TargetMode="External" Target="https://far.example/a.png" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/>'
)


@pytest.fixture(autouse=True)
def store(settings: Settings, tmp_path: Path) -> None:
    """Keep files in a folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path / "media"


def words(found: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [
        (one["type"], one.get("attrs", {}).get("alt") or one.get("attrs", {}).get("caption") or "", schema.plain(one))
        for one in incoming.text_of(found, made=True)
    ]


def read(data: bytes, source: office.Source) -> tuple[dict[str, Any], Any]:
    told = office.read(data, source)
    found = from_pandoc(told.tree, told.alternatives)
    pictures, left = pictures_in(data, source, captions.wanted(found.blocks))
    uid = "0198c3a4-0000-7000-8000-00000000000"
    kept = {
        name: {"file": f"{uid}{at}", "width": one.width, "height": one.height}
        for at, (name, one) in enumerate(pictures.items())
    }
    return incoming.kept(found, told.origin, kept), left


def test_figures_of_a_word_file_have_their_words_and_captions() -> None:
    found, left = read(docx(*BODY, media=MEDIA, relations=FAR), "docx")
    assert words(found) == [
        ("paragraph", "", "Before after."),
        ("figure", "A blue bar", ""),
        ("figure", "", "Costs by year"),
        ("paragraph", "", "[A drawing of another program]"),
        ("table", "What it costs", "What it costs\n\nBeside."),
        ("paragraph", "", "A caption of nothing."),
    ]
    second = incoming.text_of(found, made=True)[2]
    assert (second["attrs"]["width"], second["attrs"]["height"]) == (40, 40)
    assert second["content"][-1] == {"type": "text", "text": "year", "marks": [{"type": "strong"}]}
    assert dict(left) == {"picture": 1}
    assert office.read(docx(*BODY, media=MEDIA, relations=FAR), "docx").left_out == {"picture_linked": 1}


def test_figures_of_an_opendocument_text_have_their_words_and_captions() -> None:
    image = '<draw:image xlink:href="Pictures/{}"/><svg:title>T</svg:title>'
    frame = '<draw:frame draw:name="F" text:anchor-type="as-char" svg:width="3cm" svg:height="2cm">{}</draw:frame>'
    told = frame.format(image.format("a.png") + "<svg:desc>A blue bar &amp; more</svg:desc>")
    inner = frame.format(image.format("b.png") + "<svg:desc>Red</svg:desc>")
    boxed = frame.format(
        f'<draw:text-box><text:p text:style-name="P1">{inner}'
        "Figure <text:sequence>2</text:sequence>: Costs by year</text:p></draw:text-box>"
    )
    body = (
        f'<text:p text:style-name="Standard">{told}</text:p><text:p text:style-name="P1">Figure 1: The bar</text:p>'
        f'<text:p text:style-name="Standard">{boxed}</text:p><text:p text:style-name="Standard">{told} again</text:p>'
    )
    found, left = read(odt(body, media={"a.png": picture(), "b.png": picture(colour="red")}), "odt")
    assert words(found) == [
        ("figure", "A blue bar & more", "The bar"),
        ("figure", "Red", "Costs by year"),
        ("figure", "A blue bar & more", ""),
        ("paragraph", "", "again"),
    ]
    assert not left


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Figure 3: Costs", "Costs"),
        ("Tableau 2.1 – Coûts", "Coûts"),
        ("图 4 成本", "成本"),
        ("12: Costs", "Costs"),
        ("20 countries reported", "20 countries reported"),
        ("Figure 3", "Figure 3"),
        ("Tablets by year", "Tablets by year"),
    ],
)
def test_a_label_that_a_program_counted_is_taken_off_a_caption(said: str, left: str) -> None:
    assert captions.unlabelled([{"type": "text", "text": said}]) == [{"type": "text", "text": left}]


def test_pictures_beyond_the_limits_are_counted_and_the_others_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(brought, "MOST", 3)
    monkeypatch.setattr(brought, "LARGEST", 2_000)
    large = picture("BMP", (64, 64))
    media = {f"rIdP{at}": data for at, data in enumerate([large, picture(), b"no picture", picture("GIF"), picture()])}
    names = [f"media/{key}.png" for key in media]
    found, left = pictures_in(docx(media=media), "docx", [*names, "media/../../etc/passwd", "media/none.png"])
    assert [one.media_type for one in found.values()] == ["image/png", "image/png"]
    assert left == {"picture_large": 1, "picture": 1, "picture_many": 3}
    inline = "data:image/png;base64,iVBORw0KGgo="
    assert pictures_in(b"", "html", ["https://far.example/a.png", inline])[1] == {"picture_linked": 1, "picture": 1}


def test_a_picture_bomb_is_left_behind_and_takes_no_other_along(tmp_path: Path) -> None:
    huge = picture("PNG", (1, 1)).replace(b"\x00\x00\x00\x01\x00\x00\x00\x01", b"\x00\x00\xff\xff\x00\x00\xff\xff", 1)
    found, left = pictures_in(docx(media={"a": huge, "b": picture()}), "docx", ["media/a.png", "media/b.png"])
    assert (list(found), left) == (["media/b.png"], {"picture": 1})
    (tmp_path / "in-0").write_bytes(picture())
    told = [sys.executable, "-I", str(brought.HERE / "pictures_child.py"), str(CONFINED), str(tmp_path), "1"]
    done = subprocess.run([*told, *brought.LIMITS.words()], capture_output=True, check=True, timeout=60)
    assert b'"isolated": true' in done.stdout


def bring(client: Client, address: str, data: bytes, name: str = "Our paper.docx") -> str:
    page = client.post(address, {"file": ContentFile(data, name)})["Location"]
    tasks.sweep_files()
    return str(page)


@pytest.mark.django_db
def test_a_draft_that_begins_with_a_file_has_its_pictures_and_asks_for_words(cast: Cast, client: Client) -> None:
    client.force_login(cast.delegate)
    page = bring(client, f"{cast.group.get_absolute_url()}drafts/from-file/", docx(*BODY, media=MEDIA, relations=FAR))
    told = client.get(page).content.decode()
    assert "3 pictures come along; 1 says nothing in words" in told
    assert "Left behind: pictures of a kind that a draft cannot show, or damaged: save them as PNG or JPEG (1)" in told
    shown = File.objects.filter(kind=queries.ARRIVED).order_by("pk")
    assert told.count("<img ") >= 3
    assert client.get(shown[0].get_absolute_url())["Content-Type"] == "image/png"
    stranger = Client()
    stranger.force_login(cast.chair)
    assert stranger.get(shown[0].get_absolute_url()).status_code == 404
    client.post(page, {"title": "Ours", "language": "en", "changes": "make", "marking": "group"})
    draft = Draft.objects.get()
    document = queries.document_of(draft)
    pictures = queries.pictures_of(draft, {str(one.uid) for one in File.objects.filter(kind=queries.FIGURES)})
    assert len(pictures) == 2  # the bar stands twice
    assert not File.objects.filter(kind=queries.ARRIVED).exists()
    missing = [one.code for one in faults.faults(queries.shown_of(draft, document))]
    assert missing.count("figure-words") == 1
    assert "figure-gone" not in missing
    assert stranger.get(next(iter(pictures.values())).get_absolute_url()).status_code == 200


@pytest.mark.django_db
def test_a_figure_goes_out_and_comes_back_as_itself_and_a_new_one_as_a_proposal(cast: Cast, client: Client) -> None:
    client.force_login(cast.chair)
    page = bring(client, f"{cast.group.get_absolute_url()}drafts/from-file/", docx(*BODY[:3], media=MEDIA))
    client.post(page, {"title": "Ours", "language": "en", "changes": "make", "marking": "group"})
    draft = Draft.objects.get()
    before = queries.document_of(draft)["content"]
    client.post(f"{draft.get_absolute_url()}copies/", {"format": "docx"})
    tasks.sweep_files()
    sent = bytes_of(File.objects.get(kind="drafts.copy"))
    address = f"{draft.get_absolute_url()}marked-up/"
    bring(client, address, sent, "same.docx")
    same = Arrival.objects.get(name="same.docx").found
    assert incoming.changes(same, before) == []
    assert [one["attrs"]["file"] for one in same["blocks"] if one["type"] == "figure"] == [
        one["attrs"]["file"] for one in before if one["type"] == "figure"
    ]
    new = para(INSERTED + drawing("rIdNew", "A green bar") + "</w:ins>")
    told = bring(client, address, _with(sent, new, picture(colour="green")), "back.docx")
    assert "1 picture comes along" in client.get(told).content.decode()
    assert client.get(told).content.decode().count("<img ") == 1
    client.post(told)
    proposal = draft.proposals.get()
    assert proposal.kind == "insert"
    assert proposal.reason == "Marked by Ana in “back.docx”."
    assert "<img " in client.get(proposal.get_absolute_url()).content.decode()
    actions.accept_proposal(actor=cast.member("chair"), proposal=proposal)
    after = queries.document_of(draft)["content"]
    (fresh,) = [one for one in after if one not in before]
    assert (fresh["type"], fresh["attrs"]["alt"]) == ("figure", "A green bar")
    assert queries.pictures_of(draft, {fresh["attrs"]["file"]})
    assert blocks.fingerprint([one for one in after if one != fresh]) == blocks.fingerprint(before)


def _with(sent: bytes, paragraph: str, data: bytes) -> bytes:
    """The copy with a picture that somebody put in at its end."""
    from tests.drafts.office_files import OFFICE, W, zipped
    from workgroups.core.office.archives import unpacked

    parts = dict(unpacked(sent))
    document = parts["word/document.xml"].decode()
    head, _sign, tail = document.rpartition("<w:sectPr")
    wrapped = paragraph.replace("<w:p>", f"<w:p {W}>", 1)
    parts["word/document.xml"] = f"{head}{wrapped}<w:sectPr{tail}".encode()
    relations = parts["word/_rels/document.xml.rels"].decode()
    row = f'<Relationship Id="rIdNew" Type="{OFFICE}/image" Target="media/new.png"/></Relationships>'
    parts["word/_rels/document.xml.rels"] = relations.replace("</Relationships>", row).encode()
    parts["word/media/new.png"] = data
    return zipped(parts)
