"""Terms of reference, the work plan, how a group works: who may, what is kept, what everybody sees."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.groups.plans import WORDS, a_charter, a_milestone, an_agreed_charter
from tests.live.replay import replay
from workgroups.core import clock
from workgroups.core.errors import NotAllowed, Refused
from workgroups.drafts.actions import create_draft
from workgroups.events.actions import catch_up
from workgroups.groups import actions
from workgroups.groups.actions import Holder, TiedTo
from workgroups.groups.models import Delegation, Group, Milestone, MilestoneMove
from workgroups.notifications.registry import duties_of
from workgroups.polls.actions import record_decision

LATER = date(2030, 6, 10)


@pytest.fixture
def as_chair(cast: Cast, client: Client) -> Client:
    client.force_login(cast.chair)
    return client


def page(client: Client, cast: Cast, path: str) -> str:
    return client.get(f"{cast.group.get_absolute_url()}{path}").content.decode()


def queries(client: Client, cast: Cast, path: str) -> int:
    page(client, cast, path)
    with CaptureQueriesContext(connection) as seen:
        page(client, cast, path)
    return len(seen)


def test_agreed_words_stay(cast: Cast) -> None:
    charter = an_agreed_charter(cast)
    with pytest.raises(Refused):
        actions.edit_charter(actor=cast.chair, charter=charter, body="Other words.")
    with pytest.raises(Refused):
        actions.agree_charter(actor=cast.chair, charter=charter, agreed_on=clock.now().date())


def test_one_draft_a_language(cast: Cast) -> None:
    a_charter(cast)
    with pytest.raises(Refused) as refusal:
        a_charter(cast)
    assert refusal.value.field == "language"
    assert a_charter(cast, language="fr").number == 2


def test_the_public_reads_what_was_agreed_and_shown_and_no_draft(cast: Cast, client: Client) -> None:
    charter = an_agreed_charter(cast, is_public=True)
    draft = a_charter(cast, WORDS + "\n\nSecret so far.")
    assert "The group compares practice" in page(client, cast, f"terms-of-reference/{charter.number}/")
    assert client.get(draft.get_absolute_url()).status_code == 302
    with pytest.raises(Refused):
        actions.show_charter(actor=cast.chair, charter=draft, is_public=True)
    actions.settle_group(
        actor=cast.chair, group=cast.group, kind="standing", profile="exchange", is_public=False, is_listed=True
    )
    assert client.get(charter.get_absolute_url()).status_code == 302


def test_the_difference_is_shown_in_words(cast: Cast, as_chair: Client) -> None:
    an_agreed_charter(cast)
    an_agreed_charter(cast, WORDS.replace("twice a year", "four times a year"))
    shown = page(as_chair, cast, "terms-of-reference/compare/")
    assert "<del>twice</del><ins>four times</ins>" in shown


def test_the_decision_that_agreed_it_is_named(cast: Cast, as_chair: Client) -> None:
    decided = record_decision(
        actor=cast.member("chair"), title="Adopt", body="", how="consensus", decided_on=clock.now().date()
    )
    charter = a_charter(cast)
    values = {"agreed_on": clock.now().date().isoformat(), "decision": f"decision:{decided.number}"}
    as_chair.post(f"{charter.get_absolute_url()}agree/", values)
    assert decided.get_absolute_url() in page(as_chair, cast, f"terms-of-reference/{charter.number}/")


def test_a_milestone_keeps_each_day_with_reason_and_by_whom(cast: Cast, as_chair: Client) -> None:
    found = a_milestone(cast)
    for due, reason in ((LATER, "More time."), (LATER + timedelta(days=30), "The draft came late.")):
        actions.move_milestone(actor=cast.secretariat, milestone=found, due=due, reason=reason)
    kept = MilestoneMove.objects.filter(milestone=found).values_list("due_before", "due_after", "reason", "moved_by")
    assert list(kept) == [
        (date(2030, 5, 3), LATER, "More time.", cast.secretariat.pk),
        (LATER, LATER + timedelta(days=30), "The draft came late.", cast.secretariat.pk),
    ]
    shown = page(as_chair, cast, "work-plan/")
    assert ("Moved 2 times" in shown, "The draft came late." in shown) == (True, True)
    with pytest.raises(Refused) as refusal:
        actions.move_milestone(actor=cast.chair, milestone=found, due=LATER, reason=" ")
    assert refusal.value.field == "reason"


def test_who_holds_a_milestone_closes_it_and_nobody_else(cast: Cast) -> None:
    west = Delegation.objects.get(group=cast.group, body__name="Westland")
    found = a_milestone(cast, holder=Holder(delegation=west))
    with pytest.raises(NotAllowed):
        actions.close_milestone(actor=cast.observer, milestone=found)
    with pytest.raises(NotAllowed):
        actions.close_milestone(actor=cast.delegate, milestone=found, state="dropped")
    actions.close_milestone(actor=cast.delegate2, milestone=found)
    found.refresh_from_db()
    assert (found.state, found.closed_on) == (Milestone.State.DONE, clock.now().date())
    with pytest.raises(Refused):
        actions.move_milestone(actor=cast.chair, milestone=found, due=LATER, reason="Late.")
    actions.resume_milestone(actor=cast.delegate, milestone=found)
    found.refresh_from_db()
    assert (found.state, found.closed_on) == (Milestone.State.UNDERWAY, None)


def test_what_is_due_waits_for_whoever_holds_it(cast: Cast) -> None:
    today, west = clock.now().date(), Delegation.objects.get(group=cast.group, body__name="Westland")
    a_milestone(cast, "By office", today, Holder(office="chair"))
    a_milestone(cast, "By delegation", today, Holder(delegation=west))
    a_milestone(cast, "By person", today, Holder(person=cast.observer))
    a_milestone(cast, "Far away", today + timedelta(days=90), Holder(office="chair"))
    people = [cast.chair, cast.cochair, cast.delegate, cast.observer]
    named = {
        person.pk: [duty.thing for duty in found if duty.verb == "Reach the milestone"]
        for person, found in ((one, duties_of(people)[one.pk]) for one in people)
    }
    assert list(named.values()) == [["By office"], [], ["By delegation"], ["By person"]]
    actions.conclude_group(actor=cast.chair, group=cast.group)
    assert not any(duty.verb == "Reach the milestone" for found in duties_of(people).values() for duty in found)


def test_the_plan_shows_how_what_it_leads_to_stands(cast: Cast, as_chair: Client) -> None:
    draft = create_draft(actor=cast.member("chair"), title="Issues paper")
    actions.plan_milestone(
        actor=cast.chair, group=cast.group, title="Text", due=LATER, tied_to=TiedTo("draft", draft.number)
    )
    assert "Being written" in page(as_chair, cast, "work-plan/")
    table = page(as_chair, cast, "work-plan/table.csv")
    assert "Text,2030-06-10,2030-06-10,0,,Planned,,Issues paper (Being written)" in table


def test_a_late_milestone_says_so_in_a_word(cast: Cast, as_chair: Client) -> None:
    a_milestone(cast, due=clock.now().date() - timedelta(days=1))
    assert 'data-kind="breaks"' in page(as_chair, cast, "work-plan/")
    assert "Late" in page(as_chair, cast, "")


def test_milestones_change_places(cast: Cast) -> None:
    rows = [a_milestone(cast, title) for title in ("One", "Two", "Three")]
    actions.place_milestone(actor=cast.chair, milestone=rows[2], place=1)
    assert list(cast.group.milestones.values_list("title", "position")) == [("Three", 1), ("One", 2), ("Two", 3)]


def test_a_change_of_visibility_says_first_what_follows(cast: Cast, as_chair: Client) -> None:
    address = f"{cast.group.get_absolute_url()}manage/settings/"
    chosen = {"profile": "exchange", "kind": "standing", "is_listed": "on"}
    asked = as_chair.post(address, chosen).content.decode()
    assert "answers as if there were none" in asked
    assert Group.objects.get(pk=cast.group.pk).is_public
    as_chair.post(address, {**chosen, "confirmed": "on"})
    assert not Group.objects.get(pk=cast.group.pk).is_public
    catch_up()
    record = page(as_chair, cast, "manage/record/")
    assert "changed how the group works" in record


@pytest.mark.parametrize("path", ["work-plan/", "work-plan/table.csv", "", "manage/record/", "manage/groups/"])
def test_a_longer_list_asks_no_more_queries(cast: Cast, as_chair: Client, path: str) -> None:
    draft = create_draft(actor=cast.member("chair"), title="Issues paper")

    def step(number: int) -> None:
        found = actions.plan_milestone(
            actor=cast.chair,
            group=cast.group,
            title=f"Step {number}",
            due=LATER,
            holder=Holder(delegation=Delegation.objects.get(group=cast.group, body__name="Westland")),
            tied_to=TiedTo("draft", draft.number),
        )
        actions.move_milestone(actor=cast.chair, milestone=found, due=LATER + timedelta(days=1), reason="Why.")
        child = f"party-{number}"
        actions.create_subgroup(actor=cast.chair, parent=cast.group, slug=child, name=f"Party {number}")

    step(0)
    catch_up()
    few = queries(as_chair, cast, path)
    for number in range(1, 12):
        step(number)
    catch_up()
    assert queries(as_chair, cast, path) == few


def test_the_list_of_versions_asks_no_more_queries(cast: Cast, as_chair: Client) -> None:
    an_agreed_charter(cast)
    few = queries(as_chair, cast, "terms-of-reference/")
    for number in range(10):
        an_agreed_charter(cast, f"{WORDS} {number}")
    assert queries(as_chair, cast, "terms-of-reference/") == few


def test_the_plan_follows_every_step(cast: Cast, as_chair: Client) -> None:
    url = f"{cast.group.get_absolute_url()}work-plan/"
    acts = [
        lambda: a_milestone(cast),
        lambda: actions.edit_milestone(actor=cast.chair, milestone=Milestone.objects.get(), title="Other"),
        lambda: actions.move_milestone(actor=cast.chair, milestone=Milestone.objects.get(), due=LATER, reason="Why."),
        lambda: actions.begin_milestone(actor=cast.chair, milestone=Milestone.objects.get()),
        lambda: actions.close_milestone(actor=cast.chair, milestone=Milestone.objects.get()),
        lambda: actions.resume_milestone(actor=cast.chair, milestone=Milestone.objects.get()),
    ]
    for act in acts:
        with replay(as_chair, cast.group) as live:
            live.shows("plan", url)
            act()


def test_terms_of_reference_follow_every_step(cast: Cast, as_chair: Client) -> None:
    def draft() -> object:
        return cast.group.charters.get(state="draft")

    today = clock.now().date()
    acts = [
        lambda: a_charter(cast),
        lambda: actions.edit_charter(actor=cast.chair, charter=draft(), body="Other.", note="Words"),
        lambda: actions.agree_charter(actor=cast.chair, charter=draft(), agreed_on=today),
        lambda: actions.show_charter(actor=cast.chair, charter=cast.group.charters.get(), is_public=True),
    ]
    for act in acts:
        with replay(as_chair, cast.group) as live:
            live.shows("charter", f"{cast.group.get_absolute_url()}terms-of-reference/")
            act()
