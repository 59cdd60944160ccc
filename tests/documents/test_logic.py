"""Symbols, deadlines, guesses from names, names of files."""

from datetime import UTC, date, datetime, time

import pytest

from workgroups.documents.logic import contents, names, symbols
from workgroups.documents.logic.contents import Packed
from workgroups.documents.logic.deadlines import instant_of
from workgroups.documents.logic.guesses import Guess, belongs_to, guess


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        ("CLOUD/{year}/{n}", ""),
        ("A.{yy}-{nnn}(rev)", ""),
        ("", "empty"),
        ("A/{n}" + "x" * 60, "long"),
        ("A/{month}/{n}", "token"),
        ("A/{{n}}", "letters"),
        ("Été/{n}", "letters"),
        ("A B/{n}", "letters"),
        ("A/{year}", "number"),
        ("A/{n}/{nn}", "number"),
        ("{year}/{yy}/{n}", "year"),
    ],
)
def test_pattern_is_judged(pattern: str, fault: str) -> None:
    assert symbols.fault_in(pattern) == fault


def test_symbols_are_made_by_the_pattern() -> None:
    assert symbols.made("CLOUD/{year}/{n}", year=2026, serial=4) == "CLOUD/2026/4"
    assert symbols.made("C-{yy}.{nnn}", year=2005, serial=12) == "C-05.012"
    assert symbols.part_of("CLOUD/2026/4", "add", 1) == "CLOUD/2026/4/Add.1"
    assert symbols.part_of("CLOUD/2026/4", "corr", 2) == "CLOUD/2026/4/Corr.2"
    assert [symbols.revision_of("C/4", number) for number in (0, 2)] == ["C/4", "C/4/Rev.2"]
    assert [symbols.is_yearly(one) for one in ("A/{n}", "A/{yy}/{n}")] == [False, True]
    assert symbols.default_pattern("secure-cloud-computing") == "SCC/{year}/{n}"
    assert symbols.default_pattern("cloud") == "CLOUD/{year}/{n}"


@pytest.mark.parametrize(
    ("kind", "at", "zone", "instant"),
    [
        ("instant", time(18, 30), "Asia/Tokyo", datetime(2026, 11, 2, 9, 30, tzinfo=UTC)),
        ("business", None, "America/New_York", datetime(2026, 11, 2, 22, 0, tzinfo=UTC)),
        ("day", None, "Europe/Paris", datetime(2026, 11, 2, 23, 0, tzinfo=UTC)),
        ("anywhere", None, "Asia/Tokyo", datetime(2026, 11, 3, 12, 0, tzinfo=UTC)),
    ],
)
def test_deadline_is_an_instant(kind: str, at: time | None, zone: str, instant: datetime) -> None:
    assert instant_of(kind=kind, day=date(2026, 11, 2), at=at, zone=zone) == instant


@pytest.mark.parametrize(
    ("name", "guessed"),
    [
        ("Draft agenda_FR.docx", Guess("Draft agenda", "agenda", "fr")),
        ("cost-report-en.pdf", Guess("Cost report", "report", "en")),
        ("Compte rendu (French).odt", Guess("Compte rendu", "minutes", "fr")),
        ("security slides.pptx", Guess("Security slides", "presentation", "")),
        ("outlook.pptx", Guess("Outlook", "presentation", "")),
        ("Northland_contribution_v2.pdf", Guess("Northland contribution", "contribution", "")),
        ("محضر.pdf", Guess("محضر", "working", "")),
        (".pdf", Guess("Pdf", "working", "")),
        ("en.pdf", Guess("En", "working", "")),
    ],
)
def test_names_of_files_are_guesses(name: str, guessed: Guess) -> None:
    assert guess(name) == guessed


def test_files_with_one_title_belong_together() -> None:
    assert belongs_to(["Costs", "Agenda", "costs"]) == [0, 1, 0]


def test_names_are_safe_and_unique_and_carry_the_marking() -> None:
    made = names.file_name(symbol="CLOUD/2026/4/Rev.1", language="zh-Hans", marking="restricted", brought_as="Cö.PDF")
    assert made == "CLOUD-2026-4-Rev.1_zh-Hans_RESTRICTED.pdf"
    evil = names.file_name(symbol="../../etc", language="en", marking="group", brought_as="x.p/df")
    assert evil == "etc_en_group"
    assert names.unique(["a.pdf", "A.PDF", "a.pdf", "b"]) == ["a.pdf", "A_2.PDF", "a_3.pdf", "b"]


def test_index_of_an_archive_runs_nothing() -> None:
    packed = Packed("C/1", "=cmd()", "<b>", "English", "Group", "", "1 May", "C-1_en_group.pdf", 3)
    paths, heads = (
        contents.paths_of([packed]),
        ["Symbol", "Title", "Type", "Language", "Marking", "From", "Date", "File"],
    )
    assert paths == ["C-1/C-1_en_group.pdf"]
    table = contents.table([packed], paths, heads)
    assert table.startswith("\ufeffSymbol,Title")
    assert ",'=cmd()," in table
    page = contents.page([packed], paths, heads, title="Documents", language="en")
    assert "&lt;b&gt;" in page
    assert 'href="C-1/C-1_en_group.pdf"' in page
