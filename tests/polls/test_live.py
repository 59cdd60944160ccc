"""Old page plus events equals a fresh page, for every event of polls, calls and themes."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.live.replay import Replay, replay
from tests.polls.stage import answered, call, open_words, questions, submit
from workgroups.polls import actions
from workgroups.polls.models import Option
from workgroups.polls.queries import passages_of

pytestmark = pytest.mark.django_db
LIST = "/groups/cloud/decisions/"


@pytest.fixture
def delegate(cast: Cast, client: Client) -> Client:
    client.force_login(cast.delegate)
    return client


def shows_list(page: Replay) -> None:
    page.shows("decisions", LIST)


def test_poll_opened_answered_closed(cast: Cast, delegate: Client) -> None:
    with replay(delegate, cast.group) as page:
        shows_list(page)
        decision = actions.open_poll(actor=cast.member("chair"), question="Which?", options=["A", "B"])
    topic, url = f"decision:{decision.pk}", f"{LIST}{decision.number}/result/"
    with replay(delegate, cast.group) as page:
        shows_list(page)
        page.shows(topic, url)
        page.shows("members", "/groups/cloud/members/")
        option = Option.objects.first()
        assert option
        actions.answer_poll(actor=cast.member("delegate"), decision=decision, option_ids=[option.pk])
    with replay(delegate, cast.group) as page:
        shows_list(page)
        actions.close_poll(actor=cast.member("chair"), decision=decision)
    with replay(delegate, cast.group) as page:
        shows_list(page)
        actions.reopen_poll(actor=cast.member("chair"), decision=decision)


def test_keywords_and_words_come_in(cast: Cast, delegate: Client) -> None:
    cloud = actions.open_poll(actor=cast.member("chair"), question="Two words?", kind="keywords", max_choices=2)
    said = open_words(cast)
    for decision in (cloud, said):
        with replay(delegate, cast.group) as page:
            page.shows(f"decision:{decision.pk}", f"{LIST}{decision.number}/result/")
            actions.answer_poll(actor=cast.member("chair"), decision=decision, words=["trust"])


def test_poll_and_themes_recorded(cast: Cast, delegate: Client) -> None:
    with replay(delegate, cast.group) as page:
        shows_list(page)
        actions.record_poll(actor=cast.member("chair"), question="Which?", kind="single", source="Report")
    with replay(delegate, cast.group) as page:
        shows_list(page)
        actions.record_themes(actor=cast.member("chair"), question="Which?", themes=[("Trust", ())], source="Report")


def test_call_opened_answered_closed(cast: Cast, delegate: Client) -> None:
    with replay(delegate, cast.group) as page:
        shows_list(page)
        decision = call(cast)
    own, url = f"decision:{decision.pk}:own", f"{LIST}{decision.number}/state/"
    with replay(delegate, cast.group) as page:
        shows_list(page)
        page.shows(f"decision:{decision.pk} {own} decision:{decision.pk}:themes", url)
        page.shows(f"decision:{decision.pk}", f"{LIST}{decision.number}/answers/")
        submit(cast, decision, "chair", "We do not", "Hybrid")
    with replay(delegate, cast.group) as page:
        shows_list(page)
        page.shows(f"decision:{decision.pk} {own}", url)
        page.shows(f"decision:{decision.pk}", f"{LIST}{decision.number}/answers/")
        actions.save_answer(actor=cast.member("delegate2"), decision=decision, values=answered(decision, "Draft"))
    with replay(delegate, cast.group) as page:
        shows_list(page)
        page.shows(f"decision:{decision.pk} {own}", url)
        actions.close_call(actor=cast.member("chair"), decision=decision)


def test_draft_of_others_is_heard_by_nobody_else(cast: Cast, client: Client) -> None:
    decision = call(cast)
    client.force_login(cast.observer)
    with replay(client, cast.group) as page:
        page.shows(f"decision:{decision.pk}", f"{LIST}{decision.number}/state/")
        actions.save_answer(actor=cast.member("delegate"), decision=decision, values=answered(decision, "Draft"))


def test_themes_changed(cast: Cast, delegate: Client, client: Client) -> None:
    decision = call(cast)
    submit(cast, decision, "chair", "We do not. We cannot.")
    question, chair = questions(decision)[0], cast.member("chair")
    (passage,) = passages_of(decision, question)
    officer = Client()
    officer.force_login(cast.secretariat)
    topics = f"decision:{decision.pk} decision:{decision.pk}:themes"
    with replay(delegate, cast.group) as page, replay(officer, cast.group) as bench:
        page.shows(topics, f"{LIST}{decision.number}/state/")
        bench.shows(topics, f"{LIST}{decision.number}/themes/{question.pk}/")
        theme = actions.add_theme(
            actor=chair, decision=decision, question=question, label="Means", passages=[passage.key]
        )
    for act in (
        lambda: actions.rename_theme(actor=chair, theme=theme, label="Money"),
        lambda: actions.code_answer(actor=chair, theme=theme, passage=passage.key, words="We cannot."),
        lambda: actions.recode_answer(actor=chair, coding=theme.codings.all()[0], theme=None),
        lambda: actions.undo_coding(actor=chair, decision=decision, question=question),
    ):
        with replay(officer, cast.group) as bench:
            bench.shows(topics, f"{LIST}{decision.number}/themes/{question.pk}/")
            act()
