"""Papers of a meeting: whose they are, in which order, late or awaited; and the pack made of them."""

import io
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader
from pytest_django import Settings

from tests.cast import Cast
from tests.files import office
from tests.files.test_actions import picture
from tests.live.replay import replay
from workgroups.core import clock
from workgroups.core.errors import Missing, NotAllowed, Refused
from workgroups.documents.actions import Given, add_document, withdraw_document
from workgroups.documents.models import Document
from workgroups.documents.permissions import FILES
from workgroups.files.actions import store_bytes
from workgroups.files.queries import bytes_of
from workgroups.groups.permissions import Member
from workgroups.meetings import actions
from workgroups.meetings.actions import Item
from workgroups.meetings.models import Meeting, Pack, Paper
from workgroups.meetings.permissions import can_read_pack, paper_for
from workgroups.meetings.queries import papers_seen
from workgroups.meetings.tasks import make_packs
from workgroups.notifications.registry import duties_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(settings: Settings, tmp_path: Path) -> None:
    """Keep files in a folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def chair(cast: Cast, client: Client) -> Member:
    client.force_login(cast.secretariat)
    return cast.member("chair")


@pytest.fixture
def meeting(chair: Member) -> Meeting:
    day = clock.now().date() + timedelta(days=7)
    made = actions.plan_meeting(actor=chair, title="Costs", day=day, wall_time=time(9), zone="UTC", minutes=60)
    actions.set_agenda(actor=chair, meeting=made, items=[Item("Welcome"), Item("Storage", presenter="Ana")])
    return made


def document(member: Member, title: str, data: bytes, name: str = "a.pdf", marking: str = "group") -> Document:
    file = store_bytes(owner=member.person, group_id=member.group.pk, name=name, data=data, kind=FILES)
    return add_document(actor=member, title=title, files={"en": file.pk}, marking=marking)


def test_officers_add_and_members_propose(cast: Cast, chair: Member, meeting: Meeting) -> None:
    delegate, observer = cast.member("delegate"), cast.member("observer")
    first = document(chair, "Figures", office.pdf("One"))
    actions.add_paper(actor=chair, meeting=meeting, document=first, item=meeting.agenda.get(position=2))
    own = document(delegate, "Our view", office.pdf("Two"))
    proposed = actions.add_paper(actor=delegate, meeting=meeting, document=own)
    assert (proposed.state, [one.title for one in papers_seen(delegate, meeting)]) == (
        "proposed",
        ["Figures", "Our view"],
    )
    with pytest.raises(NotAllowed):
        actions.add_paper(actor=observer, meeting=meeting, document=own)
    with pytest.raises(Refused, match="paper of the meeting already"):
        actions.add_paper(actor=chair, meeting=meeting, document=first)
    with pytest.raises(Refused, match="Choose a document of the library"):
        actions.add_paper(actor=delegate, meeting=meeting, title="Somebody else's")
    actions.take_paper(actor=chair, paper=proposed)
    proposed.refresh_from_db()
    with pytest.raises(NotAllowed):
        actions.remove_paper(actor=delegate, paper=proposed)
    actions.set_papers_due(actor=chair, meeting=meeting, given=Given(), members_propose=False)
    meeting.refresh_from_db()
    with pytest.raises(NotAllowed):
        actions.add_paper(actor=delegate, meeting=meeting, document=own)


def test_papers_stay_with_their_items_when_the_agenda_is_written_again(chair: Member, meeting: Meeting) -> None:
    item = meeting.agenda.get(position=2)
    paper = actions.add_paper(actor=chair, meeting=meeting, document=document(chair, "A", office.pdf("x")), item=item)
    actions.set_agenda(actor=chair, meeting=meeting, items=[Item("Opening"), Item("Apologies"), Item("Storage")])
    paper.refresh_from_db()
    assert paper.item
    assert (paper.item.title, paper.item.position) == ("Storage", 3)
    actions.set_agenda(actor=chair, meeting=meeting, items=[Item("Opening"), Item("Apologies"), Item("Storing")])
    paper.refresh_from_db()
    assert paper.item
    assert paper.item.title == "Storing"
    actions.set_agenda(actor=chair, meeting=meeting, items=[Item("Opening")])
    paper.refresh_from_db()
    assert paper.item is None


def test_what_is_restricted_does_not_exist_for_observers(cast: Cast, chair: Member, meeting: Meeting) -> None:
    paper = actions.add_paper(
        actor=chair, meeting=meeting, document=document(chair, "Secret", office.pdf("x"), marking="restricted")
    )
    seen = {who: len(papers_seen(cast.member(who), meeting)) for who in ("delegate", "observer")}
    assert seen == {"delegate": 1, "observer": 0}
    with pytest.raises(Missing):
        paper_for(cast.member("observer"), meeting.number, paper.pk, may="remove")


def test_late_and_awaited_papers(cast: Cast, chair: Member, meeting: Meeting) -> None:
    delegate = cast.member("delegate")
    actions.set_papers_due(
        actor=chair,
        meeting=meeting,
        given=Given(kind="day", day=clock.now().date() + timedelta(days=2), zone="UTC"),
        members_propose=True,
    )
    awaited = actions.add_paper(actor=chair, meeting=meeting, title="National figures", delegation=delegate.delegation)
    duty = next(one for one in duties_of([cast.delegate])[cast.delegate.pk] if one.kind == "meetings.paper")
    assert (duty.verb, duty.thing) == ("Bring the paper", "National figures")
    meeting.refresh_from_db()
    assert (duty.due, [one.is_late for one in papers_seen(chair, meeting)]) == (meeting.papers_due_at, [False])
    with clock.at(clock.now() + timedelta(days=4)):
        assert [one.is_late for one in papers_seen(chair, meeting)] == [True]
        own = document(delegate, "Figures of Westland", office.pdf("x"))
        with pytest.raises(NotAllowed):
            actions.bring_paper(actor=cast.member("observer"), paper=awaited, document=own)
        actions.bring_paper(actor=delegate, paper=awaited, document=own)
        assert [(one.title, one.is_late) for one in papers_seen(chair, meeting)] == [("Figures of Westland", True)]
        assert [one for one in duties_of([cast.delegate])[cast.delegate.pk] if one.kind == "meetings.paper"] == []


def test_open_page_follows_papers(cast: Cast, chair: Member, meeting: Meeting, client: Client) -> None:
    page_of = (f"meeting:{meeting.pk}", meeting.get_absolute_url())
    first, second = (document(chair, title, office.pdf("x")) for title in ("First", "Second"))
    made: list[Paper] = []
    acts = [
        lambda: made.append(actions.add_paper(actor=chair, meeting=meeting, document=first)),
        lambda: made.append(actions.add_paper(actor=chair, meeting=meeting, title="Awaited")),
        lambda: actions.bring_paper(actor=chair, paper=made[1], document=second),
        lambda: actions.move_paper(actor=chair, paper=made[1], later=False),
        lambda: actions.set_papers_due(
            actor=chair, meeting=meeting, given=Given(kind="day", day=date(2031, 1, 1)), members_propose=True
        ),
        lambda: actions.remove_paper(actor=chair, paper=made[0]),
    ]
    for act in acts:
        with replay(client, cast.group) as page:
            page.shows(*page_of)
            act()
    assert [one.title for one in papers_seen(chair, meeting)] == ["Second"]


def test_pages_of_papers(cast: Cast, chair: Member, meeting: Meeting, client: Client) -> None:
    address = f"{meeting.get_absolute_url()}papers/"
    found = document(chair, "Figures", office.pdf("x"))
    item = meeting.agenda.get(position=1)
    given = {"document": found.pk, "item": item.pk, "presenter": "Ana"}
    assert client.post(f"{address}new/", given)["Location"] == f"{meeting.get_absolute_url()}#papers"
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert (page.count('<span dir="auto">Figures</span></a>'), "Presented by Ana" in page) == (
        2,
        True,
    )  # at its item, and among the papers
    paper = meeting.papers.get()
    back = client.post(f"{address}{paper.pk}/remove/").content.decode()
    assert f'name="document" value="{found.pk}"' in back
    assert client.post(f"{address}new/", {"document": ""}).status_code == 422


def test_meeting_page_asks_no_more_for_many_papers(chair: Member, meeting: Meeting, client: Client) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(meeting.get_absolute_url())
        return len(asked)

    item = meeting.agenda.get(position=1)
    actions.add_paper(actor=chair, meeting=meeting, document=document(chair, "One", office.pdf("x")), item=item)
    count()
    one = count()
    for number in range(4):
        found = document(chair, f"More {number}", office.pdf("x"))
        actions.add_paper(actor=chair, meeting=meeting, document=found, item=item)
    assert count() == one


def test_pack_holds_what_its_audience_reads_and_lists_the_rest(
    cast: Cast, chair: Member, meeting: Meeting, client: Client
) -> None:
    item = meeting.agenda.get(position=2)
    brought = {
        "Figures": ("a.pdf", office.pdf("Page one of figures", "Page two of figures"), "group"),
        "Locked": ("b.pdf", office.pdf("x", password="secret"), "group"),
        "Broken": ("c.pdf", b"%PDF-1.7 nothing", "group"),
        "Notes": ("d.md", b"# Heading of notes\n\n- one *point*\n\nWords #eval(1) $x$.", "group"),
        "Letter": ("e.docx", office.word("Words of a letter"), "group"),
        "Map": ("f.png", picture(), "group"),
        "Film": ("g.mov", b"\x00\x01\x02", "group"),
        "Position": ("h.pdf", office.pdf("Restricted words"), "restricted"),
    }
    for title, (name, data, marking) in brought.items():
        found = document(chair, title, data, name, marking)
        actions.add_paper(actor=chair, meeting=meeting, document=found, item=item)
    for who in ("delegate", "observer"):
        actions.ask_pack(actor=cast.member(who), meeting=meeting)
    with replay(client, cast.group) as page:
        page.shows(f"pack:{meeting.pk}", f"{meeting.get_absolute_url()}pack/")
        assert make_packs() == 2
    mine, theirs = (Pack.objects.get(audience=one) for one in ("participants", "observers"))
    assert (mine.state, theirs.state) == ("ready", "ready")
    texts = {pack.audience: text_of(pack) for pack in (mine, theirs)}
    for text in texts.values():
        for words in ("Page two of figures", "Heading of notes", "Words #eval(1) $x$.", "Words of a letter"):
            assert words in text
        assert text.count("locked with a password") == text.count("damaged or unusual") == 1
    assert ("Restricted words" in texts["participants"], "Restricted words" in texts["observers"]) == (True, False)
    assert ("Position" in texts["observers"], "Restricted" in texts["observers"]) == (False, False)
    reader = PdfReader(opened(mine))
    assert reader.outline
    assert f"1 / {len(reader.pages)}" in reader.pages[0].extract_text()
    assert [one["title"] for one in mine.inputs["papers"] if one.get("left_out")] == ["Locked", "Broken", "Film"]
    assert {who: reads(cast, who, mine) for who in ("chair", "delegate", "observer", "outsider")} == {
        "chair": True, "delegate": True, "observer": False, "outsider": False,
    }  # fmt: skip
    assert (reads(cast, "observer", theirs), reads(cast, "delegate", theirs)) == (True, False)
    stamp = mine.inputs_hash
    actions.ask_pack(actor=cast.member("delegate"), meeting=meeting)
    make_packs()
    mine.refresh_from_db()
    assert (mine.inputs_hash, mine.state) == (stamp, "ready")  # nothing changed: the same file
    withdraw_document(actor=chair, document=Document.objects.get(title="Position"))
    assert reads(cast, "delegate", mine) is False  # at once, before it is made again
    actions.renew_packs(meeting_id=meeting.pk)
    make_packs()
    mine.refresh_from_db()
    assert (reads(cast, "delegate", mine), "Restricted words" in text_of(mine)) == (True, False)


def reads(cast: Cast, who: str, pack: Pack) -> bool:
    assert pack.file
    return can_read_pack(cast.person(who), pack.file)


def opened(pack: Pack) -> io.BytesIO:
    assert pack.file
    return io.BytesIO(bytes_of(pack.file))


def text_of(pack: Pack) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(opened(pack)).pages)


def test_a_pdf_that_runs_something_brings_nothing_of_it_into_a_pack(chair: Member, meeting: Meeting) -> None:
    runs = office.pdf("Harmless words", more=b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>")
    actions.add_paper(actor=chair, meeting=meeting, document=document(chair, "Runs", runs))
    actions.ask_pack(actor=chair, meeting=meeting)
    make_packs()
    data = opened(Pack.objects.get()).read()
    assert (b"JavaScript" in data, b"/JS" in data, b"OpenAction" in data) == (False, False, False)
    assert "Harmless words" in text_of(Pack.objects.get())
