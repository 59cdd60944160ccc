"""The fact audit: what the record states, against the table written from the sources by hand, in equality."""

from typing import Any

import pytest
from django.utils.html import escape

from tests.demo import facts, meeting_facts
from workgroups.deliverables.models import Correction, Elsewhere, Output, Release, Report
from workgroups.demo.logic import scripts
from workgroups.files.queries import bytes_of
from workgroups.groups.models import (
    Collaboration,
    Delegation,
    Group,
    Occasion,
    Office,
    ParticipantList,
    Programme,
    ProgrammeYear,
)
from workgroups.meetings.models import Meeting, Participant, Session, Task
from workgroups.news.models import LONGEST_COMMENT, Article, TimelineEntry, TimelineYear
from workgroups.polls.models import Call, Option, Poll, Theme

pytestmark = pytest.mark.usefixtures("record")

DIALOGUES = [one for one in meeting_facts.SESSIONS if one[0] == "dialogue"]
EXCHANGE = "digital-government-exchange"
SOURCES = {  # how the record calls a source of a list of participants
    "Digital Government Exchange (DGX) Reports": "reports",
    "DGX is bringing the GovTech Community together": "article",
    "International Collaboration: past participants": "collaboration: past participants",
    "International Collaboration: the ninth gathering": "collaboration: ninth gathering",
}


def rows(queryset: Any, *fields: str) -> tuple[Any, ...]:
    """The rows as tuples; of one field, its values."""
    return tuple(queryset.values_list(*fields, flat=len(fields) == 1))


def test_exchange_takes_place_every_year_since_its_first() -> None:
    programme = Programme.objects.get(slug=EXCHANGE)
    assert programme.founded_year == facts.ANNUAL_SINCE
    assert {one.year: one.edition for one in programme.years.all() if one.edition} == {facts.SEVENTH_GATHERING: 7}


def test_each_source_lists_participants_in_its_own_words() -> None:
    lists = ParticipantList.objects.filter(programme__slug=EXCHANGE).select_related("of")
    assert {SOURCES[one.source_title]: rows(one.entries, "as_listed", "body__name") for one in lists} == (
        facts.PARTICIPANTS
    )
    dated = {SOURCES[one.source_title]: (one.date_code, one.of.year if one.of else None) for one in lists}
    assert dated == facts.LISTED


@pytest.mark.parametrize("year", facts.GROUPS)
def test_groups_of_a_year_are_those_of_the_source(year: int) -> None:
    page = ProgrammeYear.objects.get(programme__slug=EXCHANGE, year=year)
    described = [one.group for one in page.descriptions.select_related("group")]
    found = {group.name: (group.kind, group.state) for group in described}
    assert found == {name: (kind, state) for name, (kind, state, _has_report) in facts.GROUPS[year].items()}
    for group in described:
        assert year in {term.since.year for term in group.terms.all()}


def test_no_government_is_put_into_a_group_whose_members_the_source_does_not_name() -> None:
    groups = Group.objects.filter(programme__slug=EXCHANGE)
    assert set(rows(Delegation.objects.filter(group__in=groups), "standing")) == {"convening"}


def test_three_downloads_and_who_made_them(published: Group) -> None:
    reports = Report.objects.filter(group__programme__slug=EXCHANGE, deliverable__isnull=False)
    found = [(one.title, one.group.name) for one in reports.order_by("deliverable__group__pk")]
    assert found == [(title, group) for title, _credit, group in facts.DOWNLOADS]
    assert [one.releases.count() for one in reports] == [1, 1, 1]
    year = ProgrammeYear.objects.get(programme__slug=EXCHANGE, year=2021)
    offered = rows(year.downloads, "deliverable__title", "report")
    assert offered == tuple((title, None) for title, _credit, _group in facts.DOWNLOADS)
    (title, credited, made_by) = facts.DOWNLOADS[2]
    assert rows(Correction.objects.all(), "was", "now") == ((credited, made_by),)
    assert Correction.objects.get().report.title == title


def test_safe_travel_was_published_elsewhere() -> None:
    record = Elsewhere.objects.get()
    assert (record.report.group.name, record.url, record.published_on) == (
        "DGX Safe Travel Working Group",
        facts.SAFE_TRAVEL_ELSEWHERE,
        "",
    )


def table_of(words: str, heading: str) -> list[list[str]]:
    """The rows of the table below a heading of a Markdown text, without its head."""
    part = words.partition(f"# {heading}\n")[2].partition("\n# ")[0]
    lines = [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("|")]
    return lines[2:]


