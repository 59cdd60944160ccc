"""Sections: given, handed in, timed, followed when their heading goes; and locked, by whatever way one writes."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Cast
from tests.drafts.conftest import Join, Room
from tests.live.replay import replay
from workgroups.core import clock
from workgroups.core.errors import NotAllowed, Refused
from workgroups.drafts import actions, queries
from workgroups.drafts.logic import blocks
from workgroups.drafts.models import Draft, DraftSection
from workgroups.events.actions import catch_up
from workgroups.groups.actions import hand_over
from workgroups.groups.models import Group, Seat
from workgroups.notifications.models import Notice
from workgroups.notifications.registry import Duty, duties_of
from workgroups.timers.actions import fire_due

WORDS = "# Aims\n\nTo see further.\n\n# Costs\n\nThe owner pays.\n\n## Shares\n\nHalf each.\n\n# Dates\n\nIn May."


@pytest.fixture
def draft(cast: Cast) -> Draft:
    return actions.create_draft(actor=cast.member("chair"), title="Issues paper", words=WORDS)


def block(draft: Draft, at: int) -> Any:
    return queries.document_of(draft)["content"][at]


def heading(draft: Draft, at: int) -> str:
    return str(block(draft, at)["attrs"]["id"])


def give(cast: Cast, draft: Draft, at: int = 2, who: str = "chair", **more: Any) -> DraftSection:
    west = cast.member("delegate").delegation
    assert west
    given = {"delegations": [west.pk], "due_on": clock.now().date() + timedelta(days=9), "note": "Two pages."} | more
    return actions.give_section(actor=cast.member(who), draft=draft, block=heading(draft, at), **given)


def edit(cast: Cast, draft: Draft, at: int, words: str, who: str = "delegate") -> None:
    here = block(draft, at)
    given = {"block_id": here["attrs"]["id"], "base": blocks.fingerprint(here), "words": words}
    actions.edit_block(actor=cast.member(who), draft=draft, **given)


def overview(draft: Draft) -> queries.Overview:
    fresh = Draft.objects.select_related("group").get(pk=draft.pk)
    return queries.sections_of(fresh, queries.document_of(fresh))


def again(section: DraftSection) -> DraftSection:
    return DraftSection.objects.select_related("draft__group").get(pk=section.pk)


def told(kind: str) -> set[str]:
    catch_up()
    return set(Notice.objects.filter(kind=f"drafts.section_{kind}").values_list("person__name", flat=True))


def waiting(person: Any) -> list[Duty]:
    return [one for one in duties_of([person])[person.pk] if one.kind == "drafts.section"]


def test_a_section_is_given_written_and_handed_in(cast: Cast, draft: Draft) -> None:
    section = give(cast, draft, people=[cast.cochair.pk, cast.observer.pk])
    (one,) = overview(draft).placed
    assert ([owner.name for owner in one.owners], one.title, one.words, one.since) == (
        ["Westland", "Cochair"],
        "Costs",
        7,
        0,
    )
    assert told("given") == {"Delegate", "Delegate2", "Cochair"}
    (duty,) = waiting(cast.delegate2)
    assert (duty.verb, duty.thing, duty.delegation_id) == (
        "Write",
        "“Costs”, in “Issues paper”",
        cast.member("delegate").delegation.pk,  # type: ignore[union-attr]
    )
    edit(cast, draft, 3, "The owner pays, and so do all who use it.")
    catch_up()
    (one,) = overview(draft).placed
    assert (one.since, one.changed_at is not None, one.section.words) == (7, True, 14)
    with pytest.raises(NotAllowed):
        actions.hand_in_section(actor=cast.member("observer"), section=again(section))
    actions.hand_in_section(actor=cast.member("delegate"), section=again(section))
    assert told("handed_in") == {"Chair"}
    assert [each.done_by for each in waiting(cast.delegate2)] == ["Delegate"]
    assert not waiting(cast.delegate)
    assert (overview(draft).handed_in, overview(draft).given) == (1, 1)
    with clock.at(clock.now() + clock.UNDO + timedelta(seconds=1)), pytest.raises(NotAllowed):
        actions.reopen_section(actor=cast.member("delegate"), section=again(section))
    actions.reopen_section(actor=cast.member("chair"), section=again(section))
    assert told("reopened") == {"Delegate", "Delegate2", "Cochair"}


def test_another_day_and_other_owners_are_told(cast: Cast, draft: Draft) -> None:
    give(cast, draft)
    give(cast, draft)
    assert not told("moved")
    give(cast, draft, people=[cast.cochair.pk], due_on=clock.now().date() + timedelta(days=12))
    assert (told("moved"), told("given")) == ({"Delegate", "Delegate2"}, {"Delegate", "Delegate2", "Cochair"})
    for wrong in ({"delegations": []}, {"delegations": [], "people": [cast.observer.pk]}):
        with pytest.raises(Refused):
            give(cast, draft, **wrong)
    with pytest.raises(NotAllowed):
        give(cast, draft, who="delegate")
    with pytest.raises(Refused):
        actions.give_section(actor=cast.member("chair"), draft=draft, block=heading(draft, 1), people=[cast.cochair.pk])


def test_its_day_is_told_before_and_after(cast: Cast, draft: Draft) -> None:
    section = give(cast, draft)
    other = give(cast, draft, at=0)
    catch_up()
    assert section.due_on
    ends = datetime.combine(section.due_on + timedelta(days=1), time(0), UTC)
    with clock.at(ends - timedelta(days=2)):
        assert len(fire_due()) == 2
        assert told("soon") == {"Delegate", "Delegate2"}
        actions.hand_in_section(actor=cast.member("delegate"), section=again(other))
        catch_up()
    with clock.at(ends):
        assert [timer.subject_id for timer in fire_due()] == [section.pk]
        assert told("late") == {"Delegate", "Delegate2", "Chair"}
        assert again(section).is_late


def test_taking_it_back_can_be_undone(cast: Cast, draft: Draft) -> None:
    section = give(cast, draft)
    actions.take_section(actor=cast.member("chair"), section=section)
    assert (overview(draft).placed, len(queries.sections_taken(draft))) == ([], 1)
    actions.restore_section(actor=cast.member("cochair"), section=again(section))
    assert len(overview(draft).placed) == 1
    actions.take_section(actor=cast.member("chair"), section=again(section))
    give(cast, draft)
    with pytest.raises(Refused):
        actions.restore_section(actor=cast.member("chair"), section=again(section))


def test_a_section_whose_heading_goes_waits_to_be_tied(cast: Cast, draft: Draft) -> None:
    section = give(cast, draft)
    edit(cast, draft, 2, "# Expenses")
    catch_up()
    assert [one.title for one in overview(draft).placed] == ["Expenses"]
    edit(cast, draft, 2, "")
    found = overview(draft)
    assert ([one.title for one in found.lost], found.placed, found.given) == (["Expenses"], [], 1)
    edit(cast, draft, 2, "# Expenses\n\nThe owner pays.")
    free = next(one for one in overview(draft).free if one.title == "Expenses")
    with pytest.raises(NotAllowed):
        actions.tie_section(actor=cast.member("delegate"), section=again(section), block=free.block)
    actions.tie_section(actor=cast.member("chair"), section=again(section), block=free.block)
    (one,) = overview(draft).placed
    assert (one.title, [owner.name for owner in one.owners], one.section.due_on) == (
        "Expenses",
        ["Westland"],
        section.due_on,
    )
    other = give(cast, draft, at=0)
    with pytest.raises(Refused):
        actions.tie_section(actor=cast.member("chair"), section=other, block=free.block)


def test_a_locked_section_is_changed_by_nobody_whatever_the_way(cast: Cast, draft: Draft) -> None:
    Group.objects.filter(pk=cast.group.pk).update(profile=Group.Profile.NEGOTIATING)
    chair = cast.member("chair")
    key = queries.moments_of(draft)[0].key
    here, around = block(draft, 3), block(draft, 1)
    bracketed = block(draft, 5)

    def propose(kind: str, at: dict[str, Any], words: str) -> Any:
        given = {"block": at["attrs"]["id"], "kind": kind, "base": blocks.fingerprint(at), "content": words}
        return actions.put_forward(actor=cast.member("delegate"), draft=draft, **given)

    accepted = propose("replace", around, "To see clearly.")
    actions.accept_proposal(actor=chair, proposal=accepted)
    with pytest.raises(NotAllowed):
        actions.lock_section(actor=cast.member("delegate"), draft=draft, block=heading(draft, 2))
    section = actions.lock_section(actor=chair, draft=draft, block=heading(draft, 2), reason="With the capitals")
    open_one = propose("replace", here, "The state pays.")
    new_one = propose("insert", here, "And who else?")
    bracket = actions.open_bracket(
        actor=chair, draft=draft, block=bracketed["attrs"]["id"], alternative="A third each."
    )
    north = chair.delegation
    assert north
    cleaned = {"words": "A third each.", "base": blocks.fingerprint(bracketed), "agreed": [north.pk]}
    ways: list[Callable[[], object]] = [
        lambda: edit(cast, draft, 3, "Other words."),
        lambda: edit(cast, draft, 2, "# Other costs"),
        lambda: edit(cast, draft, 3, ""),
        lambda: edit(cast, draft, 6, ""),  # the heading that ends it
        lambda: edit(cast, draft, 5, "Half each.\n\nOne more."),
        lambda: actions.accept_proposal(actor=chair, proposal=open_one),
        lambda: actions.accept_proposal(actor=chair, proposal=new_one),
        lambda: actions.clean_bracket(actor=chair, bracket=bracket, **cleaned),
    ]
    before = queries.document_of(draft)
    for way in ways:
        with pytest.raises(Refused, match=r"locked"):
            way()
    assert queries.document_of(draft) == before
    edit(cast, draft, 1, "To see clearly, and further.")
    actions.restore_state(actor=chair, draft=draft, key=key)  # changes only what stands outside of it
    actions.unlock_section(actor=chair, section=section)
    actions.accept_proposal(actor=chair, proposal=open_one)
    actions.lock_section(actor=chair, draft=draft, block=heading(draft, 2))
    with pytest.raises(Refused, match=r"locked"):
        actions.restore_state(actor=chair, draft=draft, key=key)
    with pytest.raises(Refused, match=r"locked"):
        actions.reopen_proposal(actor=chair, proposal=open_one)
    assert Draft.objects.get(pk=draft.pk).locks == [heading(draft, 2)]


def test_a_plain_form_keeps_the_words_that_a_lock_refuses(cast: Cast, draft: Draft, client: Client) -> None:
    here = block(draft, 3)
    actions.lock_section(actor=cast.member("chair"), draft=draft, block=heading(draft, 2))
    client.force_login(cast.delegate)
    page = client.get(draft.get_absolute_url()).content.decode()
    url = f"{draft.get_absolute_url()}blocks/{here['attrs']['id']}/"
    assert (page.count('class="block is-locked"'), f'href="{url}"' in page) == (4, False)
    answer = client.post(url, {"words": "All of us pay.", "base": blocks.fingerprint(here)})
    assert answer.status_code == 422
    assert "All of us pay." in answer.content.decode()
    assert "is locked while it is settled" in answer.content.decode()


def test_pages_follow_sections(cast: Cast, draft: Draft, client: Client) -> None:
    client.force_login(cast.chair)
    home, topic = draft.get_absolute_url(), f"sections:{draft.pk}"
    chair, due = cast.member("chair"), clock.now().date() + timedelta(days=1)

    def one() -> DraftSection:
        return DraftSection.objects.select_related("draft__group").get()

    acts: list[tuple[bool, Callable[[], object]]] = [
        (True, lambda: give(cast, draft)),
        (False, lambda: give(cast, draft, due_on=due)),
        (True, lambda: actions.hand_in_section(actor=chair, section=one())),
        (True, lambda: actions.reopen_section(actor=chair, section=one())),
        (False, lambda: actions.lock_section(actor=chair, draft=draft, block=one().block)),
        (False, lambda: actions.unlock_section(actor=chair, section=one())),
        (True, lambda: actions.take_section(actor=chair, section=one())),
        (True, lambda: actions.restore_section(actor=chair, section=one())),
    ]
    for counts, act in acts:
        with replay(client, cast.group) as page:
            page.shows(f"{topic} draft:{draft.pk}", f"{home}sections/")
            page.shows(f"{topic} draft:{draft.pk}", f"{home}sections/rail/")
            page.shows(f"draft:{draft.pk} proposals:{draft.pk} {topic}", f"{home}text/")
            if counts:
                page.shows("drafts", f"/groups/{cast.group.slug}/drafts/")
            act()
    section = one()
    now = datetime.combine(due, time(23, 59), UTC)
    overdue = replay(client, cast.group)
    with clock.at(now):
        overdue.__enter__().shows(f"{topic} draft:{draft.pk}", f"{home}sections/")
    with clock.at(now + timedelta(hours=1)):
        actions.remind_of_section(section_id=section.pk, is_late=True)
        overdue.__exit__(None, None, None)


def test_sections_ask_as_often_for_many_as_for_one(cast: Cast, client: Client) -> None:
    words = "\n\n".join(f"# Part {at}\n\nWords." for at in range(9))
    draft = actions.create_draft(actor=cast.member("chair"), title="Paper", words=words)
    asked: dict[str, list[int]] = {}
    for rows in (1, 8):
        for at in range(DraftSection.objects.count(), rows):
            give(cast, draft, at=2 * at, people=[cast.cochair.pk])
        for path in ("sections/", "sections/rail/", "text/", "", "../"):
            for who in (cast.delegate, cast.chair):
                client.force_login(who)
                url = f"{draft.get_absolute_url()}{path}".replace(f"{draft.number}/../", "")
                client.get(url)
                with CaptureQueriesContext(connection) as captured:
                    assert client.get(url).status_code == 200
                asked.setdefault(f"{path} {who}", []).append(len(captured))
    assert all(few == many for few, many in asked.values()), asked


def test_pages_do_all_of_it_without_script(cast: Cast, draft: Draft, client: Client) -> None:
    client.force_login(cast.chair)
    home, own = f"{draft.get_absolute_url()}sections/", heading(draft, 2)
    west = cast.member("delegate").delegation
    assert west
    url = f"{draft.get_absolute_url()}blocks/{own}/section/"
    empty = client.post(url, {"note": "Two pages."})
    assert (empty.status_code, "Two pages." in empty.content.decode()) == (422, True)
    given = {"delegations": [west.pk], "people": [cast.cochair.pk], "due_on": "2031-05-01", "note": "Two pages."}
    assert client.post(url, given).status_code == 302
    client.force_login(cast.delegate)
    client.post(f"{home}1/hand-in/")
    told = client.get(home).content.decode()
    assert all(words in told for words in ("1 of 1 section handed in", "Westland", "Two pages.", "Open again"))
    client.post(f"{home}1/reopen/")
    client.force_login(cast.chair)
    client.post(f"{draft.get_absolute_url()}blocks/{own}/lock/", {"reason": "With the capitals"})
    assert "With the capitals" in client.get(draft.get_absolute_url()).content.decode()
    client.post(f"{home}1/unlock/")
    client.post(f"{home}1/take/")
    assert "was taken from those who had it" in client.get(home).content.decode()
    client.post(f"{home}1/restore/")
    assert Draft.objects.get(pk=draft.pk).locks == []
    edit(cast, draft, 2, "")
    assert "Their heading is gone from the text" in client.get(home).content.decode()
    client.post(f"{home}1/tie/", {"block": heading(draft, 0)})
    assert [one.title for one in overview(draft).placed] == ["Aims"]


@pytest.mark.django_db(transaction=True)
async def test_open_pages_cannot_write_in_a_locked_section(join: Join, shared: Room) -> None:
    """A lock reaches open rooms; what comes for it is refused with a code by which the page keeps the words."""
    ana, ben = await join(shared, "ana"), await join(shared, "ben")
    await ana.type("!")
    await ana.saved()

    def lock() -> None:
        block = queries.document_of(shared.draft)["content"][0]["attrs"]["id"]
        actions.lock_section(actor=shared.member("chair"), draft=shared.draft, block=block)
        connection.close()

    await sync_to_async(lock)()
    while not ana.closed:  # the room learns of it within a second
        await ana.type("?")
        await ana.until(lambda: ana.closed or ben.text == ana.text)
        await asyncio.sleep(0.02)
    assert ana.closed
    assert ana.closed[0] == 4424
    assert ana.text == f"{ben.text}?"
    late = await join(shared, "ben")
    await late.type("x")
    await late.until(lambda: late.closed)
    assert late.closed[0] == 4424
    assert not ben.text.endswith("x")


@pytest.mark.django_db
def test_a_section_that_somebody_has_by_name_passes_at_hand_over(cast: Cast, draft: Draft, client: Client) -> None:
    mine = give(cast, draft, delegations=[], people=[cast.delegate.pk])
    both = give(cast, draft, 0, people=[cast.delegate.pk, cast.delegate2.pk])
    done = give(cast, draft, 6, delegations=[], people=[cast.delegate.pk])
    actions.hand_in_section(actor=cast.member("delegate"), section=done)
    catch_up()
    seat = Seat.objects.get(person=cast.delegate)
    client.force_login(cast.delegate)
    page = client.get(reverse("groups:seat-hand-over", args=[cast.group.slug, seat.pk])).content.decode()
    assert page.count('value="sections:') == 2
    hand_over(
        actor=cast.member("delegate"),
        held=seat,
        successor=cast.delegate2,
        day=clock.now().date(),
        chosen=[f"sections:{one.pk}" for one in (mine, both, done)],
    )
    west = cast.member("delegate2").delegation
    assert west
    for section, owners in (
        (mine, {(None, cast.delegate2.pk)}),
        (both, {(west.pk, None), (None, cast.delegate2.pk)}),
        (done, {(None, cast.delegate.pk)}),  # what is handed in stays under the name of whoever wrote it
    ):
        assert set(section.owners.values_list("delegation_id", "person_id")) == owners
    Notice.objects.all().delete()
    catch_up()
    told = Notice.objects.filter(kind="drafts.section_given").values_list("person_id", "subject_id")
    assert list(told) == [(cast.delegate2.pk, mine.pk)]
