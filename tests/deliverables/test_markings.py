"""Markings in reports: what is restricted stays out, what is not for attribution names nobody; in every byte."""

import io
import zipfile
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from tests.cast import Cast
from tests.deliverables.stage import WORDS, built, report, version
from tests.polls.stage import call, submit
from workgroups.core.errors import Missing, Refused
from workgroups.deliverables import actions
from workgroups.deliverables.adapters.formats import Workshop
from workgroups.deliverables.logic.canonical import plain
from workgroups.deliverables.logic.naming import first_named
from workgroups.deliverables.models import Build, Deliverable
from workgroups.deliverables.permissions import build_for, can_read_file
from workgroups.deliverables.queries import findings_of, inputs_of, outputs_of, polls_in, versions_in
from workgroups.drafts.actions import create_draft, mark_draft
from workgroups.drafts.models import Draft
from workgroups.groups.models import Marking
from workgroups.polls.actions import close_call, close_poll, open_poll
from workgroups.polls.models import Decision

pytestmark = pytest.mark.django_db
FORMATS = ("pdf", "web", "docx", "odt", "epub", "bundle")
SECRETS = ("Zanzibar", "Quilimane", "Westland", "Southland", "Delegate", "Cochair")


def closed(cast: Cast, question: str, marking: str) -> Decision:
    poll = open_poll(actor=cast.member("chair"), question=question, options=["This", "That"], marking=marking)
    close_poll(actor=cast.member("chair"), decision=poll)
    return poll


def unattributed_call(cast: Cast) -> Decision:
    """A call that two delegations answered with the same choice, told to nobody outside."""
    found = call(cast, marking="unattributed")
    for who, words in (("delegate", "Through one desk."), ("cochair", "By a law of its own.")):
        submit(cast, found, who, words, "Hybrid", "Law")
    close_call(actor=cast.member("chair"), decision=found)
    return Decision.objects.get(pk=found.pk)


def codes(deliverable: Deliverable) -> list[str]:
    return [one.code for one in findings_of(deliverable, inputs_of(deliverable))]


def said(name: str, data: bytes) -> Iterator[str]:
    """Every text in a file: what a reader sees, what its parts hold, and their names, archives in archives too."""
    yield data.decode("latin-1")
    yield data.decode("utf-8", "ignore")
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive.comment.decode("latin-1")
            for one in archive.namelist():
                yield one
                yield from said(one, archive.read(one))
    if data[:4] == b"%PDF":
        pdf = PdfReader(io.BytesIO(data))
        yield f"{pdf.metadata} {pdf.outline}"
        yield "".join(page.extract_text() for page in pdf.pages)
        for number in range(1, len(pdf.xref[0]) + 1):
            thing = pdf.get_object(number)
            yield str(thing)
            if hasattr(thing, "get_data"):
                yield thing.get_data().decode("utf-8", "ignore")


def test_no_byte_of_any_format_holds_a_marked_source_or_whose_words_they_are(cast: Cast) -> None:
    """The chairs' own bodies stand on the title page: they are asked of no source and no secret."""
    found = report(cast)
    mark_draft(
        actor=cast.member("chair"),
        draft=create_draft(actor=cast.member("chair"), title="Zanzibar draft", words="About Zanzibar."),
        marking="restricted",
    )
    closed(cast, "Zanzibar or not?", "restricted")
    closed(cast, "Quilimane or not?", "unattributed")
    closed(cast, "Open to all?", "group")
    for kind, decision in (("call", unattributed_call(cast)), ("polls", None)):
        actions.add_source(actor=cast.member("chair"), deliverable=found, kind=kind, decision=decision)
    assert codes(found) == []
    inputs = plain(inputs_of(found))
    inputs["front"]["authors"] = ["Northland"]  # the co-chair's body is one that answered
    work = Workshop(inputs, {})
    for name in FORMATS:
        work.make(name)
        texts = list(said(name, work.files[name]))
        assert [secret for secret in SECRETS if any(secret in text for text in texts)] == [], name
        for there in ("Through one desk.", "By a law of its own.", "Open to all?"):
            assert any(there in " ".join(text.split()) for text in texts), f"{name} is not searched: {there}"