def test_maturity_has_seven_elements_and_the_cloud_eight_benefits() -> None:
    elements = table_of(scripts.text("exchange/maturity-report").words, "The seven elements")
    assert tuple(row[0] for row in elements) == facts.MATURITY_ELEMENTS
    assert {row[2] for row in elements} == {facts.NOT_RECORDED}
    benefits = table_of(scripts.text("exchange/cloud-report").words, "What the new delivery model is good for")
    assert tuple(row[0].lower() for row in benefits) == facts.CLOUD_BENEFITS


def test_interviews_stand_by_delegation_as_the_library_page_lists_them() -> None:
    text = scripts.text("exchange/maturity-interviews").words
    lines = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("|")][2:]
    listed = sorted(words.removeprefix("the ") for words, _body in facts.PARTICIPANTS["reports"][:14])
    expected = ["United Kingdom" if "(UK)" in one else one.replace("U.S", "United States") for one in listed]
    assert sorted(row[0] for row in lines) == sorted(expected)
    assert {row[1] for row in lines} == {facts.NOT_RECORDED}


def test_timeline_has_the_entries_of_two_years_and_an_empty_third() -> None:
    entries = TimelineEntry.objects.filter(programme__slug=EXCHANGE)
    years = set(entries.values_list("year", flat=True)) | set(rows(TimelineYear.objects.all(), "year"))
    assert years == set(facts.TIMELINE)
    for year, told in facts.TIMELINE.items():
        assert rows(entries.filter(year=year), "month", "text", "link") == told


def test_collaboration_events_and_contact_are_those_of_the_source() -> None:
    assert rows(Collaboration.objects.filter(programme__slug=EXCHANGE), "name") == facts.COLLABORATION_KINDS
    events = Occasion.objects.filter(programme__slug=EXCHANGE)
    assert tuple((one.name, one.date_code, one.place) for one in events) == facts.EVENTS
    projects = [line for line in events.get(place="Barcelona").text.splitlines() if line[:1].isdigit()]
    for line, names in zip(projects, facts.SHOWN_IN_BARCELONA, strict=True):
        assert [name for name in names if name not in line] == []
    programme = Programme.objects.get(slug=EXCHANGE)
    assert programme.host == facts.HOST
    assert facts.HOST_IN_THE_ARTICLE in programme.about
    assert programme.contact_email == facts.CONTACTS[0]
    assert facts.CONTACTS[1] in programme.contact_words


def test_article_names_its_authors_by_function() -> None:
    article = Article.objects.get(language="en")
    assert rows(article.authors, "name", "function", "organisation") == tuple(
        ("", function, organisation) for function, organisation in facts.ARTICLE_AUTHORS
    )
    assert (article.date_code, LONGEST_COMMENT) == ("2022", facts.COMMENT_LIMIT)
    assert tuple(caption.partition(".")[0] for caption in rows(article.pictures, "caption")) == facts.ARTICLE_CAPTIONS
    assert sorted(rows(Article.objects.all(), "language")) == ["en", "fr"]


def test_article_says_in_each_language_what_the_source_says() -> None:
    for language, names in facts.ARTICLE_NAMES.items():
        body = Article.objects.get(language=language).body
        assert [name for name in names if name not in body] == []
        points = [line for line in body.splitlines() if line.startswith("- ")]
        assert len(points) == len(facts.GROUPS[2022]) + facts.CLOUD_ISSUES


def test_living_group_has_the_delegations_and_chairs_of_the_source(record: Group) -> None:
    participating = record.delegations.filter(standing=Delegation.Standing.PARTICIPATING)
    assert tuple(sorted(rows(participating, "body__name"))) == facts.CLOUD_GROUP["participating"]
    offices = Office.objects.filter(group=record, role__in=["chair", "cochair"]).order_by("role")
    found = {(one.role, one.person.seats.get(delegation__group=record).delegation.body.name) for one in offices}
    assert found == set(facts.CLOUD_GROUP["chairs"])
    poll = Poll.objects.get(decision__group=record, decision__title__contains="centralised, decentralised or hybrid")
    assert rows(poll.options, "label") == facts.ARRANGEMENTS


def test_six_of_nine_have_answered_the_call_under_the_four_headings(record: Group) -> None:
    call = Call.objects.get(decision__group=record)
    assert rows(call.sections, "title") == facts.CALL_HEADINGS
    submitted = call.responses.filter(state="submitted", delegation__standing="participating")
    asked = record.delegations.filter(standing="participating")
    assert (submitted.count(), asked.count()) == facts.CALL_ANSWERED


def meeting() -> Meeting:
    return Meeting.objects.get(group__slug="expert-group-meeting-2021")


