"""What waits for whom because of calls; who is told when."""

from datetime import timedelta

import pytest

from tests.cast import Cast
from tests.polls.stage import answered, call, open_words, submit
from workgroups.core import clock
from workgroups.notifications.models import Notice
from workgroups.notifications.registry import duties_of, open_of
from workgroups.polls import actions
from workgroups.polls.events import AnswerSubmitted, CallClosed
from workgroups.polls.models import Call
from workgroups.polls.subscribers import close_call_in_time, tell_of_the_closing_of_a_call, tell_officers_of_an_answer

pytestmark = pytest.mark.django_db


def waiting(cast: Cast, who: str) -> list[tuple[str, str]]:
    person = getattr(cast, who)
    own = duties_of([person])[person.pk]
    return [(duty.thing, duty.silence) for duty in own if duty.kind == "polls.respond" and not duty.done_by]


def test_call_waits_for_those_asked_until_one_of_them_answers(cast: Cast) -> None:
    decision = call(cast)
    missing = [("Input on cloud", "If you do nothing, your answer is missing when they are compared.")]
    assert waiting(cast, "delegate") == waiting(cast, "delegate2") == waiting(cast, "chair") == missing
    assert waiting(cast, "observer") == waiting(cast, "secretariat") == waiting(cast, "former") == []
    actions.save_answer(actor=cast.member("delegate"), decision=decision, values=answered(decision, "Draft"))
    assert waiting(cast, "delegate2") == [
        ("Input on cloud", "If you do nothing, the draft that Delegate kept is not sent.")
    ]
    submit(cast, decision, "delegate2", "Answer")
    assert waiting(cast, "delegate") == waiting(cast, "delegate2") == []
    actions.close_call(actor=cast.member("chair"), decision=decision)
    assert waiting(cast, "chair") == []


def test_call_of_persons_and_of_named_ones(cast: Cast) -> None:
    everybody = call(cast, title="All", asked_of="person")
    call(cast, title="Some", asked_of="person", people=[cast.delegate2])
    call(cast, title="Watchers", delegations=[cast.member("observer").delegation])
    assert [thing for thing, _ in waiting(cast, "delegate2")] == ["All", "Some"]
    assert [thing for thing, _ in waiting(cast, "observer")] == ["All", "Watchers"]
    submit(cast, everybody, "delegate", "Mine")
    assert waiting(cast, "delegate") == []
    assert [thing for thing, _ in waiting(cast, "delegate2")] == ["All", "Some"]


def test_duties_ask_once_for_many_as_for_one(cast: Cast, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    people = [cast.delegate, cast.delegate2, cast.chair, cast.observer]
    call(cast)
    with django_assert_num_queries(1):
        open_of(people[:1])
    for n in range(10):
        call(cast, title=f"Call {n}")
    with django_assert_num_queries(1):
        open_of(people)


def test_poll_of_words_offers_no_two_taps(cast: Cast) -> None:
    open_words(cast)
    (duty,) = duties_of([cast.delegate])[cast.delegate.pk]
    assert duty.act == ""


def test_call_closes_in_time_and_members_are_told(cast: Cast) -> None:
    decision = call(cast, closes_at=clock.now() + timedelta(hours=1))
    close_call_in_time(decision.pk)
    assert Call.objects.get().closed_at is None
    with clock.at(clock.now() + timedelta(hours=2)):
        close_call_in_time(decision.pk)
    assert Call.objects.get().closed_at is not None
    tell_of_the_closing_of_a_call(CallClosed(group_id=cast.group.pk, decision_id=decision.pk))
    assert Notice.objects.filter(kind="polls.call_closed").count() == 6


def test_officers_hear_of_an_answer_once(cast: Cast) -> None:
    decision = call(cast)
    values = answered(decision, "Answer")
    response = actions.submit_answer(actor=cast.member("delegate"), decision=decision, values=values)
    event = AnswerSubmitted(
        group_id=cast.group.pk, decision_id=decision.pk, response_id=response.pk, actor_id=cast.delegate.pk
    )
    tell_officers_of_an_answer(event)
    tell_officers_of_an_answer(event)
    told = set(Notice.objects.filter(kind="polls.call_answered").values_list("person_id", flat=True))
    assert told == {cast.chair.pk, cast.cochair.pk, cast.secretariat.pk}
