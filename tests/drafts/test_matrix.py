"""The matrix of comments and proposals: every row in its place with its answer, narrowed, followed, as files."""

import csv
import io
import zipfile
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from tests.cast import Cast
from tests.live.replay import replay
from workgroups.drafts import actions, queries, tasks
from workgroups.drafts.logic import blocks, matrix, words
from workgroups.drafts.models import Comment, Copy, Draft, Proposal
from workgroups.files.models import File
from workgroups.files.queries import bytes_of

WORDS = "# Interval\n\nGauges report at short intervals.\n\n# Costs\n\nThe owner pays."


@pytest.fixture
def draft(cast: Cast) -> Draft:
    return actions.create_draft(actor=cast.member("chair"), title="Charter", words=WORDS)


def block(draft: Draft, at: int) -> Any:
    return queries.document_of(draft)["content"][at]


def say(cast: Cast, draft: Draft, who: str, at: int, body: str) -> Comment:
    anchor = {"block": block(draft, at)["attrs"]["id"]}
    return actions.add_comment(actor=cast.member(who), draft=draft, anchor=anchor, body=body).comment


def propose(cast: Cast, draft: Draft, who: str, at: int, text: str, reason: str = "") -> Proposal:
    now = block(draft, at)
    new = {"type": "paragraph", "content": [{"type": "text", "text": text}]}
    given = {"base": blocks.fingerprint(now), "content": [new], "kind": "replace", "reason": reason}
    return actions.put_forward(actor=cast.member(who), draft=draft, block=now["attrs"]["id"], **given)


def whole(cast: Cast, draft: Draft) -> None:
    """Two comments and two proposals, one of each answered; said in another order than that of the text."""
    say(cast, draft, "observer", 3, "=HYPERLINK(1) who pays?")
    propose(cast, draft, "delegate", 3, "The keeper pays.", "The owner may be unknown.")
    first = say(cast, draft, "delegate", 1, "How **short**?")
    actions.answer_comment(actor=cast.member("cochair"), comment=first, body="Ten minutes.")
    actions.resolve_comment(actor=cast.member("chair"), comment=first)
    gone = propose(cast, draft, "cochair", 1, "Gauges report at long intervals.")
    actions.decline_proposal(actor=cast.member("chair"), proposal=gone, answer="Too rare.")


@pytest.mark.django_db
def test_every_row_stands_in_the_order_of_the_text_with_its_answer(cast: Cast, draft: Draft) -> None:
    whole(cast, draft)
    found = queries.matrix_of(draft, queries.document_of(draft))
    told = [(one.name, one.spot.title, one.spot.label, one.speaker, one.state) for one in found if one.spot]
    assert told == [
        ("Comment 2", "Interval", "block 2", "Westland", "resolved"),
        ("Proposal 2", "Interval", "block 2", "Southland", "declined"),
        ("Comment 1", "Costs", "block 4", found[2].speaker, "open"),
        ("Proposal 1", "Costs", "block 4", "Westland", "open"),
    ]
    assert [answer.words for answer in found[0].answers] == ["Ten minutes.", ""]
    assert [(answer.words, answer.who) for answer in found[1].answers] == [("Too rare.", cast.chair.name)]
    assert matrix.marked(found[1].pieces) == "Gauges report at [-short-]{+long+} intervals."
    assert queries.speakers_in(found)[0][1] < queries.speakers_in(found)[-1][1]
    picks: dict[str, Any] = {"state": "", "whose": "", "section": "", "kind": "", "mine": (cast.delegate.pk, set())}
    for name, value, numbers in (
        ("state", "open", [2, 3]),
        ("state", "answered", [0, 1]),
        ("kind", "proposal", [1, 3]),
        ("whose", "mine", [0, 3]),
        ("whose", str(found[1].delegation_id), [1]),
        ("section", block(draft, 2)["attrs"]["id"], [2, 3]),
        ("section", "gone", []),
        ("whose", "nobody", []),
    ):
        assert queries.picked(found, **(picks | {name: value})) == [found[at] for at in numbers], (name, value)


@pytest.mark.django_db
def test_a_row_whose_block_is_gone_stays_at_the_end(cast: Cast, draft: Draft) -> None:
    whole(cast, draft)
    now = block(draft, 1)
    actions.edit_block(
        actor=cast.member("chair"),
        draft=draft,
        block_id=now["attrs"]["id"],
        base=blocks.fingerprint(now),
        words="",
    )
    found = queries.matrix_of(draft, queries.document_of(draft))
    assert [(one.name, one.spot is None) for one in found] == [
        ("Comment 1", False),
        ("Proposal 1", False),
        ("Comment 2", True),
        ("Proposal 2", True),
    ]


@pytest.mark.django_db
def test_the_page_narrows_and_leads_to_the_answer(cast: Cast, draft: Draft, client: Client) -> None:
    page = f"{draft.get_absolute_url()}matrix/"
    client.force_login(cast.chair)
    assert "Nothing was said here" in client.get(page).content.decode()
    whole(cast, draft)
    told = client.get(page).content.decode()
    assert "<del>short</del><ins>long</ins>" in told
    assert "How <strong>short</strong>?" in told
    assert "4 rows, 2 open" in " ".join(told.split())
    assert told.count("Answer<span") == 2
    narrowed = client.get(page, {"state": "open", "kind": "comment"}).content.decode()
    assert ('id="comment-1"' in narrowed, 'id="comment-2"' in narrowed) == (True, False)
    assert "1 shown" in narrowed
    client.force_login(cast.delegate)  # who may comment, and does not hold the pen
    assert client.get(page).content.decode().count("Answer<span") == 1


