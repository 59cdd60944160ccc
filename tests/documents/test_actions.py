"""Acts on documents: numbers, versions, deadlines, withdrawal, markings, and who may do them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from tests.cast import Cast, build_cast
from tests.documents.stage import document, file, version
from workgroups.core import clock
from workgroups.core.errors import Missing, NotAllowed, Refused
from workgroups.documents import actions
from workgroups.documents.actions import Given
from workgroups.documents.models import Document
from workgroups.documents.permissions import FILES, document_for
from workgroups.documents.queries.lists import authors_of
from workgroups.files.models import File
from workgroups.files.queries import loose_files

pytestmark = pytest.mark.django_db
IN_2026 = datetime(2026, 5, 4, 9, tzinfo=UTC)


def number(cast: Cast, pattern: str) -> None:
    actions.set_scheme(actor=cast.member("chair"), pattern=pattern)


def test_symbols_follow_the_scheme_and_begin_anew_each_year(cast: Cast) -> None:
    number(cast, "CLOUD/{year}/{n}")
    with clock.at(IN_2026):
        symbols = [document(cast).symbol for _time in range(2)]
    with clock.at(IN_2026 + timedelta(days=365)):
        symbols.append(document(cast).symbol)
    assert symbols == ["CLOUD/2026/1", "CLOUD/2026/2", "CLOUD/2027/1"]
    assert list(Document.objects.order_by("pk").values_list("number", flat=True)) == [1, 2, 3]


def test_number_of_a_withdrawn_document_or_of_an_old_pattern_is_never_given_again(cast: Cast) -> None:
    number(cast, "P/{n}")
    first = document(cast)
    actions.withdraw_document(actor=cast.member("delegate"), document=first)
    actions.purge_document(document_id=first.pk)
    assert document(cast).symbol == "P/2"
    number(cast, "Q/{n}")
    assert document(cast).symbol == "Q/3"
    Document.objects.filter(symbol="Q/3").update(symbol="Q/4")
    assert document(cast).symbol == "Q/5"


def test_addenda_and_corrigenda_are_documents_tied_to_their_parent(cast: Cast) -> None:
    number(cast, "C/{n}")
    parent = document(cast)
    parts = [document(cast, who, parent=parent, part=part) for who, part in (("observer", "add"), ("chair", "corr"))]
    parts.append(document(cast, parent=parent, part="add"))
    assert [one.symbol for one in parts] == ["C/1/Add.1", "C/1/Corr.1", "C/1/Add.2"]
    assert {one.parent_id for one in parts} == {parent.pk}
    with pytest.raises(Refused):
        document(cast, parent=parts[0], part="add")
    assert document(cast).symbol == "C/2"


def test_revision_and_version_and_language(cast: Cast) -> None:
    number(cast, "C/{n}")
    one = document(cast)
    slip = version(cast, one, note="A comma")
    french = version(cast, one, language="fr")
    revised = version(cast, one, is_revision=True)
    one.refresh_from_db()
    assert (slip.number, french.number, revised.number) == (2, 1, 3)
    assert (slip.rev, french.rev, revised.rev, one.cited) == ("", "", "Rev.1", "C/1/Rev.1")
    names = {found.rendition.language: found.file.name for found in (revised, french) if found.file}
    assert names == {"en": "paper.txt", "fr": "paper.txt"}  # as they were read; the rows carry the new names
    assert sorted(File.objects.values_list("name", flat=True)) == [
        "C-1-Rev.1_en_group.txt",
        "C-1_en_group.txt",
        "C-1_en_group.txt",
        "C-1_fr_group.txt",
    ]


def test_file_is_taken_once_and_by_who_brought_it(cast: Cast) -> None:
    brought = file(cast)
    with pytest.raises(Refused):
        actions.add_document(actor=cast.member("chair"), title="Costs", files={"en": brought.pk})
    actions.add_document(actor=cast.member("delegate"), title="Costs", files={"en": brought.pk})
    with pytest.raises(Refused):
        actions.add_document(actor=cast.member("delegate"), title="Costs", files={"en": brought.pk})


def test_what_comes_after_the_deadline_is_late_for_good(cast: Cast) -> None:
    given = Given(words="Third meeting", kind="anywhere", day=date(2026, 5, 3))
    with clock.at(datetime(2026, 5, 4, 11, 59, tzinfo=UTC)):
        assert not document(cast, given=given).is_late
    with clock.at(datetime(2026, 5, 4, 12, tzinfo=UTC)):
        late = document(cast, given=given)
    assert late.is_late
    with pytest.raises(Refused):
        document(cast, given=Given(kind="day"))


def test_withdrawal_can_be_undone_for_ten_minutes_by_who_did_it(cast: Cast) -> None:
    one = document(cast)
    actions.withdraw_document(actor=cast.member("chair"), document=one, note="Wrong file")
    with pytest.raises(NotAllowed):
        actions.restore_document(actor=cast.member("delegate"), document=one)
    actions.restore_document(actor=cast.member("chair"), document=one)
    one.refresh_from_db()
    assert (one.withdrawn_at, one.withdrawn_note) == (None, "")
    actions.withdraw_document(actor=cast.member("chair"), document=one)
    with clock.at(clock.now() + clock.UNDO), pytest.raises(NotAllowed):
        actions.restore_document(actor=cast.member("chair"), document=one)


def test_purge_lets_go_of_the_files_and_keeps_the_trace(cast: Cast) -> None:
    one = document(cast)
    assert actions.purge_document(document_id=one.pk) == []
    actions.withdraw_document(actor=cast.member("delegate"), document=one)
    files = actions.purge_document(document_id=one.pk)
    assert list(File.objects.filter(kind=FILES).values_list("pk", flat=True)) == files
    assert loose_files(cast.delegate, FILES, File.objects.values_list("uid", flat=True)) != []
    assert document_for(cast.member("observer"), one.number).is_purged


def test_restricted_documents_do_not_exist_for_observers(cast: Cast) -> None:
    one = document(cast, marking="restricted")
    assert document_for(cast.member("delegate2"), one.number) == one
    with pytest.raises(Missing):
        document_for(cast.member("observer"), one.number)


def test_officers_alone_change_a_marking_and_the_names_of_files_follow(cast: Cast) -> None:
    one = document(cast)
    said = {"title": "Costs", "type": "report", "delegation": None, "given": Given()}
    with pytest.raises(NotAllowed):
        actions.change_document(actor=cast.member("delegate"), document=one, marking="restricted", **said)
    actions.change_document(actor=cast.member("chair"), document=one, marking="restricted", **said)
    assert File.objects.get().name.endswith("_en_RESTRICTED.txt")


def test_delegations_bring_in_their_own_name(cast: Cast) -> None:
    north = cast.member("chair").delegation
    with pytest.raises(Refused):
        document(cast, delegation=north)
    one = document(cast, "chair", delegation=cast.member("delegate").delegation)
    assert document_for(cast.member("delegate2"), one.number, may="change") == one
    with pytest.raises(NotAllowed):
        document_for(cast.member("observer"), one.number, may="change")


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_numbers_without_holes_or_doubles() -> None:
    cast = build_cast()
    number(cast, "C/{n}")
    parent = document(cast)
    brought = [file(cast).pk for _time in range(12)]
    member = cast.member("delegate")

    def add(place: int) -> str:
        part = {"parent": parent, "part": "add"} if place % 3 == 0 else {}
        try:
            made = actions.add_document(actor=member, title="Costs", files={"en": brought[place]}, **part)
            return made.symbol
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        symbols = sorted(pool.map(add, range(12)))
    assert symbols == sorted([*(f"C/{n}" for n in range(2, 10)), *(f"C/1/Add.{n}" for n in range(1, 5))])


def test_numbers_and_authors_tell_nothing_of_what_is_restricted(cast: Cast) -> None:
    west = cast.member("delegate").delegation
    first = document(cast)
    made = [document(cast, marking=marking) for marking in ("restricted", "group")]
    parts = [document(cast, parent=first, part="add", marking=marking) for marking in ("restricted", "group")]
    hidden = document(cast, marking="restricted", delegation=west)
    assert [one.number for one in (first, *made, *parts)] == [1, 100_001, 2, 100_002, 3]
    assert [one.symbol.rpartition("/")[2] for one in (first, *made, *parts)] == [
        "1", "100001", "2", "Add.10001", "Add.1",
    ]  # fmt: skip
    assert [list(authors_of(cast.member(who))) for who in ("observer", "delegate")] == [[], [west]]
    assert hidden.delegation == west