def test_expert_meeting_has_three_days_with_their_sessions() -> None:
    found = meeting()
    assert (found.day, found.last_day, found.wall_time, found.place) == (*meeting_facts.MEETING_DAYS, None, "")
    sessions = [(one.kind, one.title, one.day, rows(one.items, "title")) for one in found.sessions.all()]
    assert tuple(sessions) == meeting_facts.SESSIONS
    breakouts = Session.objects.filter(meeting=found, kind="breakout")
    assert set(rows(breakouts, "parent__title", "parallel")) == {(meeting_facts.SESSIONS[2][1], 1)}


def test_each_trend_has_challenges_and_opportunities() -> None:
    parts = scripts.parts("meeting/dialogue-1", level=2)
    trends = [title for title, words in parts.items() if "**Challenges.**" in words and "**Opportunities.**" in words]
    assert tuple(trends) == meeting_facts.TRENDS
    horizons = [line.split(" | ")[0].strip("| ") for line in parts["Three horizons"].splitlines() if line[:1] == "|"]
    assert tuple(horizons[2:]) == meeting_facts.HORIZONS
    pilots = scripts.parts("meeting/dialogue-2", level=2)[meeting_facts.SESSIONS[2][3][4]]
    assert len([line for line in pilots.splitlines() if line[:1].isdigit()]) == meeting_facts.PILOT_STUDIES


def test_expert_meeting_lists_participants_by_function() -> None:
    for function, listed in meeting_facts.MEETING_PARTICIPANTS.items():
        found = Participant.objects.filter(meeting=meeting(), function=function)
        assert rows(found, "organisation", "country") == listed
        assert set(rows(found, "name", "person")) == {("", None)}
    assert Participant.objects.filter(meeting=meeting()).count() == 2 + 24 + 7 + 12


def test_questions_have_their_exact_words_types_and_figures() -> None:
    polls = Poll.objects.filter(decision__group=meeting().group).select_related("decision")
    found = {one.decision.title: (one.type_words or None, results_of(one)) for one in polls}
    assert found == meeting_facts.QUESTIONS
    assert [one for one in polls if one.answers.exists() or not one.decision.recording.source] == []
    dated = {one.decision.title[:25]: day for one in polls if (day := one.decision.recording.asked_on)}
    assert dated == meeting_facts.DATED


def results_of(poll: Poll) -> tuple[tuple[str, int | None], ...]:
    found = rows(Option.objects.filter(poll=poll, recorded_count=None), "label", "recorded_percent")
    return tuple((label, None if percent is None else int(percent)) for label, percent in found)


def test_suggestions_are_coded_into_the_themes_that_the_source_gives() -> None:
    themes = Theme.objects.filter(decision__group=meeting().group, parent=None).select_related("decision")
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for theme in themes:
        found.setdefault(theme.decision.title, {})[theme.label] = rows(theme.points, "label")
    assert found == meeting_facts.FIGURES


def test_report_of_the_expert_meeting_is_compiled_whole(published: Group) -> None:
    release = Release.objects.get(report__group=meeting().group)
    assert set(rows(release.build.outputs, "format")) == set(Output.Format.values)
    sources = [part["source"] for part in release.build.inputs["parts"]]
    assert tuple(source["title"] for source in sources if source["kind"] == "call") == tuple(meeting_facts.FIGURES)
    assert [source["kind"] for source in sources if source["kind"] != "call"] == [
        *("key_points", "draft", "draft", "draft", "draft", "figure", "figure", "draft", "meeting", "polls")
    ]
    page = bytes_of(release.build.outputs.get(format="web").file).decode()
    for words in (
        "81",
        "54",
        "18",
        facts.NOT_RECORDED,
        *meeting_facts.TRENDS,
        *(title for _k, title, _d, _i in DIALOGUES),
    ):
        assert words.casefold() in page.casefold()
    for question, (type_words, _results) in meeting_facts.QUESTIONS.items():
        assert escape(question) in page
        assert (type_words or "") in page


def test_everything_compiled_is_marked_as_demonstration(published: Group) -> None:
    assert {one.build.inputs["front"]["demonstration"] for one in Release.objects.all()} == {True}


def test_recommendations_are_tasks_of_the_meeting() -> None:
    tasks = Task.objects.filter(meeting=meeting()).order_by("number")
    assert set(rows(tasks, "kind", "delegation")) == {("recommendation", None)}
    marks = [mark for mark, _addressee in meeting_facts.RECOMMENDATIONS]
    found = tuple(
        (next((mark for mark in marks if mark in title), title), addressee)
        for title, addressee in rows(tasks, "title", "addressee")
    )
    assert found == meeting_facts.RECOMMENDATIONS
