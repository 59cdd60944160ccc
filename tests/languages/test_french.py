"""French pages, mail and reports say nothing in English: no message of the catalogue shows where its French differs."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pikepdf
import pypdf
import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.cast import Cast
from tests.deliverables.stage import WORDS, version
from tests.doors import table
from tests.doors.ask import undone
from tests.doors.door import IN, Door
from tests.languages.spoken import spoken
from tests.notifications.conftest import Tell
from workgroups.accounts.models import Person
from workgroups.core import catalogues, clock, languages
from workgroups.deliverables import actions
from workgroups.deliverables.models import Build
from workgroups.deliverables.tasks import build as build_task
from workgroups.events.actions import catch_up
from workgroups.files.queries import bytes_of
from workgroups.groups.actions import invite_member
from workgroups.notifications import tasks
from workgroups.notifications.actions import send_waiting
from workgroups.timers.actions import fire_due

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SHOWN = {
    "public:front", "public:group-page", "public:report-list", "public:report-page", "public:release-page",
    "groups:group-front", "groups:member-list", "groups:manage", "home:desk", "threads:thread-list",
    "threads:thread-page", "meetings:meeting-list", "meetings:meeting-page", "drafts:draft-page",
    "polls:decision-list", "polls:decision-page", "deliverables:deliverable-page", "notifications:preferences",
    "accounts:settings", "account_login",
}  # fmt: skip
PAGES = list({door.name: door for door in reversed(table.doors()) if door.name in SHOWN and door.get}.values())


@pytest.fixture(scope="module")
def english() -> set[str]:
    """What the interface says in English and not in French, one sentence a message, without those with gaps."""
    found = set()
    for message in catalogues.read("fr"):
        for asked, given in zip(catalogues.forms(message.id), catalogues.forms(message.string), strict=False):
            if asked and asked != given and not catalogues.PLACEHOLDER.search(asked):
                found.add(asked.strip())
    return found - set(languages.OWN_NAMES.values())


@pytest.fixture
def reader(cast: Cast) -> Person:
    """The secretariat, which sees every page, reading French in Geneva."""
    cast.secretariat.language, cast.secretariat.time_zone = "fr", "Europe/Zurich"
    cast.secretariat.save()
    return cast.secretariat


@pytest.mark.parametrize("door", PAGES, ids=str)
def test_a_french_page_says_nothing_in_english(door: Door, cast: Cast, reader: Person, english: set[str]) -> None:
    client = Client()
    is_public = door.name.startswith(("public:", "account_"))
    if not is_public:
        assert (door.get or {})["secretariat"] is IN
        client.force_login(reader)
    with undone():
        args = door.args(cast)
        with translation.override("fr" if is_public else "en"):
            address = reverse(door.name, kwargs=args)
        found = client.get(address, dict(door.query))
        page = found.content.decode()
    assert (found.status_code, found["Content-Language"]) == (200, "fr")
    assert '<html lang="fr" dir="ltr"' in page
    assert english.intersection(spoken(page, "fr")) == set()


def test_pages_that_are_shown_exist() -> None:
    assert {door.name for door in PAGES} == SHOWN


@pytest.fixture
def outbox(settings, mailoutbox: list[mail.EmailMultiAlternatives]) -> list[mail.EmailMultiAlternatives]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return mailoutbox


def lines(message: mail.EmailMultiAlternatives) -> Iterator[str]:
    yield str(message.subject)
    yield from (line.strip() for line in str(message.body).splitlines())
    for content, _kind in message.alternatives:
        yield from spoken(str(content), "fr")


def test_an_invitation_is_written_in_the_language_that_the_officer_chose(
    cast: Cast, outbox: list[mail.EmailMultiAlternatives], english: set[str], client: Client
) -> None:
    invite_member(
        actor=cast.chair, group=cast.group, name="Ana", email="ana@n.example", office_role="secretariat", language="fr"
    )
    catch_up()
    send_waiting()
    (letter,) = [one for one in outbox if one.to == ["ana@n.example"]]
    assert letter.subject == "Invitation à rejoindre le groupe Cloud"
    assert english.intersection(lines(letter)) == set()
    assert '<html lang="fr"' in str(letter.alternatives[0][0])
    link = next(word for word in str(letter.body).split() if "/invitations/" in word)
    page = client.get(link[link.index("/invitations/") :]).content.decode()
    assert english.intersection(spoken(page, "fr")) == set()


def test_mail_for_a_person_is_in_their_language(
    reader: Person, outbox: list[mail.EmailMultiAlternatives], client: Client
) -> None:
    client.post("/accounts/login/code/", {"email": reader.email})
    send_waiting()
    (letter,) = outbox
    assert letter.subject == "Votre code de connexion"
    assert "valable une seule fois" in str(letter.body)


def test_a_digest_is_french_from_its_subject_to_its_foot(
    reader: Person, tell: Tell, outbox: list[mail.EmailMultiAlternatives], english: set[str]
) -> None:
    Person.objects.update(joined_at=NOON)
    with clock.at(NOON):
        tasks.plan()
    tell("secretariat", subject=1)
    with clock.at(NOON + timedelta(hours=18)):  # seven in the morning in Zurich
        while fire_due():
            pass
        send_waiting()
    (letter,) = [one for one in outbox if one.to == [reader.email]]
    assert letter.subject == "1 nouveauté"
    assert "depuis votre dernier récapitulatif" in str(letter.body)
    assert '<html lang="fr" dir="ltr"' in str(letter.alternatives[0][0])
    assert english.intersection(lines(letter)) == set()


def test_the_frame_of_a_french_report_is_french(cast: Cast, english: set[str]) -> None:
    made = actions.create_deliverable(actor=cast.member("chair"), title="Le nuage", language="fr")
    actions.add_source(actor=cast.member("chair"), deliverable=made, version=version(cast, WORDS))
    asked = actions.request_build(actor=cast.member("chair"), deliverable=made)
    with translation.override("en"):
        build_task(asked.pk)
    build = Build.objects.get(pk=asked.pk)
    assert build.status == Build.Status.READY, build.error
    files = {one.format: one.file for one in build.outputs.select_related("file__blob")}
    pdf = bytes_of(files["pdf"])
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert str(opened.Root.Lang) == "fr"
    words = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    said = {line.strip() for line in words.splitlines()}
    assert {"Table des matières", "À propos de ce document"} <= said
    assert english.intersection(said) == set()
    web = bytes_of(files["web"]).decode()
    assert english.intersection(spoken(web, "fr")) == set()
