"""Sockets of open pages: what they hear, how soon, and what they never miss."""

import asyncio

import pytest
from asgiref.sync import sync_to_async
from django.contrib.sessions.models import Session
from django.db import transaction
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.cast import Cast
from tests.live.conftest import page
from tests.web import Web, sign_in
from workgroups.events.actions import emit
from workgroups.events.events import StreamRef
from workgroups.events.queries import head_of
from workgroups.groups import actions
from workgroups.groups.events import GroupChanged, MemberInvited
from workgroups.groups.models import Group, Seat


@sync_to_async
def change(group: Group, times: int = 1) -> int:
    """Let something happen in the group; return the stream's head."""
    with transaction.atomic():
        for _ in range(times):
            emit(GroupChanged(group_id=group.pk, actor_id=0))
    return head_of(StreamRef.group(group.pk))


@sync_to_async
def start(cast: Cast, who: str = "delegate") -> tuple[str, int]:
    """Return a session's cookie and the head of the group's stream."""
    person = cast.person(who)
    assert person
    return sign_in(person), head_of(StreamRef.group(cast.group.pk))


async def test_page_hears_what_happened_with_range_and_topics(web: Web, committed_cast: Cast) -> None:
    group = committed_cast.group
    cookie, head = await start(committed_cast)
    async with page(web, cookie) as one:
        await one.follow(**{f"group_{group.pk}": head})
        assert (await one.hear(beats=True))["heads"] == {f"group:{group.pk}": head}
        await change(group)
        assert await one.hear() == {
            "stream": f"group:{group.pk}",
            "from": head,
            "to": head + 1,
            "events": [{"seq": head + 1, "name": "groups.group_changed", "topics": ["group"]}],
        }


async def test_idle_socket_still_hears_after_the_client_librarys_time_out(web: Web, committed_cast: Cast) -> None:
    """redis-py ends a read that is silent for 5 s unless told otherwise; a bell must ring after 12 s of silence.

    The look of each second is what would hide a dead bell, so the batch must come much sooner than that.
    By reasoning, not run: with the look alone (the bell's group_add left out) batches come up to a second later.
    """
    group = committed_cast.group
    cookie, head = await start(committed_cast)
    async with page(web, cookie) as one:
        await one.follow(**{f"group_{group.pk}": head})
        await asyncio.sleep(12)
        waits = []
        for turn in range(4):
            await change(group)
            began = asyncio.get_running_loop().time()
            assert (await one.hear())["to"] == head + turn + 1
            waits.append(asyncio.get_running_loop().time() - began)
            await asyncio.sleep(0.37)
        assert sorted(waits)[1] < 0.3


@pytest.mark.parametrize("missed", [1, 100, 101, 500])
async def test_page_catches_up_after_a_cut(web: Web, committed_cast: Cast, missed: int) -> None:
    group = committed_cast.group
    cookie, head = await start(committed_cast)
    await change(group, missed)
    async with page(web, cookie) as one:
        await one.follow(**{f"group_{group.pk}": head})
        batch = await one.hear()
        assert (batch["from"], batch["to"]) == (head, head + missed)
        assert [event["seq"] for event in batch["events"]] == list(range(head + 1, head + missed + 1))


@pytest.mark.parametrize("cursor", [-501, 7, None])
async def test_page_that_missed_too_much_is_told_to_fetch_afresh(
    web: Web, committed_cast: Cast, cursor: int | None
) -> None:
    group = committed_cast.group
    cookie, _ = await start(committed_cast)
    head = await change(group, 501)
    async with page(web, cookie) as one:
        await one.follow(**{f"group_{group.pk}": None if cursor is None else head + cursor})
        assert await one.hear() == {"snapshot": f"group:{group.pk}", "to": head}


async def test_events_for_officers_move_the_cursor_of_others_and_tell_nothing(web: Web, committed_cast: Cast) -> None:
    group = committed_cast.group
    cookie, head = await start(committed_cast)
    officer, _ = await start(committed_cast, "secretariat")

    @sync_to_async
    def invite() -> None:
        with transaction.atomic():
            emit(MemberInvited(group_id=group.pk, invitation_id=1, actor_id=1))

    async with page(web, cookie) as one, page(web, officer) as two:
        await one.follow(**{f"group_{group.pk}": head})
        await two.follow(**{f"group_{group.pk}": head})
        await two.hear(beats=True)
        await one.hear(beats=True)
        await invite()
        assert (await one.hear())["events"] == []
        assert [event["name"] for event in (await two.hear())["events"]] == ["groups.member_invited"]


async def test_removed_member_is_out_and_hears_nothing_more(web: Web, committed_cast: Cast) -> None:
    group, cast = committed_cast.group, committed_cast
    cookie, head = await start(cast)

    @sync_to_async
    def remove() -> None:
        seat = Seat.objects.get(person=cast.delegate, delegation__group=group)
        actions.end_seat(actor=cast.secretariat, seat=seat)

    async with page(web, cookie) as one:
        await one.follow(**{f"group_{group.pk}": head})
        await one.hear(beats=True)
        await remove()
        heard = [await one.hear()]
        while "gone" not in heard[-1]:
            heard.append(await one.hear())
        assert len(heard) <= 2  # at most the batch that announced the removal itself
        await change(group)
        with pytest.raises(TimeoutError):
            await one.hear(1.5)


async def test_strangers_follow_nothing(web: Web, committed_cast: Cast) -> None:
    group = committed_cast.group
    cookie, head = await start(committed_cast, "outsider")
    async with page(web, cookie) as one:
        await one.follow(**{f"group_{group.pk}": head, f"person_{committed_cast.chair.pk}": 0, "group_999999": 0})
        heard = [await one.hear() for _ in range(3)]
    named = [f"group:{group.pk}", f"person:{committed_cast.chair.pk}", "group:999999"]
    assert heard == [{"gone": name} for name in named]


async def test_signing_out_closes_the_socket(web: Web, committed_cast: Cast) -> None:

    cookie, head = await start(committed_cast)
    async with page(web, cookie) as one:
        await one.follow(**{f"group_{committed_cast.group.pk}": head})
        await sync_to_async(lambda: Session.objects.all().delete())()
        with pytest.raises(ConnectionClosed) as closed:
            await one.hear()
    assert closed.value.rcvd
    assert closed.value.rcvd.code == 4401


async def test_anonymous_gets_no_socket(web: Web) -> None:
    with pytest.raises(InvalidStatus):
        async with page(web, ""):
            pass


@pytest.mark.parametrize("said", ["", "no", "[]", '{"follow": 3}', '{"follow": {"group:1": "x"}}', "x" * 5000])
async def test_nonsense_closes_the_socket(web: Web, committed_cast: Cast, said: str) -> None:
    cookie, _ = await start(committed_cast)
    async with page(web, cookie) as one:
        await one.line.send(said)
        with pytest.raises(ConnectionClosed) as closed:
            await one.hear()
    assert closed.value.rcvd
    assert closed.value.rcvd.code == 4400