def test_what_is_restricted_can_neither_be_chosen_nor_added_nor_built_nor_published(cast: Cast) -> None:
    chair = cast.member("chair")
    ready = built(cast, signed=True)
    found = ready.deliverable
    draft = Draft.objects.get()
    mark_draft(actor=chair, draft=draft, marking="restricted")
    poll = closed(cast, "Zanzibar?", "restricted")
    assert (list(versions_in(cast.group)), list(polls_in(cast.group))) == ([], [])
    with pytest.raises(Refused, match="restricted"):
        actions.add_source(actor=chair, deliverable=found, decision=poll)
    assert codes(found) == ["restricted"]
    with pytest.raises(Refused, match="nothing was built"):
        actions.request_build(actor=chair, deliverable=found)
    with pytest.raises(Refused, match="is restricted"):
        actions.publish(actor=chair, build=Build.objects.get())
    mark_draft(actor=chair, draft=draft, marking="group")
    assert actions.publish(actor=chair, build=Build.objects.get()).number == 1


def test_build_of_what_became_restricted_is_gone_for_observers_with_its_files(cast: Cast, client: Client) -> None:
    build = built(cast)
    file = outputs_of(build)["pdf"].file
    page = reverse("deliverables:deliverable-page", args=[cast.group.slug, build.deliverable.number])

    def sees(who: str) -> tuple[bool, bool, bool]:
        client.force_login(getattr(cast, who))
        words = client.get(page).content.decode()
        try:
            build_for(cast.member(who), build.deliverable.number, build.number)
        except Missing:
            return ("Issues paper" in words, "Build 1" in words, can_read_file(getattr(cast, who), file))
        return ("Issues paper" in words, "Build 1" in words, can_read_file(getattr(cast, who), file))

    assert sees("observer") == sees("delegate") == (True, True, True)
    mark_draft(actor=cast.member("chair"), draft=Draft.objects.get(), marking="restricted")
    assert sees("delegate") == (True, True, True)
    assert sees("observer") == (False, False, False)
    with pytest.raises(Missing):
        build_for(cast.member("observer"), build.deliverable.number, build.number)


def test_not_for_attribution_stops_at_a_name_a_count_of_one_and_a_list_of_participants(cast: Cast) -> None:
    chair = cast.member("chair")
    found = report(cast, WORDS + "\n\nWestland told us more.\n")
    draft = Draft.objects.get()
    assert codes(found) == []
    mark_draft(actor=chair, draft=draft, marking="unattributed")
    assert codes(found) == ["attributed"]
    actions.remove_source(actor=chair, source=found.sources.get())
    actions.add_source(actor=chair, deliverable=found, version=version(cast))
    asked = call(cast, marking=Marking.UNATTRIBUTED)
    submit(cast, asked, "delegate", "We of Westland ask first.", "Hybrid")
    close_call(actor=chair, decision=asked)
    actions.add_source(actor=chair, deliverable=found, kind="call", decision=Decision.objects.get(pk=asked.pk))
    assert codes(found) == ["attributed", "attributed"], "a name in an answer, and a choice made once"


@pytest.mark.parametrize(
    ("name", "text", "named"),
    [
        ("Mali", "All formalities were kept.", False),
        ("Mali", "So did MALI, at once.", True),
        ("Côte d’Ivoire", "as in cote d’ivoire", True),
        ("المغرب", "قال والمغرب أيضا", True),
        ("中国", "在中国的经验", True),
    ],
)
def test_name_is_found_as_a_reader_would_find_it(name: str, text: str, *, named: bool) -> None:
    assert first_named([name], {"content": [{"type": "text", "text": text}]}) == (name if named else "")


def test_name_is_found_across_bold_and_links_but_not_in_an_address() -> None:
    line = {
        "content": [{"type": "text", "text": "in West"}, {"type": "text", "text": "land", "marks": [{"type": "b"}]}]
    }
    assert first_named(["Westland"], line) == "Westland"
    assert first_named(["Westland"], {"address": "/groups/westland/", "title": "x"}) == ""
