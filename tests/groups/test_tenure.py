"""Seats and offices change hands, run out and are handed over: at the right instant, with all that hangs on them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.management import call_command

from tests.cast import Cast
from workgroups.audit.models import Record
from workgroups.core import clock
from workgroups.core.errors import Missing, NotAllowed, Refused
from workgroups.events.actions import catch_up as sweep
from workgroups.groups import actions
from workgroups.groups.models import DateChange, Delegation, Group, Handover, Office, Seat
from workgroups.groups.permissions import member_of, person_in_history
from workgroups.groups.queries import offices_held, seats_of_delegation, tenures_of
from workgroups.notifications.models import Delivery, Notice
from workgroups.notifications.registry import duties_of
from workgroups.threads.actions import choose_following, start_thread
from workgroups.threads.models import Following, Post
from workgroups.timers.actions import fire_due

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def west(cast: Cast) -> Delegation:
    return Delegation.objects.get(group=cast.group, body__name="Westland")


def seat_of(cast: Cast, who: str) -> Seat:
    return Seat.objects.on(clock.now().date()).get(person=cast.person(who), delegation__group=cast.group)


def office_of(cast: Cast, who: str) -> Office:
    return Office.objects.on(clock.now().date()).get(person=cast.person(who), group=cast.group)


def epoch(cast: Cast) -> int:
    return Group.objects.get(pk=cast.group.pk).epoch


def today() -> date:
    return clock.now().date()


def test_change_role_ends_one_row_and_begins_another(cast: Cast) -> None:
    old, before = seat_of(cast, "delegate2"), epoch(cast)
    new = actions.change_role(actor=cast.chair, seat=old, role=Seat.Role.ALTERNATE)
    old.refresh_from_db()
    assert (old.role, old.until) == (Seat.Role.EXPERT, today() - timedelta(days=1))
    assert (new.role, new.since, new.until) == (Seat.Role.ALTERNATE, today(), None)
    assert epoch(cast) > before


def test_change_role_has_one_head_a_delegation(cast: Cast) -> None:
    expert = seat_of(cast, "delegate2")
    with pytest.raises(Refused, match="one head at a time"):
        actions.change_role(actor=cast.chair, seat=expert, role=Seat.Role.HEAD)
    actions.change_role(actor=cast.chair, seat=expert, role=Seat.Role.HEAD, former_steps_back=True)
    roles = dict(Seat.objects.on(today()).filter(delegation=west(cast)).values_list("person__name", "role"))
    assert roles == {"Delegate": Seat.Role.ALTERNATE, "Delegate2": Seat.Role.HEAD}


def test_take_seat_refuses_overlapping_days(cast: Cast) -> None:
    with pytest.raises(Refused, match="already"):
        actions.take_seat(
            actor=cast.chair, delegation=west(cast), person=cast.delegate2, since=today() + timedelta(days=30)
        )


def test_seat_with_a_day_to_come_counts_from_its_first_instant(cast: Cast) -> None:
    with clock.at(NOON):
        first = NOON.date() + timedelta(days=2)
        actions.take_seat(actor=cast.chair, delegation=west(cast), person=cast.outsider, since=first)
        sweep()
    midnight = datetime.combine(first, time(), UTC)
    with clock.at(midnight - timedelta(seconds=1)):
        assert member_of(cast.outsider, cast.group) is None
        assert fire_due() == []
    with clock.at(midnight):
        before = epoch(cast)
        assert [timer.kind for timer in fire_due()] == ["groups.seat_begins"]
        assert member_of(cast.outsider, cast.group) is not None
        assert epoch(cast) == before + 1


def test_seat_reminds_and_runs_out_by_itself(cast: Cast) -> None:
    """Reminders 30 and 7 days before; the end at the first instant after the last day, audited, both told."""
    last = NOON.date() + timedelta(days=40)
    with clock.at(NOON):
        seat = seat_of(cast, "delegate2")
        actions.change_seat_dates(actor=cast.chair, seat=seat, since=seat.since, until=last, reason="One year only")
        sweep()
    over = datetime.combine(last + timedelta(days=1), time(), UTC)
    told = []
    for days in (30, 7):
        with clock.at(over - timedelta(days=days)):
            assert [timer.kind for timer in fire_due()] == ["groups.seat_reminder"]
            told.append(Notice.objects.filter(kind="groups.seat_running_out").count())
            assert "Renew or let end" in [duty.verb for duty in duties_of([cast.delegate])[cast.delegate.pk]]
    assert told == [5, 10]  # the head, three officers, the expert
    with clock.at(over - timedelta(microseconds=1)):
        assert fire_due() == []
        assert member_of(cast.delegate2, cast.group)
    with clock.at(over):
        before = epoch(cast)
        assert [timer.kind for timer in fire_due()] == ["groups.seat_ends"]
        assert member_of(cast.delegate2, cast.group) is None
        assert epoch(cast) == before + 1
        sweep()
    assert Record.objects.filter(event="groups.seat_expired", actor_id=0).count() == 1
    assert Delivery.objects.filter(template="groups/mail/seat_ran_out", person=cast.delegate2).count() == 1


def test_renewed_seat_goes_on_and_keeps_its_former_day(cast: Cast) -> None:
    with clock.at(NOON):
        seat, head = seat_of(cast, "delegate2"), cast.member("delegate")
        near = NOON.date() + timedelta(days=5)
        actions.change_seat_dates(actor=cast.chair, seat=seat, since=seat.since, until=near, reason="Trial")
        actions.renew_seats(actor=head, seats=[seat], until=near + timedelta(days=365))
        sweep()
        with pytest.raises(NotAllowed):
            actions.renew_seats(actor=cast.member("delegate2"), seats=[seat], until=near + timedelta(days=999))
    assert [one.until_before for one in DateChange.objects.order_by("pk")] == [None, near]
    with clock.at(datetime.combine(near + timedelta(days=1), time(), UTC)):
        fire_due()
        assert member_of(cast.delegate2, cast.group)


def test_head_cannot_renew_their_own_seat(cast: Cast) -> None:
    seat = seat_of(cast, "delegate")
    Seat.objects.filter(pk=seat.pk).update(until=today() + timedelta(days=3))
    with pytest.raises(NotAllowed):
        actions.renew_seats(actor=cast.member("delegate"), seats=[seat], until=today() + timedelta(days=99))


def test_let_end_asks_nobody_again(cast: Cast) -> None:
    seat = seat_of(cast, "delegate2")
    Seat.objects.filter(pk=seat.pk).update(until=today() + timedelta(days=3))
    actions.let_seat_end(actor=cast.member("delegate"), seat=seat)
    assert [duty for duty in duties_of([cast.delegate, cast.chair])[cast.chair.pk] if "Renew" in duty.verb] == []


def test_acting_chair_has_the_rights_for_these_days_and_says_so(cast: Cast) -> None:
    until = today() + timedelta(days=2)
    actions.take_office(
        actor=cast.chair, group=cast.group, person=cast.delegate, role="chair", acting_for=cast.chair, until=until
    )
    member = cast.member("delegate")
    assert (member.is_officer, member.is_chair, member.title) == (True, True, "acting_chair")
    start_thread(actor=member, title="Hello", body="Words", language="en")
    assert Post.objects.get().office == "acting_chair"
    with clock.at(datetime.combine(until + timedelta(days=1), time(), UTC)):
        sweep()
        before = epoch(cast)
        fire_due()
        assert cast.member("delegate").is_officer is False
        assert epoch(cast) == before + 1


@pytest.mark.parametrize("role", ["secretariat", "chair"])
def test_acting_needs_a_chair_and_a_last_day(cast: Cast, role: str) -> None:
    with pytest.raises(Refused):
        actions.take_office(actor=cast.chair, group=cast.group, person=cast.delegate, role=role, acting_for=cast.chair)


def test_last_officer_neither_leaves_nor_gets_a_last_day(cast: Cast) -> None:
    for who in ("cochair", "secretariat"):
        actions.end_office(actor=cast.chair, office=office_of(cast, who))
    with pytest.raises(Refused, match="at least one officer"):
        actions.leave_group(actor=cast.member("chair"))
    office = office_of(cast, "chair")
    with pytest.raises(Refused, match="at least one officer"):
        actions.change_office_dates(
            actor=cast.chair, office=office, since=office.since, until=today() + timedelta(days=9), reason="Term"
        )


def test_leave_group_ends_everything_and_keeps_what_was_said(cast: Cast) -> None:
    start_thread(actor=cast.member("delegate"), title="Hello", body="Words", language="en")
    before = epoch(cast)
    actions.leave_group(actor=cast.member("delegate"))
    assert member_of(cast.delegate, cast.group) is None
    assert epoch(cast) == before + 1
    post = Post.objects.get()
    assert (post.author, post.delegation) == (cast.delegate, west(cast))


def test_hand_over_of_the_chair_moves_office_and_threads_at_once(cast: Cast) -> None:
    thread = start_thread(actor=cast.member("chair"), title="Hello", body="Words", language="en")
    choose_following(actor=cast.member("chair"), thread=thread, level="follow")
    made = actions.hand_over(
        actor=cast.member("chair"),
        held=office_of(cast, "chair"),
        successor=cast.cochair,
        day=today(),
        note="Mind the gap",
        chosen=[f"threads:{thread.pk}"],
    )
    assert cast.member("cochair").offices == {"chair"}
    assert cast.member("chair").offices == frozenset()
    assert Following.objects.get(thread=thread, person=cast.cochair).level == "follow"
    assert next(duty.url for duty in duties_of([cast.cochair])[cast.cochair.pk]) == made.get_absolute_url()
    sweep()
    assert Delivery.objects.filter(template="groups/mail/handover").count() == 2
    call_command("verify")  # raises when something does not hold together
    actions.put_note_away(actor=cast.member("cochair"), handover=made)
    assert made.get_absolute_url() not in [duty.url for duty in duties_of([cast.cochair])[cast.cochair.pk]]


def test_hand_over_on_a_day_to_come_happens_when_it_begins(cast: Cast) -> None:
    with clock.at(NOON):
        day = NOON.date() + timedelta(days=3)
        made = actions.hand_over(
            actor=cast.member("delegate"), held=seat_of(cast, "delegate"), successor=cast.delegate2, day=day
        )
        sweep()
        assert seat_of(cast, "delegate2").role == Seat.Role.EXPERT
    begin = datetime.combine(day, time(), UTC)
    with clock.at(begin - timedelta(seconds=1)):
        assert fire_due() == []
    with clock.at(begin):
        assert [timer.kind for timer in fire_due()] == ["groups.handover"]
        assert seat_of(cast, "delegate2").role == Seat.Role.HEAD
        assert member_of(cast.delegate, cast.group) is None
    made.refresh_from_db()
    assert made.state == Handover.State.DONE


def test_hand_over_lapses_when_the_successor_holds_it_no_more(cast: Cast) -> None:
    with clock.at(NOON):
        day = NOON.date() + timedelta(days=3)
        held = seat_of(cast, "delegate2")
        made = actions.hand_over(actor=cast.member("chair"), held=held, successor=cast.observer, day=day)
        actions.end_seat(actor=cast.chair, seat=held)
        sweep()
    with clock.at(datetime.combine(day, time(), UTC)):
        fire_due()
    made.refresh_from_db()
    assert made.state == Handover.State.WITHDRAWN
    assert Seat.objects.filter(person=cast.observer).count() == 1


def test_hand_over_by_the_holder_stays_in_the_delegation(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        actions.hand_over(
            actor=cast.member("delegate"), held=seat_of(cast, "delegate"), successor=cast.chair, day=today()
        )


def test_histories_tell_who_was_what_when(cast: Cast) -> None:
    seat = seat_of(cast, "delegate2")
    actions.change_seat_dates(
        actor=cast.chair, seat=seat, since=date(2021, 3, 3), until=date(2023, 5, 2), reason="As the note says"
    )
    lines = [(one.person.name, one.what, one.period) for one in seats_of_delegation(west(cast))]
    assert ("Delegate2", "Expert", "3 March 2021 to 2 May 2023") in lines
    (own,) = tenures_of(cast.delegate2, cast.group)
    assert [change.change.reason for change in own.changes] == ["As the note says"]
    assert [office for office, _held in offices_held(cast.group)] == ["Chair", "Co-chair", "Secretariat"]


def test_former_members_are_known_and_strangers_are_not(cast: Cast) -> None:
    assert person_in_history(cast.member("observer"), cast.former.pk) == cast.former
    with pytest.raises(Missing):
        person_in_history(cast.member("observer"), cast.outsider.pk)
