"""A filled matrix that comes back: what each row would do, done on one word, and never twice."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from openpyxl import Workbook, load_workbook

from tests.cast import Cast
from tests.drafts.test_matrix import WORDS, block, propose, say, whole
from tests.live.replay import replay
from workgroups.core import languages
from workgroups.core.errors import Refused
from workgroups.core.spreadsheets import read_sheets
from workgroups.drafts import actions, queries, tasks
from workgroups.drafts.logic import dispositions, filled, matrix, schema
from workgroups.drafts.logic.dispositions import disposition
from workgroups.drafts.logic.rows import Planned
from workgroups.drafts.models import Arrival, Comment, Copy, Draft, Proposal
from workgroups.drafts.permissions import rights_to_bring
from workgroups.files.queries import bytes_of

HEADS = ["Number", "Section", "Place", "Quoted text", "Delegation", "Comment or proposed wording", "Kind"]
HEADS += ["Answer", "What became of it", "Proposed words", "Reason", "Code"]


@pytest.fixture
def draft(cast: Cast) -> Draft:
    return actions.create_draft(actor=cast.member("chair"), title="Charter", words=WORDS)


def book(*rows: dict[str, str], heads: list[str] = HEADS) -> bytes:
    made, packed = Workbook(), io.BytesIO()
    for row in (heads, *([one.get(head, "") for head in heads] for one in rows)):
        made.active.append(row)
    made.save(packed)
    return packed.getvalue()


def bring(client: Client, draft: Draft, data: bytes, name: str = "filled.xlsx") -> Arrival:
    """The file as somebody brings it, read by the worker."""
    answer = client.post(f"{draft.get_absolute_url()}matrix/return/", {"file": ContentFile(data, name)})
    assert answer.status_code == 302, answer.content.decode()
    tasks.sweep_files()
    return Arrival.objects.get(pk=int(answer["Location"].rstrip("/").rpartition("/")[2]))


def acts(cast: Cast, who: str, arrival: Arrival) -> list[tuple[int, str]]:
    """What the worker worked out: the same as one would by now."""
    assert arrival.draft
    rights = rights_to_bring(cast.member(who), arrival.draft)
    plan = queries.plan_of(arrival.found, arrival.draft, arrival.person_id, rights)
    if not arrival.used_at and arrival.found["preview"]["plan"]:
        assert [Planned(**one) for one in arrival.found["preview"]["plan"]] == plan
    return [(one.line, one.act) for one in plan]


def agree(client: Client, arrival: Arrival) -> str:
    """Press what the page offers; return the page after the worker."""
    page = client.get(arrival.get_absolute_url()).content.decode()
    mark = page.partition('name="mark" value="')[2].partition('"')[0]
    assert client.post(arrival.get_absolute_url(), {"mark": mark}).status_code == 302
    assert "being taken in" in client.get(arrival.get_absolute_url()).content.decode()
    tasks.sweep_files()
    return client.get(arrival.get_absolute_url()).content.decode()


def code(draft: Draft, kind: str, number: int) -> str:
    return matrix.code(draft.uid, kind, number)


@pytest.mark.django_db
def test_a_delegation_fills_its_rows_and_nothing_happens_before_it_says_so(
    cast: Cast, draft: Draft, client: Client
) -> None:
    whole(cast, draft)
    client.force_login(cast.delegate)
    rows = [
        {"Place": "block 4", "Comment or proposed wording": "=1+1 is **who**?"},
        {"Quoted text": "report at short", "Comment or proposed wording": "Say how short."},
        {"Place": "block 2", "Proposed words": "Gauges report [-at-]{+every+} hour.", "Reason": "Plain."},
        {"Place": "block 77", "Comment or proposed wording": "Lost?"},
        {"Delegation": "Southland", "Place": "block 2", "Comment or proposed wording": "Not mine."},
        {"Delegation": "Nowhere", "Place": "block 2", "Comment or proposed wording": "Nobody’s."},
        {"Number": "Comment 2", "Comment or proposed wording": "How short?"},
        {"Code": code(draft, "comment", 1), "Answer": "We do."},
        {"Number": "Proposal 1", "What became of it": "Accepted"},
        {"Number": "Comment 2", "Comment or proposed wording": "How long?"},
        {"Code": "C1-000000", "Answer": "Elsewhere."},
        {"Kind": "Remove the block", "Place": "Costs", "Reason": "No title."},
        {"Comment or proposed wording": "The whole is good."},
        {"Answer": "To whom?"},
    ]
    found = bring(client, draft, book(*rows))
    told = ["comment", "comment", "propose", "fault", "other", "fault", "same", "answer", "other", "fault", "fault"]
    told += ["propose", "comment", "fault"]
    assert acts(cast, "delegate", found) == list(enumerate(told, 2))
    page = client.get(found.get_absolute_url()).content.decode()
    for words in ("6 things would be done", "is no place of this text", "This row is Southland’s", "called “Nowhere”"):
        assert words in page, words
    before = (Comment.objects.count(), Proposal.objects.count())
    page = agree(client, found)
    assert (Comment.objects.count(), Proposal.objects.count()) == (before[0] + 3, before[1] + 2)
    assert "6 things came of this file" in page
    made = Comment.objects.get(number=3).posts.get()
    assert (made.body, made.author, made.delegation) == (
        "=1+1 is **who**?",
        cast.delegate,
        cast.member("delegate").delegation,
    )
    assert Comment.objects.get(number=4).posts.get().body == "> report at short\n\nSay how short."
    assert Comment.objects.get(number=5).block == block(draft, 0)["attrs"]["id"]
    mine = Proposal.objects.get(number=3)
    assert (schema.plain(mine.content[0]), mine.reason) == ("Gauges report every hour.", "Plain.")
    assert Comment.objects.get(number=1).posts.last().body == "We do."
    again = bring(client, draft, book(*rows))
    assert {act for _line, act in acts(cast, "delegate", again)} == {"same", "fault", "other"}
    assert "Nothing in this file is new" in client.get(again.get_absolute_url()).content.decode()
    assert client.post(found.get_absolute_url(), {"mark": "any"}).status_code == 302
    assert tasks.sweep_files() == 0


@pytest.mark.django_db
def test_the_pen_holder_answers_in_the_file_that_went_out(cast: Cast, draft: Draft, client: Client) -> None:
    whole(cast, draft)
    propose(cast, draft, "delegate2", 1, "Gauges report at once.")
    client.force_login(cast.chair)
    for form in ("xlsx", "csv"):
        actions.ask_copy(actor=cast.member("chair"), draft=draft, format=form, language="fr", holds=Copy.Holds.MATRIX)
    tasks.sweep_files()
    files = {copy.format: bytes_of(copy.file) for copy in Copy.objects.all() if copy.file}
    for form, data in files.items():
        unchanged = bring(client, draft, data, f"matrix.{form}")
        assert {act for _line, act in acts(cast, "chair", unchanged)} == {"same"}, form
    out = load_workbook(io.BytesIO(files["xlsx"]))
    sheet = out.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[1]}
    answers = {
        "Comment 1": ("The owner.", "Résolu"),
        "Proposal 1": ("Good.", "Acceptée"),
        "Proposal 3": ("Too soon.", "Refusée"),
    }
    names = {
        code(draft, *key): words
        for key, words in {
            ("comment", 1): answers["Comment 1"],
            ("proposal", 1): answers["Proposal 1"],
            ("proposal", 3): answers["Proposal 3"],
        }.items()
    }
    for row in range(2, sheet.max_row + 1):
        if given := names.get(sheet.cell(row, heads["Code"]).value):
            sheet.cell(row, heads["Réponse"]).value, sheet.cell(row, heads["Suite donnée"]).value = given
    packed = io.BytesIO()
    out.save(packed)
    found = bring(client, draft, packed.getvalue())
    assert sorted(act for _line, act in acts(cast, "chair", found) if act != "same") == [
        "accept",
        "answer",
        "decline",
        "resolve",
    ]
    agree(client, found)
    states = list(Proposal.objects.order_by("number").values_list("state", "answer"))
    assert states == [("accepted", "Good."), ("declined", "Too rare."), ("declined", "Too soon.")]
    first = Comment.objects.get(number=1)
    assert (first.state, first.posts.last().body) == ("resolved", "The owner.")
    assert {act for _line, act in acts(cast, "chair", bring(client, draft, packed.getvalue()))} == {"same"}


@pytest.mark.django_db
def test_an_officer_brings_what_a_delegation_sent_on_a_standard_template(
    cast: Cast, draft: Draft, client: Client
) -> None:
    heads = [
        "MB/NC",
        "Clause/ Subclause",
        "Paragraph/ Figure/ Table/",
        "Type of comment",
        "Comments",
        "Proposed change",
        "Observations of the secretariat",
    ]
    said = [
        ["Southland", "Interval", "1", "te", "Too vague.", "Gauges report every ten minutes."],
        ["Southland", "Costs", "1", "te", "Who is the owner?", ""],
        ["Southland", "Costs", "", "ed", "Two words for one thing.", "The keeper pays."],
    ]

    def template(*observed: str) -> bytes:
        rows = [["Comments of Southland, 3 November"], heads]
        rows += [[*row, words] for row, words in zip(said, observed, strict=True)]
        return "\n".join(";".join(row) for row in rows).encode("cp1252")

    client.force_login(cast.secretariat)
    found = bring(client, draft, template("", "", ""), "template.csv")
    assert acts(cast, "secretariat", found) == [(3, "propose"), (4, "comment"), (5, "propose")]
    with replay(client, cast.group) as shown:
        shown.shows(f"arrival:{found.pk}", found.get_absolute_url())
        page = agree(client, found)
    assert "for Southland" in page
    proposal = Proposal.objects.get(number=1)
    assert (proposal.by, proposal.speaker, proposal.reason) == (cast.secretariat, "Southland", "Too vague.")
    post = Comment.objects.get().posts.get()
    assert (post.author, post.delegation.body.name, post.office) == (cast.secretariat, "Southland", "secretariat")
    done = template("Partially accepted: hourly.", "Partly accepted: see 2.1", "Not accepted – an owner keeps it.")
    client.force_login(cast.observer)  # who answers comments, and neither resolves others' nor holds the pen
    theirs = bring(client, draft, done, "observed.csv")
    assert acts(cast, "observer", theirs) == [(3, "other"), (4, "answer"), (4, "other"), (5, "other")]
    page = client.get(theirs.get_absolute_url()).content.decode()
    assert "The comment stays open: who may edit" in page
    client.force_login(cast.chair)
    found = bring(client, draft, done, "observed.csv")
    assert acts(cast, "chair", found) == [(3, "fault"), (4, "answer"), (4, "resolve"), (5, "decline")]
    assert "accept it with changes on its page" in agree(client, found)
    comment, declined = Comment.objects.get(), Proposal.objects.get(number=2)
    assert (comment.state, comment.posts.last().body) == ("resolved", "Partly accepted: see 2.1")
    assert (declined.state, declined.answer) == ("declined", "an owner keeps it.")
    again = bring(client, draft, done, "observed.csv")
    assert acts(cast, "chair", again) == [(3, "fault"), (4, "same"), (5, "same")]
    actions.ask_copy(actor=cast.member("chair"), draft=draft, format="csv", language="fr", holds=Copy.Holds.MATRIX)
    tasks.sweep_files()
    out = bytes_of(Copy.objects.get().file)
    assert "Accepté en partie" in out.decode()
    assert {act for _line, act in acts(cast, "chair", bring(client, draft, out, "out.csv"))} == {"same"}


@pytest.mark.django_db
def test_a_row_and_its_answer_come_in_together(cast: Cast, draft: Draft, client: Client) -> None:
    client.force_login(cast.chair)
    rows = [
        {"Place": "block 4", "Comment or proposed wording": "Why?", "Answer": "Noted."},
        {"Place": "block 2", "Proposed words": "Gauges report every hour.", "Answer": "Accepted"},
        {"Place": "block 3", "Comment or proposed wording": "Who?", "Answer": "To be asked."},
        {"Place": "block 3", "Comment or proposed wording": "Who?", "Answer": "Twice."},
        {"Place": "block 4", "Comment or proposed wording": "Since?", "Answer": "x" * 10_001},
        {"Place": "block 4", "Comment or proposed wording": "y" * 10_001, "What became of it": "Not accepted"},
    ]
    found = bring(client, draft, book(*rows))
    told = [(2, "comment"), (2, "answer"), (2, "resolve"), (3, "propose"), (3, "accept"), (4, "comment")]
    told += [(4, "answer"), (5, "same"), (5, "fault"), (6, "comment"), (6, "answer")]
    assert acts(cast, "chair", found) == [*told, (7, "comment"), (7, "answer"), (7, "resolve")]
    page = agree(client, found)
    assert page.count("Its row did not come in") == 2
    states = {one.number: (one.state, [post.body for post in one.posts.all()]) for one in Comment.objects.all()}
    assert states == {
        1: ("resolved", ["Why?", "Noted."]),
        2: ("open", ["Who?", "To be asked."]),
        3: ("open", ["Since?"]),
    }
    assert schema.plain(block(draft, 1)) == "Gauges report every hour."


def test_what_a_secretariat_writes_is_read_in_its_usual_forms() -> None:
    for words, found in (
        ("ACCEPTED.", ("accepted", "")),
        ("Agreed, see 5.2", ("accepted", "see 5.2")),
        ("Accepted with modification(s): hourly", ("partly", "hourly")),
        ("Acceptée en partie (voir 5.2)", ("partly", "(voir 5.2)")),
        ("Not accepted\nBecause.", ("declined", "Because.")),
        ("Non-accepté : trop tôt", ("declined", "trop tôt")),
        ("Rejeté", ("declined", "")),
        ("note", ("noted", "")),
        ("Note: see 5.2", (None, "Note: see 5.2")),
        ("Accepted by some.", (None, "Accepted by some.")),
        ("", (None, "")),
    ):
        assert disposition(words) == found, words
    for language in languages.OFFERED:
        with translation.override(language):
            assert all(disposition(f"{dispositions.name(key)}. So.") == (key, "So.") for key in dispositions.KEYS)


@pytest.mark.django_db
def test_what_changed_since_the_look_is_looked_at_again(cast: Cast, draft: Draft, client: Client) -> None:
    client.force_login(cast.delegate)
    found = bring(client, draft, book({"Place": "block 4", "Comment or proposed wording": "Why?"}))
    page = client.get(found.get_absolute_url()).content.decode()
    mark = page.partition('name="mark" value="')[2].partition('"')[0]
    say(cast, draft, "delegate2", 3, "Why?")  # the same delegation said the same
    client.post(found.get_absolute_url(), {"mark": mark})
    tasks.sweep_files()
    found.refresh_from_db()
    assert (found.used_at, found.found["moved"], Comment.objects.count()) == (None, True, 1)
    assert "Nothing in this file is new" in client.get(found.get_absolute_url()).content.decode()


@pytest.mark.django_db
def test_a_table_that_cannot_be_read_is_refused_in_words(cast: Cast, draft: Draft, client: Client) -> None:
    client.force_login(cast.observer)
    bomb, broken = io.BytesIO(), io.BytesIO()
    for packed, data in ((bomb, b"<a/>" + b" " * 9_000_000), (broken, b"<a")):
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", data)
    for data, name, words in (
        (b"one,two\n1,2\n", "a.csv", "No row of this file names its columns"),
        (bomb.getvalue(), "a.xlsx", "unpacks to far more"),
        (broken.getvalue(), "a.xlsx", "This spreadsheet cannot be read"),
    ):
        found = bring(client, draft, data, name)
        assert (found.state, found.found.get("rows")) == ("failed", None), name
        assert words in client.get(found.get_absolute_url()).content.decode(), words
    page = f"{draft.get_absolute_url()}matrix/return/"
    assert client.post(page, {"file": ContentFile(b"x", "a.docx")}).status_code == 422
    assert client.post(page, {"file": ContentFile(b"x" * 2_000_001, "a.csv")}).status_code == 422


@pytest.mark.django_db
def test_the_preview_shows_many_rows_page_by_page_and_asks_as_often_as_for_one(
    cast: Cast, draft: Draft, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(cast.delegate)
    asked, pages = [], []
    for many in (1, 60):
        rows = [{"Place": "block 4", "Comment or proposed wording": f"Why {one}?"} for one in range(many)]
        found = bring(client, draft, book(*rows, *({**one, "Proposed words": "So."} for one in rows)))
        with monkeypatch.context() as patched, CaptureQueriesContext(connection) as captured:
            patched.setattr(queries, "plan_of", None)  # the page works nothing out
            pages = [client.get(found.get_absolute_url() + show) for show in ("", "?show=does&page=2")]
        asked.append(len(captured))
    assert asked[0] == asked[1]
    with CaptureQueriesContext(connection) as captured:
        matrix_page = client.get(f"{draft.get_absolute_url()}matrix/").content.decode()
    assert matrix_page.count("Read, not taken in") == 2  # both files can be found again
    assert len([one for one in captured if "drafts_arrival" in one["sql"]]) == 1
    shown = [page.content.decode() for page in pages]
    assert [page.count('<li class="row">') for page in shown] == [20 + 20, 11]  # of 61 things and 59 doubles
    for words in ("61 things would be done", "Show all 61", "Show all 59", "Do these 61 things"):
        assert words in shown[0], words
    assert "51 to 61 of 61" in shown[1]


@pytest.mark.django_db
def test_who_looks_again_sees_what_the_rows_do_by_now_and_nothing_is_done(
    cast: Cast, draft: Draft, client: Client
) -> None:
    client.force_login(cast.delegate)
    found = bring(client, draft, book({"Place": "block 4", "Comment or proposed wording": "Why?"}))
    made = say(cast, draft, "delegate2", 3, "Why?").posts.get()
    assert "1 thing would be done" in client.get(found.get_absolute_url()).content.decode()
    client.post(found.get_absolute_url(), {"mark": actions.LOOK})
    tasks.sweep_files()
    page = client.get(found.get_absolute_url()).content.decode()
    assert ("Nothing in this file is new" in page, "changed since you looked" in page) == (True, False)
    actions.remove_comment(actor=cast.member("delegate2"), post=made)
    client.post(found.get_absolute_url(), {"mark": actions.LOOK})
    tasks.sweep_files()
    page = client.get(found.get_absolute_url()).content.decode()
    assert ("1 thing would be done" in page, "changed since you looked" in page) == (True, False)


def test_a_file_that_is_made_before_the_text_moved_still_finds_its_blocks() -> None:
    here = filled.Where(
        [
            filled.Block("a", True, "", "scope"),
            filled.Block("b", False, "a", "one two"),
            filled.Block("c", False, "a", "three"),
        ],
        {"block 1": "a", "block 2": "b", "block 3": "c", "2": None},
    )
    for cells, found in (
        ({"place": "block 2"}, "c"),  # what it was then
        ({"place": "block 1"}, "a"),
        ({"place": "block 9"}, None),  # gone since
        ({"place": "2"}, None),
        ({"place": "1 Scope", "paragraph": "2"}, "c"),
        ({"place": "1 Scope", "paragraph": "3"}, None),
        ({"place": "block 3", "quoted": "ONE two…"}, "b"),  # words count more than a number
        ({"quoted": "nowhere"}, None),
        ({"place": "GE"}, ""),
        ({}, ""),
    ):
        assert filled.block_of(cells, {"block 2": "c", "block 9": "z"}, here) == found, cells


def test_cells_come_in_as_they_were_typed() -> None:
    assert filled.unmarked("The [-owner-]{+keeper+} pays.") == "The keeper pays."
    assert filled.left("Ten. (Ana, 2026-11-22)\n\nAnd\n\nmore.", ["Ten. (Ana, 2026-11-22)"]) == "And\n\nmore."
    names = {"place": ["Place"], "comment": ["Comment"], "code": ["Code"]}
    tables = [
        [["Place", "Comment"], ["1", "'=1+1"], ["2", ""]],
        [["Place", "Code"], ["1", "x"], ["2", "y"], ["2", "z"]],
    ]
    assert filled.read_rows(tables, names) == {
        "rows": [{"line": 2, "cells": {"place": "1", "comment": "=1+1"}}],
        "places": {"1": "x"},
    }
    with pytest.raises(Refused):
        filled.read_rows([[["Place", "Else"]]], names)
    assert read_sheets(b"Place;Comment;Answer;Kind;Code\n1;a, b, c, d, e, f;;;\n")[0][1][1] == "a, b, c, d, e, f"
