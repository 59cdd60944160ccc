"""Pages of polls and calls: what is shown to whom, what is kept, and how often the database is asked."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.polls.stage import answered, call, open_words, questions, submit
from workgroups.core import text
from workgroups.polls import actions
from workgroups.polls.actions import RecordedResult
from workgroups.polls.models import Decision, Reply, Response
from workgroups.polls.queries import passages_of

pytestmark = pytest.mark.django_db


def test_nobody_reads_the_words_of_a_poll_before_its_result_is_shown_officers_neither(
    cast: Cast, client: Client
) -> None:
    decision = open_words(cast, shown="after")
    actions.answer_poll(actor=cast.member("delegate"), decision=decision, words=["We lack skills."])
    client.force_login(cast.secretariat)
    bench = reverse("polls:theme-list", args=["cloud", decision.number, 0])
    assert client.get(bench).status_code == 403
    assert bench not in client.get(decision.get_absolute_url()).content.decode()
    actions.close_poll(actor=cast.member("chair"), decision=decision)
    assert "We lack skills." in client.get(bench).content.decode()


LIST = "/groups/cloud/decisions/"


def enter(client: Client, cast: Cast, who: str) -> Client:
    client.force_login(getattr(cast, who))
    return client


def text_of(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def survey(cast: Cast) -> Decision:
    return actions.record_poll(
        actor=cast.member("chair"),
        question="Which factors?",
        kind="words",
        source="Report, Expert Dialogue III",
        asked_on=date(2021, 3, 1),
        precision="month",
        results=[
            RecordedResult("Digital literacy", 81),
            RecordedResult("Mobile services", 18),
            RecordedResult("Others"),
        ],
    )


def test_recorded_poll_shows_source_and_what_is_not_recorded(cast: Cast, client: Client) -> None:
    page = text_of(enter(client, cast, "observer"), survey(cast).get_absolute_url())
    assert "81 %" in page
    assert "not recorded in the source" in page
    assert "Report, Expert Dialogue III" in page
    assert "March 2021" in page
    assert "<form" not in page.split("<main")[1].split("</main")[0]


def test_poll_add_keeps_what_was_typed_and_says_what_is_wrong(cast: Cast, client: Client) -> None:
    posted = {"question": "Way?", "kind": "single", "options": "Only", "max_choices": 1, "shown": "always"}
    answer = enter(client, cast, "chair").post(f"{LIST}poll/", posted | {"counted_by": "person"})
    assert answer.status_code == 422
    assert "Give at least two answers, one a line." in answer.content.decode()
    assert "Only</textarea>" in answer.content.decode()


@pytest.mark.parametrize("kind", ["single", "multiple", "rating", "keywords", "words"])
def test_polls_of_every_kind_are_asked_and_answered_on_pages(cast: Cast, client: Client, kind: str) -> None:
    options = "" if kind in {"keywords", "words"} else "Poor\nFair\nGood"
    posted = {"question": "Which?", "kind": kind, "options": options, "max_choices": 2, "shown": "always"}
    made = enter(client, cast, "chair").post(f"{LIST}poll/", posted | {"counted_by": "person"})
    assert made.status_code == 302
    decision = Decision.objects.get()
    chosen = [str(pk) for pk in decision.poll.options.values_list("pk", flat=True)[:1]]
    said = client.post(f"{made['Location']}answer/", {"options": chosen} if chosen else {"word-1": "Trust"})
    assert said.status_code == 302
    page = text_of(client, made["Location"])
    assert "You have answered." in page
    assert ("Poor" if chosen else "Trust") in page


def test_call_add_shows_the_questionnaire_before_it_goes_out(cast: Cast, client: Client) -> None:
    posted = {"title": "Input", "questions": "# Part\nWhy? *\nWhich? [2]\n- A\n- B", "asked_of": "delegation"}
    looked = enter(client, cast, "chair").post(f"{LIST}call/", posted | {"shown": "always", "look": "1"})
    assert "As it will be asked" in looked.content.decode()
    assert Decision.objects.count() == 0
    sent = client.post(f"{LIST}call/", posted | {"shown": "always"})
    assert sent.status_code == 302
    assert [one.kind for one in questions(Decision.objects.get())] == ["words", "multiple"]


def test_call_answer_is_kept_as_a_draft_then_sent(cast: Cast, client: Client) -> None:
    decision = call(cast)
    first = questions(decision)[0]
    url = f"{decision.get_absolute_url()}respond/"
    enter(client, cast, "delegate").post(url, {f"question-{first.pk}": "Half a", "save": "1", "seen": 0})
    assert Response.objects.get().state == "draft"
    client.force_login(cast.delegate2)
    assert "Half a</textarea>" in text_of(client, url)
    client.post(url, {f"question-{first.pk}": "Half a thought more", "seen": 1})
    assert (Response.objects.get().state, Reply.objects.get().text) == ("submitted", "Half a thought more")
    client.force_login(cast.observer)
    assert client.get(url).status_code == 403


def test_call_answer_keeps_itself_and_says_so_in_one_line(cast: Cast, client: Client) -> None:
    decision = call(cast)
    first, url = questions(decision)[0], f"{decision.get_absolute_url()}respond/"
    posted = {f"question-{first.pk}": "Words", "save": "1", "seen": 0}
    said = enter(client, cast, "delegate").post(url, posted, headers={"HX-Request": "true"})
    assert "Draft saved" in said.content.decode()
    assert 'name="seen" id="id_seen" value="1"' in said.content.decode()
    client.force_login(cast.delegate2)
    refused = client.post(url, posted, headers={"HX-Request": "true"})
    assert "Delegate has saved this draft meanwhile" in refused.content.decode()
    by_hand = client.post(url, posted | {f"question-{first.pk}": "My words"})
    assert by_hand.status_code == 422
    assert "My words</textarea>" in by_hand.content.decode()


def test_call_answer_that_lacks_something_keeps_the_rest(cast: Cast, client: Client) -> None:
    decision = call(cast)
    values = {f"question-{key}": value for key, value in answered(decision, "", "Hybrid").items()}
    said = enter(client, cast, "delegate").post(f"{decision.get_absolute_url()}respond/", values)
    assert said.status_code == 422
    assert "checked" in said.content.decode()
    assert Response.objects.count() == 0


def test_draft_is_shown_to_nobody_else(cast: Cast, client: Client) -> None:
    decision = call(cast)
    actions.save_answer(actor=cast.member("delegate"), decision=decision, values=answered(decision, "Secret draft"))
    for who in ("chair", "secretariat", "observer"):
        client.force_login(getattr(cast, who))
        for place in ("", "state/", "answers/", "answers.csv"):
            assert "Secret draft" not in text_of(client, f"{decision.get_absolute_url()}{place}")


def test_answers_that_go_to_officers_are_shown_to_no_member(cast: Cast, client: Client) -> None:
    decision = call(cast, shown="officers")
    submit(cast, decision, "delegate", "For officers' eyes")
    enter(client, cast, "chair")
    assert "For officers" in text_of(client, f"{decision.get_absolute_url()}answers/")
    client.force_login(cast.observer)
    assert client.get(f"{decision.get_absolute_url()}answers/").status_code == 403
    assert client.get(f"{decision.get_absolute_url()}answers.csv").status_code == 403
    assert "For officers" not in text_of(client, decision.get_absolute_url())


def test_answer_is_brought_in_by_an_officer_and_says_so(cast: Cast, client: Client) -> None:
    decision = call(cast)
    first, west = questions(decision)[0], cast.member("delegate").seats[0].delegation_id
    posted = {"whose": f"delegation-{west}", "note": "Letter", f"question-{first.pk}": "By letter"}
    url = f"{decision.get_absolute_url()}bring/"
    assert enter(client, cast, "secretariat").post(url, posted).status_code == 302
    client.force_login(cast.delegate)
    assert "Brought in by Secretariat." in text_of(client, decision.get_absolute_url())
    client.force_login(cast.secretariat)
    assert client.post(url, posted | {"whose": "delegation-999999"}).status_code == 422


@pytest.mark.parametrize(
    ("cell", "kept"),
    [("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"), ("  =1", "'  =1"),
     ("＝1", "'＝1"), ("Trust", "Trust"), ("81 %", "81 %"), ("", "")],
)  # fmt: skip
def test_cells_are_harmless(cell: str, kept: str) -> None:
    assert text.cell(cell) == kept


def test_call_export_is_a_table_without_formulas(cast: Cast, client: Client) -> None:
    decision = call(cast)
    submit(cast, decision, "delegate", '=HYPERLINK("http://x.example")', "Law", "Code")
    answer = enter(client, cast, "observer").get(f"{decision.get_absolute_url()}answers.csv")
    assert answer["Content-Disposition"] == f'attachment; filename="cloud-call-{decision.number}.csv"'
    assert answer.content.decode("utf-8-sig").splitlines() == [
        "Section,Question,Westland",
        'Coordination,How do you coordinate?,"\'=HYPERLINK(""http://x.example"")"',
        "Coordination,Which model?,",
        "Skills,Which skills?,Law; Code",
    ]


def test_bench_suggests_codes_merges_and_takes_back(cast: Cast, client: Client) -> None:
    decision = open_words(cast)
    for who, words in (("delegate", "Digital skills are rare."), ("chair", "Digital skills cost money.")):
        actions.answer_poll(actor=cast.member(who), decision=decision, words=[words])
    bench = f"{decision.get_absolute_url()}themes/0/"
    page = text_of(enter(client, cast, "secretariat"), bench)
    assert "Digital skills" in page
    assert "Only a suggestion" in page
    keys = [one.key for one in passages_of(decision, None)]
    client.post(f"{bench}add/", {"label": "Digital skills", "passages": keys})
    assert "comes up most: in 2 of 2 answers" in text_of(client, bench)
    client.post(f"{bench}undo/")
    assert "No themes yet" in text_of(client, bench)
    refused = client.post(f"{bench}add/", {"label": " ", "passages": keys})
    assert refused.status_code == 422
    assert "Name the theme first." in refused.content.decode()


@pytest.mark.parametrize("place", ["", "state/", "answers/", "answers.csv"])
def test_pages_of_a_call_ask_as_often_for_all_answers_as_for_one(
    cast: Cast, client: Client, place: str, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    decision = call(cast)
    enter(client, cast, "observer")
    counts = []
    for who in ("delegate", "chair", "cochair"):
        submit(cast, decision, who, "Words of ours", "Hybrid", "Law")
        with django_assert_max_num_queries(60) as asked:
            text_of(client, f"{decision.get_absolute_url()}{place}")
        counts.append(len(asked))
    assert counts[0] >= counts[1] == counts[2]


def test_list_asks_as_often_for_50_as_for_1(cast: Cast, client: Client, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    enter(client, cast, "observer")
    counts = []
    for more in (1, 49):
        for _ in range(more):
            survey(cast)
        with django_assert_max_num_queries(40) as asked:
            text_of(client, LIST)
        counts.append(len(asked))
    assert counts[1] <= counts[0]


def test_bench_asks_as_often_for_50_as_for_1(cast: Cast, client: Client, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    decision, chair = call(cast), cast.member("chair")
    submit(cast, decision, "delegate", "Words of ours")
    question = questions(decision)[0]
    keys = [one.key for one in passages_of(decision, question)]
    enter(client, cast, "secretariat")
    counts = []
    for more in (1, 49):
        for n in range(more):
            actions.add_theme(actor=chair, decision=decision, question=question, label=f"T{more}.{n}", passages=keys)
        with django_assert_max_num_queries(60) as asked:
            text_of(client, f"{decision.get_absolute_url()}themes/{question.pk}/")
        counts.append(len(asked))
    assert counts[1] <= counts[0]


def test_call_page_asks_as_often_for_40_questions_as_for_2(
    cast: Cast, client: Client, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    enter(client, cast, "observer")
    counts = []
    for number in (1, 20):
        asked_of = (actions.QuestionAsked("Why?"), actions.QuestionAsked("Which?", "single", ("A", "B")))
        decision = call(cast, sections=[actions.SectionAsked("Part", asked_of * number)])
        values = answered(decision, "Because", "A")
        actions.submit_answer(actor=cast.member("delegate"), decision=decision, values=values)
        with django_assert_max_num_queries(60) as asked:
            text_of(client, f"{decision.get_absolute_url()}state/")
        counts.append(len(asked))
    assert counts[1] <= counts[0]  # the first page of a visit asks once more
