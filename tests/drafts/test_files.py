"""Drafts as files: a copy in every format, a Word file with its changes in and out, files that are no files."""

import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pytest_django import Settings

from tests.cast import Cast
from tests.live.replay import replay
from workgroups.core import clock
from workgroups.drafts import actions, queries, tasks
from workgroups.drafts.adapters import markdown, office
from workgroups.drafts.logic import blocks, incoming, schema, tracked
from workgroups.drafts.logic.from_pandoc import from_pandoc
from workgroups.drafts.logic.to_pandoc import Remark, to_pandoc
from workgroups.drafts.logic.tracked import Hand
from workgroups.drafts.models import TEXT_FORMATS, Arrival, Copy, Draft
from workgroups.files.models import File
from workgroups.files.queries import bytes_of

ANA, BO = Hand("Ana (Uruguay)", "2026-11-20T10:00:00Z"), Hand("Bo", "2026-11-21T09:30:00Z")
WORDS = """# Purpose

This text is **old** and bad for all members.

- one
- two *three*

> quoted words

| Head | Other |
| --- | --- |
| a | b |

3. third
4. fourth
"""
SHEET = office.Sheet("Issues paper", "en", "ltr", "Cloud", ("Draft 1",), "Restricted", "Page")


@pytest.fixture(autouse=True)
def store(settings: Settings, tmp_path: Path) -> None:
    """Keep files in a folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path / "media"


def text(words: str = WORDS) -> list[schema.Node]:
    found = schema.normal({"type": "doc", "content": blocks.with_ids(markdown.to_nodes(words))})
    fixed = schema.repaired(found)
    assert fixed
    return list(fixed["content"])


def changed(block: schema.Node, old: str, new: str) -> schema.Node:
    return dict(json.loads(json.dumps(block).replace(old, new)))


def bare(value: object) -> object:
    """Without ids, which no word processor knows, and without what is only a default."""
    if isinstance(value, list):
        return [bare(one) for one in value]
    if isinstance(value, dict):
        kept = {key: bare(one) for key, one in value.items() if key != "id"}
        return {key: one for key, one in kept.items() if one != {}}
    return value


words = st.lists(st.sampled_from(["peace", "trade", "cloud", "and", "the", ".", "é", "云"]), min_size=1, max_size=9)


@settings(max_examples=60, deadline=None)
@given(words, words)
def test_a_woven_block_settles_to_what_it_was_and_to_what_it_became(old: list[str], new: list[str]) -> None:
    def made(given: list[str]) -> schema.Node:
        return {"type": "paragraph", "content": [{"type": "text", "text": " ".join(given)}]}

    (woven,) = tracked.weave(made(old), made(new), ANA)
    assert tracked.settle(woven, tracked.nobody) == made(old)
    assert tracked.settle(woven, tracked.everybody) == made(new)
    assert tracked.settle(woven, tracked.only("Bo")) == made(old)


def test_a_word_file_brings_back_changes_comments_and_which_block_is_which() -> None:
    base = text()
    other = changed(changed(base[1], "bad", "good"), "members", "groups")
    new = {"type": "paragraph", "content": [{"type": "text", "text": "A paragraph of its own."}]}
    shown = [base[0], *tracked.weave(base[1], other, ANA), tracked.whole(new, "insertion", BO)]
    shown += [tracked.whole(base[2], "deletion", BO), *base[3:]]
    remarks = {base[3]["attrs"]["id"]: [Remark("quoted", "Bo", BO.date, "Who says so?")]}
    data = office.write(to_pandoc(shown, {office.ORIGIN: "a draft:12"}, remarks), "docx", SHEET)

    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    assert xml.count("<w:ins ") >= 4
    assert '<w:rPr><w:ins w:id="9000" w:author="Bo"' in xml  # the whole paragraph, not only its words
    read = office.read(data, "docx")
    assert read.origin == "a draft:12"
    found = incoming.kept(from_pandoc(read.tree), read.origin)
    assert bare(incoming.text_of(found, made=False)) == bare(base)
    assert incoming.authors(found) == ["Ana (Uruguay)", "Bo"]
    told = [(one.kind, one.block, one.author) for one in incoming.changes(found, base)]
    ids = [block["attrs"]["id"] for block in base]
    assert told == [("replace", ids[1], ANA.author), ("insert", ids[1], "Bo"), ("delete", ids[2], "Bo")]
    assert bare(incoming.changes(found, base)[0].content) == bare([other])
    (note,) = incoming.notes(found, base)
    assert (note.block, note.quote, note.author, note.words) == (ids[3], "quoted", "Bo", "Who says so?")


def test_what_was_written_into_a_file_without_tracking_is_found_too() -> None:
    base = text()
    ids = [block["attrs"]["id"] for block in base]
    data = office.write(to_pandoc([base[0], changed(base[1], "bad", "good"), *base[3:]], {}), "docx", SHEET)
    found = incoming.kept(from_pandoc(office.read(data, "docx").tree), "")
    told = [(one.kind, one.block, one.author) for one in incoming.changes(found, base)]
    assert told == [("replace", ids[1], ""), ("delete", ids[2], "")]
    found["names"] = [[] for _ in found["names"]]  # another program let the bookmarks go: words tell
    assert [(one.kind, one.block, one.author) for one in incoming.changes(found, base)] == told
    same = office.write(to_pandoc(base, {}), "docx", SHEET)
    assert incoming.changes(incoming.kept(from_pandoc(office.read(same, "docx").tree), ""), base) == []


@pytest.mark.parametrize("ending", ["docx", "odt", "html", "md"])
def test_each_format_comes_back_as_it_went(ending: office.Source) -> None:
    base = text()
    data = office.write(to_pandoc(base, {"pagetitle": "x"}, bookmarks=False), ending, SHEET)
    found = incoming.kept(from_pandoc(office.read(data, ending).tree), "")
    kept = [one for one in incoming.text_of(found, made=True) if schema.plain(one) != "x"]
    assert bare(kept) == bare(base)


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 300_000_000)
    return out.getvalue()


def deep() -> bytes:
    return b"".join(b"  " * depth + b"- x\n" for depth in range(60))


@pytest.mark.parametrize(
    ("name", "data", "fault"),
    [
        ("a.docx", b"PK\x03\x04 and nothing", "unreadable"),
        ("a.odt", b"no archive", "unreadable"),
        ("a.docx", bomb(), "unreadable"),
        ("a.md", b"", None),
        ("a.md", b"\n \n", "unreadable"),
        ("a.md", deep(), "too_much"),
        ("a.md", b"word " * 90_000, "too_much"),
        ("a.exe", b"MZ", None),
    ],
    ids=["torn", "lie", "bomb", "empty", "blank", "deep", "long", "program"],
)
@pytest.mark.django_db
def test_what_cannot_be_read_says_so_and_the_worker_lives(
    cast: Cast, name: str, data: bytes, fault: str | None
) -> None:
    client = Client()
    client.force_login(cast.delegate)
    address = f"{cast.group.get_absolute_url()}drafts/from-file/"
    answer = client.post(address, {"file": ContentFile(data, name)})
    if fault is None or answer.status_code == 422:  # refused at the door
        assert (answer.status_code, Arrival.objects.count()) == (422, 0)
        return
    assert answer.status_code == 302
    assert tasks.sweep_files() == 1
    found = Arrival.objects.get()
    assert (found.state, found.fault) == ("failed", fault)
    page = client.get(found.get_absolute_url())
    assert b"could not be read" in page.content
    assert (tasks.sweep_files(), Draft.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_a_draft_begins_with_a_file_and_only_its_bringer_sees_it_before(cast: Cast) -> None:
    base = text()
    other = changed(base[1], "bad", "good")
    data = office.write(to_pandoc([base[0], *tracked.weave(base[1], other, ANA), *base[2:]], {}), "docx", SHEET)
    client = Client()
    client.force_login(cast.delegate)
    address = f"{cast.group.get_absolute_url()}drafts/from-file/"
    page = client.post(address, {"file": ContentFile(data, "Our paper.docx")})["Location"]
    with replay(client, cast.group) as shown:
        shown.shows(f"arrival:{Arrival.objects.get().pk}", page)
        assert tasks.sweep_files() == 1
    told = client.get(page).content.decode()
    assert "1 word was added by tracked changes, 1 word was taken out" in told
    assert "Ana (Uruguay)" in told
    assert 'value="Our paper"' in told
    stranger = Client()
    stranger.force_login(cast.chair)
    assert stranger.get(page).status_code == 404
    assert client.get(Arrival.objects.get().file.get_absolute_url()).status_code == 404  # type: ignore[union-attr]
    given = {"title": "Our paper", "language": "en", "changes": "make", "marking": "group"}
    assert client.post(page, {**given, "title": " "}).status_code == 422
    assert client.post(page, given).status_code == 302
    draft = Draft.objects.get()
    assert bare(queries.document_of(draft)["content"]) == bare([base[0], other, *base[2:]])
    assert client.post(page, given).status_code == 200  # again: it leads to the draft that was begun
    assert Draft.objects.count() == 1
    with clock.at(clock.now() + actions.files.KEEP * 2):
        tasks.sweep_files()
    assert Arrival.objects.count() == 0


@pytest.mark.django_db
def test_a_copy_in_every_format_is_made_by_the_worker_for_one_reader(cast: Cast) -> None:
    draft = actions.create_draft(actor=cast.member("chair"), title="Issues paper", words=WORDS, marking="restricted")
    client = Client()
    client.force_login(cast.delegate)
    page = f"{draft.get_absolute_url()}copies/"
    with replay(client, cast.group) as shown:
        shown.shows(f"draft:{draft.pk}:copies", page)
        for format_ in TEXT_FORMATS:
            assert client.post(page, {"format": format_.value}).status_code == 302
    assert client.post(page, {"format": "exe"}).status_code == 422
    assert [one.format for one in Copy.objects.filter(with_changes=True)] == ["docx"]  # in one press
    for chosen, expected in (({"with_changes": "on"}, True), ({}, False)):
        client.post(page, {"format": "pdf", "chosen": "1", **chosen})
        client.post(page, {"format": "md", "chosen": "1", **chosen})  # cannot show them
        found = Copy.objects.filter(format__in=["pdf", "md"]).order_by("-format").values_list("with_changes", flat=True)
        assert list(found) == [expected, False]
    with replay(client, cast.group) as shown:
        shown.shows(f"draft:{draft.pk}:copies", page)
        assert (tasks.sweep_files(), tasks.sweep_files()) == (5, 0)
    files = {file.name.rpartition(".")[2]: file for file in File.objects.filter(kind="drafts.copy")}
    assert set(files) == {one.value for one in TEXT_FORMATS}
    assert files["pdf"].name == f"cloud-draft-{draft.number}-RESTRICTED.pdf"
    pdf = PdfReader(io.BytesIO(bytes_of(files["pdf"])))
    said = " ".join(one.extract_text() for one in pdf.pages)
    assert "This text is old and bad for all members." in said
    assert "Restricted" in said
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert b"quoted words" in bytes_of(files["md"])
    assert "<html" in bytes_of(files["html"]).decode()
    assert office.read(bytes_of(files["docx"]), "docx").origin.startswith(str(draft.uid))
    for who, status in ((cast.delegate, 200), (cast.chair, 404), (cast.outsider, 404)):
        other = Client()
        other.force_login(who)
        assert other.get(files["docx"].get_absolute_url()).status_code == status
    actions.edit_block(**_edit(cast, draft))
    assert b"The text has changed since." in client.get(page).content


def _edit(cast: Cast, draft: Draft) -> dict:
    block = queries.document_of(draft)["content"][1]
    return {
        "actor": cast.member("chair"),
        "draft": draft,
        "block_id": block["attrs"]["id"],
        "base": blocks.fingerprint(block),
        "words": "Other words.",
    }


@pytest.mark.django_db
def test_a_worker_that_dies_leaves_a_copy_to_the_next_and_who_may_no_longer_read_gets_none(cast: Cast) -> None:
    draft = actions.create_draft(actor=cast.member("chair"), title="Issues paper", words=WORDS)
    wanted = actions.ask_copy(
        actor=cast.member("observer"), draft=draft, format="md", with_changes=False, language="en"
    )
    assert actions.take_copy(copy_id=wanted.pk)
    assert actions.take_copy(copy_id=wanted.pk) is None
    actions.mark_draft(actor=cast.member("chair"), draft=draft, marking="restricted")
    with clock.at(clock.now() + actions.files.LEASE):
        tasks.make_copy(wanted.pk)
    assert (Copy.objects.get().state, File.objects.count()) == ("failed", 0)


@pytest.mark.django_db
def test_tracked_changes_of_a_file_become_proposals_to_the_draft_that_begins_with_it(cast: Cast) -> None:
    base = text()
    other = changed(base[1], "bad", "good")
    tree = to_pandoc([base[0], *tracked.weave(base[1], other, ANA), *base[2:]], {})
    client = Client()
    client.force_login(cast.delegate)
    address = f"{cast.group.get_absolute_url()}drafts/from-file/"
    page = client.post(address, {"file": ContentFile(office.write(tree, "docx", SHEET), "a.docx")})["Location"]
    tasks.sweep_files()
    client.post(page, {"title": "Ours", "language": "en", "changes": "propose", "marking": "group"})
    draft = Draft.objects.get()
    assert bare(queries.document_of(draft)["content"]) == bare(base)
    (one,) = draft.proposals.all()
    assert bare(one.content) == bare([other])
    assert one.reason == "Marked by Ana (Uruguay) in “a.docx”."


@pytest.mark.django_db
def test_a_marked_up_copy_comes_back_as_proposals_by_block_and_author(cast: Cast) -> None:
    draft = actions.create_draft(actor=cast.member("chair"), title="Issues paper", content=rich())
    first, note, clause = (queries.document_of(draft)["content"][at] for at in (1, 2, 4))
    put = {"actor": cast.member("delegate"), "draft": draft, "kind": "replace"}
    new = changed(first, "bad", "good")
    actions.put_forward(**put, block=first["attrs"]["id"], base=blocks.fingerprint(first), content=[new])
    client = Client()
    client.force_login(cast.chair)
    client.post(f"{draft.get_absolute_url()}copies/", {"format": "docx"})
    tasks.sweep_files()
    sent = bytes_of(File.objects.get(kind="drafts.copy"))
    with zipfile.ZipFile(io.BytesIO(sent)) as archive:
        xml = archive.read("word/document.xml").decode()
    assert f'w:author="Delegate ({cast.member("delegate").delegation})"' in xml
    assert "See the annex." in zipfile.ZipFile(io.BytesIO(sent)).read("word/footnotes.xml").decode()

    page = f"{draft.get_absolute_url()}marked-up/"
    back = client.post(page, {"file": ContentFile(marked(sent), "back.docx")})["Location"]
    region = re.compile(r'<div id="arrival" class="flow" data-live="arrival:\d+"')
    waiting = region.findall(client.get(back).content.decode())
    tasks.sweep_files()
    told = client.get(back).content.decode()
    assert (region.findall(told), len(waiting)) == (waiting, 1)  # who waits for it sees it come
    assert "2 changes were found" in told
    assert "does not say that it is a copy" not in told
    assert client.post(back).status_code == 302
    made = list(draft.proposals.filter(by=cast.chair).order_by("number"))
    assert [(one.kind, one.block) for one in made] == [
        ("replace", first["attrs"]["id"]),
        ("replace", clause["attrs"]["id"]),
    ]
    assert bare(made[0].content) == bare([new])  # what the delegate had proposed, brought by the chair
    assert schema.plain(made[1].content[0]) == "Another clause of few words."
    assert made[1].content[0]["type"] == "clause"
    assert note["content"][1]["type"] == "footnote"
    assert client.post(back).status_code == 200  # used
    assert draft.proposals.filter(by=cast.chair).count() == 2
    other = Client()
    other.force_login(cast.outsider)
    assert other.get(page).status_code == 404


def rich() -> list[schema.Node]:
    """Blocks with a note and numbered clauses."""
    base = text()
    note = {"type": "footnote", "attrs": {"words": "See the annex."}}
    said = [{"type": "text", "text": "Some words"}, note, {"type": "text", "text": " with a note."}]
    clauses = [
        {"type": "clause", "attrs": {"level": 1}, "content": [{"type": "text", "text": words}]}
        for words in ("A clause.", "Another clause of many words.")
    ]
    doc = schema.normal({"type": "doc", "content": [*base[:2], {"type": "paragraph", "content": said}, *clauses]})
    return list(doc["content"])


def marked(data: bytes) -> bytes:
    """The file as a word processor leaves it after somebody wrote into it with tracking on."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as copy:
        for name in archive.namelist():
            part = archive.read(name)
            if name == "word/document.xml":
                who = 'w:author="Cleo" w:date="2026-11-22T10:00:00Z"'
                old = '<w:r><w:t xml:space="preserve">Another clause of many words.</w:t></w:r>'
                new = (
                    '<w:r><w:t xml:space="preserve">Another clause of </w:t></w:r>'
                    f'<w:del w:id="71" {who}><w:r><w:delText>many</w:delText></w:r></w:del>'
                    f'<w:ins w:id="72" {who}><w:r><w:t>few</w:t></w:r></w:ins>'
                    '<w:r><w:t xml:space="preserve"> words.</w:t></w:r>'
                )
                assert old in part.decode()
                part = part.decode().replace(old, new).encode()
            copy.writestr(name, part)
    return out.getvalue()


