"""Sixty people in twelve delegations from a spreadsheet: what comes in, what is explained, what is never doubled."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook, load_workbook

from tests.cast import Cast
from tests.groups.lists import LANDS, as_csv, sixty
from workgroups.core import clock, sheets, spreadsheets
from workgroups.core.errors import NotAllowed, Refused
from workgroups.core.text import cell, uncell
from workgroups.events.actions import read
from workgroups.events.models import Stream
from workgroups.groups import actions
from workgroups.groups.logic import columns
from workgroups.groups.models import Body, Delegation, Group, Invitation, PeopleList
from workgroups.groups.permissions import member_for
from workgroups.groups.queries import exported, report_of
from workgroups.notifications.models import Delivery

ADDRESS = "/groups/cloud/manage/people/"


@pytest.fixture
def as_chair(cast: Cast, client: Client) -> Client:
    client.force_login(cast.chair)
    return client


def brought(cast: Cast, rows: list[list[str]]) -> PeopleList:
    return actions.read_people(actor=cast.chair, group=cast.group, name="list.csv", table=rows)


def workbook(rows: list[list[object]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def test_fifty_of_sixty_come_in_ten_are_explained_and_nothing_is_doubled(cast: Cast) -> None:
    people = brought(cast, sixty())
    report = report_of(people, {})
    assert (len(report.new), len(report.faulty), len(report.known)) == (50, 10, 0)
    assert all(row.why and all(words.endswith(".") for words in row.why) for row in report.faulty)
    assert [row.entry.number for row in report.faulty] == [5, 9, 13, 19, 24, 30, 35, 40, 46, 53]
    assert sorted(report.new_delegations) == LANDS
    actions.import_people(actor=cast.chair, people=people, choices={})
    assert Invitation.objects.filter(times_sent=0).count() == 50
    assert Delegation.objects.filter(group=cast.group, body__name__in=LANDS).count() == 12
    again = report_of(brought(cast, sixty()), {})
    assert (len(again.new), len(again.faulty), len(again.known)) == (0, 10, 50)
    with pytest.raises(Refused):
        actions.import_people(actor=cast.chair, people=people, choices={})
    assert (Invitation.objects.count(), Body.objects.filter(name__in=LANDS).count()) == (50, 12)


def test_a_list_writes_with_as_many_queries_for_fifty_as_for_two(cast: Cast) -> None:
    asked = []
    rows = sixty()
    for part in (rows[1:2], rows[2:3], rows[14:]):
        people = brought(cast, [rows[0], *part])
        with CaptureQueriesContext(connection) as seen:
            actions.import_people(actor=cast.chair, people=people, choices={})
        asked.append(len(seen))
    assert asked[1] == asked[2]


def test_nothing_leaves_before_the_press_and_the_press_says_to_whom(cast: Cast, as_chair: Client) -> None:
    actions.import_people(actor=cast.chair, people=brought(cast, sixty()), choices={})
    mailed()
    assert not Delivery.objects.filter(template="groups/mail/invitation").exists()
    page = as_chair.get("/groups/cloud/manage/invitations/?show=prepared").content.decode()
    assert page.count('name="invitation"') == page.count("@land.example") == 50
    assert "Invitation to Cloud" in page
    ids = list(Invitation.objects.values_list("pk", flat=True))
    sent = as_chair.post("/groups/cloud/manage/invitations/", {"invitation": ids})
    after = as_chair.get(sent.headers["Location"]).content.decode()
    assert (after.count("@land.example"), "50 invitations are on their way." in after) == (50, True)
    mailed()
    mailed()
    assert Delivery.objects.filter(template="groups/mail/invitation").count() == 50


def mailed() -> None:
    for stream in Stream.objects.all():
        read(reader="invitations", stream_id=stream.pk)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["Kim", "delegate@cast.example", "Northland"], "Has or is offered a seat for Westland already"),
        (["Kim", "kim@x.example", "Nortland"], "is it Northland?"),
        (["Kim", "kim@x.example", "@SUM(A1)"], "Delegation begins like a formula"),
    ],
)
def test_a_row_against_the_group_is_explained(cast: Cast, row: list[str], words: str) -> None:
    report = report_of(brought(cast, [["Nom", "Courriel", "Délégation"], row]), {})
    assert words in " ".join(report.faulty[0].why)


def test_a_slip_of_the_pen_comes_in_once_it_is_decided(cast: Cast) -> None:
    people = brought(cast, [["Name", "E-mail", "Country"], ["Kim", "kim@x.example", "Nortland"]])
    (unknown,) = report_of(people, {}).unknown
    (made,) = actions.import_people(actor=cast.chair, people=people, choices={unknown.key: str(unknown.near[0].pk)})
    assert made.delegation == Delegation.objects.get(group=cast.group, body__name="Northland")


def test_members_are_here_already_by_any_of_their_addresses(cast: Cast) -> None:
    cast.delegate.emailaddress_set.create(email="other@cast.example", verified=True)
    rows = [["Name", "E-mail", "Country", "Role"], ["D", "Other@cast.example", "WESTLAND", "Chef de délégation"]]
    (known,) = report_of(brought(cast, rows), {}).known
    assert known.why == ("Is here already.",)


def test_the_export_is_read_back_without_changes_and_goes_round(cast: Cast, client: Client) -> None:
    client.force_login(cast.chair)
    for extension in sheets.TYPES:
        file = client.get(f"{ADDRESS}export.{extension}")
        report = report_of(brought(cast, spreadsheets.read_table(file.content)), {})
        assert (len(report.known), report.new, report.faulty) == (len(report.rows), [], [])
    client.force_login(cast.outsider)
    table = spreadsheets.read_table(file.content)
    copied = actions.read_people(actor=cast.outsider, group=cast.elsewhere, name="", table=table)
    for offer in actions.import_people(actor=cast.outsider, people=copied, choices={}):
        offer.times_sent = 1
        offer.save()
        actions.accept_invitation(invitation=offer, person=cast.person(offer.email.split("@")[0]))
    rows = {tuple(row) for row in exported(Group.objects.get(pk=cast.elsewhere.pk)) if row[0] != "Outsider"}
    assert rows == {tuple(row) for row in exported(cast.group)}


def test_a_file_that_lies_or_bursts_is_refused_in_words(as_chair: Client) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 200_000_000)
    entities = io.BytesIO()
    with zipfile.ZipFile(entities, "w") as archive:
        archive.writestr("xl/workbook.xml", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>')
    for content, words in (
        (bomb.getvalue(), "unpacks to far more"),
        (entities.getvalue(), "It was not opened"),
        (b"PK\x03\x04 and nothing else", "cannot be read"),
        (b"\x89PNG\x00\x00", "neither a spreadsheet"),
        (b"\xd0\xcf\x11\xe0old", "an old or a protected Excel file"),
        (b"just words", "No headings were found"),
        (b"x" * 2_000_001, "larger than 2 MB"),
    ):
        answer = as_chair.post(f"{ADDRESS}import/", {"file": SimpleUploadedFile("people.xlsx", content)})
        assert (answer.status_code, words in answer.content.decode()) == (422, True), words


def test_a_workbook_with_dates_titles_and_gaps_is_read(cast: Cast) -> None:
    rows = [["Members 2026"], [], ["Prénom", "Nom", "E-mail", "Pays", "Du", "Extra"]]
    rows += [["Ana", "Pérez", "ana@x.example", "Northland", clock.now().date(), 1.0], [], ["", "", ""]]
    (row,) = report_of(people := brought(cast, spreadsheets.read_table(workbook(rows))), {}).new
    assert (row.entry.name, row.entry.number, row.entry.since) == ("Ana Pérez", 4, clock.now().date())
    assert people.ignored == ["Extra"]


def test_faulty_rows_come_as_a_spreadsheet_with_reasons_and_without_formulas(cast: Cast, as_chair: Client) -> None:
    people = brought(cast, sixty())
    file = as_chair.get(f"{ADDRESS}import/{people.pk}/to-mend.xlsx")
    sheet = load_workbook(io.BytesIO(file.content)).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert (len(rows), rows[0][-1]) == (11, "What is wrong")
    assert all(row[-1] and not str(value or "").startswith("=") for row in rows for value in row)
    assert (
        as_chair.get(f"{ADDRESS}template.xlsx").status_code == as_chair.get(f"{ADDRESS}template.csv").status_code == 200
    )
    assert as_chair.get(f"{ADDRESS}template.exe").status_code == 404


def test_pasted_cells_are_read_and_what_was_typed_comes_back(cast: Cast, as_chair: Client) -> None:
    refused = as_chair.post(f"{ADDRESS}import/", {"pasted": "Kim\tkim@x.example"})
    assert (refused.status_code, "kim@x.example" in refused.content.decode()) == (422, True)
    taken = as_chair.post(f"{ADDRESS}import/", {"pasted": as_csv(sixty(), ";")})
    report = as_chair.get(taken.headers["Location"]).content.decode()
    assert "Bring in 50 people" in report
    after = as_chair.post(taken.headers["Location"], follow=True).content.decode()
    assert "50 people are brought in" in after


def test_only_officers_bring_people_in(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        actions.read_people(actor=cast.delegate, group=cast.group, name="", table=sixty())
    with pytest.raises(NotAllowed):
        actions.import_people(actor=cast.outsider, people=brought(cast, sixty()), choices={})


def test_a_list_is_forgotten_and_who_came_in_stays(cast: Cast) -> None:
    people = brought(cast, sixty())
    actions.import_people(actor=cast.chair, people=people, choices={})
    actions.forget_people_list(people=people)
    assert (PeopleList.objects.count(), Invitation.objects.count()) == (0, 50)


def test_a_seat_keeps_the_days_that_the_list_gave(cast: Cast) -> None:
    rows = [["Name", "E-mail", "Country", "From", "To"]]
    rows += [["Out", "outsider@cast.example", "Northland", "01.02.2024", "2099-12-31"]]
    (offer,) = actions.import_people(actor=cast.chair, people=brought(cast, rows), choices={})
    actions.send_invitations(actor=cast.chair, group=cast.group, invitation_ids=[offer.pk])
    offer.refresh_from_db()
    actions.accept_invitation(invitation=offer, person=cast.outsider)
    (seat,) = member_for(cast.outsider, "cloud").seats
    assert (str(seat.since), str(seat.until)) == ("2024-02-01", "2099-12-31")


@pytest.mark.parametrize("value", ["=1+1", "+33", "-x", "@a", "＝1", "'quoted'", "plain", "'=already", ""])
def test_the_guard_of_a_cell_goes_round(value: str) -> None:
    assert uncell(cell(value)) == value or value.startswith("'=")


def test_every_heading_of_the_template_is_known_in_every_language() -> None:
    from django.utils.translation import override

    for tag in ("en", "fr"):
        with override(tag):
            found = [columns.headings().get(columns.plain(str(label))) for label in columns.LABELS.values()]
            assert found == list(columns.LABELS)