@pytest.mark.django_db
def test_the_page_follows_what_is_said_and_answered(cast: Cast, draft: Draft, client: Client) -> None:
    client.force_login(cast.chair)
    page, topics = f"{draft.get_absolute_url()}matrix/", f"draft-comments:{draft.pk} proposals:{draft.pk}"
    acts: list[Any] = [
        lambda: say(cast, draft, "observer", 1, "Why?"),
        lambda: propose(cast, draft, "delegate", 3, "The keeper pays."),
        lambda: actions.decline_proposal(actor=cast.member("chair"), proposal=Proposal.objects.get(), answer="No."),
        lambda: actions.resolve_comment(actor=cast.member("chair"), comment=Comment.objects.get()),
    ]
    for act in acts:
        with replay(client, cast.group) as shown:
            shown.shows(topics, page)
            act()
    with replay(client, cast.group) as shown:
        shown.shows(f"draft:{draft.pk}:copies", page)
        client.post(f"{draft.get_absolute_url()}copies/", {"holds": "matrix", "format": "csv"})


@pytest.mark.django_db
def test_the_page_asks_as_often_for_fifty_as_for_one(cast: Cast, draft: Draft, client: Client) -> None:
    client.force_login(cast.delegate)
    page = f"{draft.get_absolute_url()}matrix/"
    asked = []
    for rows in (1, 50):
        while Comment.objects.count() < rows // 2 + 1:
            say(cast, draft, "delegate", 1, f"Why {Comment.objects.count()}?")
        while Proposal.objects.count() < rows // 2 + 1:
            propose(cast, draft, "cochair", 3, f"The keeper pays {Proposal.objects.count()}.")
        client.get(page)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page).status_code == 200
        asked.append(len(captured))
    assert asked[0] == asked[1]
    told = client.get(page).content.decode()
    assert (told.count("<tr id="), 'rel="next"' in told) == (50, True)
    assert client.get(page, {"page": "2"}).content.decode().count("<tr id=") == 2


@pytest.mark.django_db
@pytest.mark.parametrize("marking", ["group", "unattributed"])
def test_the_matrix_as_files(cast: Cast, draft: Draft, client: Client, marking: str) -> None:
    Draft.objects.filter(pk=draft.pk).update(marking=marking)
    whole(cast, draft)
    client.force_login(cast.delegate)
    home = draft.get_absolute_url()
    for format_ in ("xlsx", "csv", "docx"):
        answer = client.post(f"{home}copies/", {"holds": "matrix", "format": format_})
        assert answer["Location"] == f"{home}matrix/"
    assert client.post(f"{home}copies/", {"holds": "matrix", "format": "pdf"}).status_code == 422
    assert client.post(f"{home}copies/", {"holds": "text", "format": "csv"}).status_code == 422
    assert tasks.sweep_files() == 3
    files = {file.name: bytes_of(file) for file in File.objects.filter(kind="drafts.copy")}
    stem = f"cloud-draft-{draft.number}-comments"
    assert set(files) == {f"{stem}.xlsx", f"{stem}.csv", f"{stem}.docx"}
    assert all(f"{stem}.{one}" in client.get(f"{home}matrix/").content.decode() for one in ("xlsx", "csv", "docx"))
    rows = list(csv.reader(io.StringIO(files[f"{stem}.csv"].decode("utf-8-sig"))))
    sheet = load_workbook(io.BytesIO(files[f"{stem}.xlsx"])).worksheets[0]
    assert [[cell.value or "" for cell in row] for row in sheet.iter_rows()] == rows
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert [row[0] for row in rows[1:]] == ["Comment 2", "Proposal 2", "Comment 1", "Proposal 1"]
    assert rows[3][6] == "'=HYPERLINK(1) who pays?"
    assert rows[4][6] == "The [-owner-]{+keeper+} pays.\nWhy: The owner may be unknown."
    with zipfile.ZipFile(io.BytesIO(files[f"{stem}.docx"])) as archive:
        xml = archive.read("word/document.xml").decode()
    assert 'w:orient="landscape"' in xml
    assert "<w:tblHeader" in xml
    assert "<w:strike" in xml
    assert "Too rare." in xml
    everything = xml + str(rows)
    named = [name in everything for name in ("Westland", "Southland", cast.delegate.name, cast.chair.name)]
    assert named == [marking == "group"] * 4
    assert Copy.objects.filter(holds="matrix").count() == 3


def test_a_difference_in_words_needs_no_colour() -> None:
    assert words.pieces("one two", "one three") == [("equal", "one "), ("del", "two"), ("ins", "three")]
    assert matrix.marked(words.pieces("", "all new")) == "{+all new+}"
    assert matrix.marked(words.pieces("all gone", "")) == "[-all gone-]"