@pytest.mark.django_db
def test_comments_go_out_with_a_word_copy_and_only_new_ones_come_back(cast: Cast) -> None:
    draft = actions.create_draft(actor=cast.member("chair"), title="Issues paper", content=text())
    base = queries.document_of(draft)["content"]
    said = {"actor": cast.member("delegate"), "draft": draft, "anchor": {"block": base[1]["attrs"]["id"]}}
    actions.add_comment(**said, body="Is this **true**?")
    wanted = actions.ask_copy(actor=cast.member("chair"), draft=draft, format="docx", with_changes=True, language="en")
    tasks.make_copy(wanted.pk)
    sent = bytes_of(File.objects.get(kind="drafts.copy"))
    found = from_pandoc(office.read(sent, "docx").tree)
    (out,) = found.comments
    assert (out.author.split(" (")[0], out.words) == ("Delegate", "Is this true?")
    remarks = {
        base[1]["attrs"]["id"]: [Remark("", out.author, out.date, out.words)],
        base[3]["attrs"]["id"]: [Remark("quoted", "Bo", BO.date, "Who says so?")],
    }
    back = office.write(to_pandoc(base, {}, remarks), "docx", SHEET)
    kept = incoming.kept(from_pandoc(office.read(back, "docx").tree), "")
    arrival = Arrival.objects.create(
        group=cast.group, person=cast.chair, draft=draft, name="back.docx", state="ready", found=kept
    )
    assert actions.put_back(actor=cast.member("chair"), arrival=arrival) == (1, [])
    new = draft.comments.get(block=base[3]["attrs"]["id"])
    assert new.posts.get().body == "> quoted\n\nWho says so?\n\n(Bo in “back.docx”)"
    assert draft.comments.count() == 2
