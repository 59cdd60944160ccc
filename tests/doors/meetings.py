"""Doors of meetings, tasks and calendars."""

from datetime import date, time, timedelta

from tests.cast import Cast
from tests.doors.door import (
    FORBIDDEN,
    IN,
    MEMBERS_ONLY,
    MISSING,
    OFFICERS_ONLY,
    PARTICIPANTS,
    PUBLIC,
    SIGNED_IN,
    Door,
    Profile,
    Values,
    but,
    everyone,
    group,
    refused,
)
from workgroups.core import clock
from workgroups.documents.actions import add_document
from workgroups.documents.models import Document
from workgroups.documents.permissions import FILES
from workgroups.files.actions import store_bytes
from workgroups.meetings.actions import (
    Entry,
    add_paper,
    add_participants,
    add_session,
    ask_pack,
    attach_decision,
    cancel_meeting,
    plan_meeting,
    renew_feed,
    set_task,
)
from workgroups.meetings.models import Meeting, Pack
from workgroups.meetings.tasks import make_packs
from workgroups.polls.actions import record_decision
from workgroups.polls.models import Decision

DOERS: Profile = but(MEMBERS_ONLY, observer=FORBIDDEN)


def next_week() -> date:
    return clock.now().date() + timedelta(days=7)


def planned(cast: Cast) -> Meeting:
    return plan_meeting(
        actor=cast.member("chair"), title="Costs", day=next_week(), wall_time=time(9), zone="UTC", minutes=60
    )


def meeting(cast: Cast) -> Values:
    return {"slug": cast.group.slug, "number": planned(cast).number}


def cancelled(cast: Cast) -> Values:
    one = planned(cast)
    cancel_meeting(actor=cast.member("chair"), meeting=one)
    return {"slug": cast.group.slug, "number": one.number}


def held(cast: Cast) -> Values:
    past = clock.now().date() - timedelta(days=7)
    made = plan_meeting(
        actor=cast.member("chair"), title="Held", day=past, wall_time=time(12), zone="Europe/London", minutes=60
    )
    return {"slug": cast.group.slug, "number": made.number}


def task(cast: Cast) -> Values:
    """A task of the delegation in which delegate and delegate2 sit."""
    owing = cast.member("delegate").delegation
    assert owing
    made = set_task(actor=cast.member("chair"), meeting=planned(cast), title="A paper", delegation=owing, due_on=None)
    return {"slug": cast.group.slug, "number": made.number}


def feed(cast: Cast) -> Values:
    return {"token": renew_feed(person=cast.delegate)}


def shape(cast: Cast) -> Values:
    return {"title": "Rules", "day": next_week(), "wall_time": "10:00", "zone": "UTC", "minutes": 60}


def series(cast: Cast) -> Values:
    first = {"title": "Every other week", "first_day": next_week(), "every_weeks": 2, "minutes": 60}
    return first | {"wall_time_1": "09:00", "zone_1": "UTC", "wall_time_2": "", "zone_2": ""}


def agenda(cast: Cast) -> Values:
    item = {"form-0-title": "Welcome", "form-0-minutes": 5, "form-0-presenter": ""}
    return {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 0} | item


def new_task(cast: Cast) -> Values:
    delegation = cast.member("delegate").delegation
    return {"title": "A paper", "delegation": delegation.pk if delegation else "", "due_on": next_week()}


def record(cast: Cast) -> Values:
    first = {"title": "Held elsewhere", "source": "Its report", "day": "2021-03-29", "last_day": "2021-03-31"}
    return first | {"wall_time": "", "zone": "UTC", "minutes": 60, "place": ""}


def new_session(cast: Cast) -> Values:
    return {"kind": "opening", "title": "Opening", "day": "", "starts": "", "ends": "", "words": "Welcome."}


def session(cast: Cast) -> Values:
    """The second of two sessions, so that it can change places with the first."""
    one = planned(cast)
    for title in ("First", "Second"):
        made = add_session(actor=cast.member("chair"), meeting=one, kind="dialogue", title=title)
    return {"slug": cast.group.slug, "number": one.number, "session_id": made.pk}


def decided(cast: Cast) -> Decision:
    return record_decision(
        actor=cast.member("chair"), title="So be it", body="", how="consensus", decided_on=clock.now().date()
    )


def attached(cast: Cast) -> Values:
    one = planned(cast)
    made = attach_decision(actor=cast.member("chair"), meeting=one, decision=decided(cast))
    return {"slug": cast.group.slug, "number": one.number, "attached_id": made.pk}


def participant(cast: Cast) -> Values:
    one = planned(cast)
    (made,) = add_participants(actor=cast.member("chair"), meeting=one, entries=[Entry("expert", "A university", "IN")])
    return {"slug": cast.group.slug, "number": one.number, "participant_id": made.pk}


def pasted(cast: Cast) -> Values:
    return {"order": "organisation country", "function": "expert", "lines": "A university; India"}


def restricted(cast: Cast) -> Values:
    return {"marking": "restricted"}


def shelved(cast: Cast) -> Document:
    """A document of the delegate's own."""
    file = store_bytes(owner=cast.delegate, group_id=cast.group.pk, name="a.txt", data=b"Words.", kind=FILES)
    return add_document(actor=cast.member("delegate"), title="Our view", files={"en": file.pk})


def awaited(cast: Cast) -> Values:
    """A paper that the delegation of delegate and delegate2 owes."""
    one = planned(cast)
    owing = cast.member("delegate").delegation
    made = add_paper(actor=cast.member("chair"), meeting=one, title="Figures", delegation=owing)
    return {"slug": cast.group.slug, "number": one.number, "paper_id": made.pk}


def proposed(cast: Cast) -> Values:
    """A paper that the delegate has proposed."""
    one = planned(cast)
    made = add_paper(actor=cast.member("delegate"), meeting=one, document=shelved(cast))
    return {"slug": cast.group.slug, "number": one.number, "paper_id": made.pk}


def hidden(cast: Cast) -> Values:
    """A paper that is restricted."""
    one = planned(cast)
    file = store_bytes(owner=cast.chair, group_id=cast.group.pk, name="a.txt", data=b"Words.", kind=FILES)
    secret = add_document(actor=cast.member("chair"), title="X", files={"en": file.pk}, marking="restricted")
    made = add_paper(actor=cast.member("chair"), meeting=one, document=secret)
    return {"slug": cast.group.slug, "number": one.number, "paper_id": made.pk}


def chosen(cast: Cast) -> Values:
    return {"document": shelved(cast).pk}


def deadline(cast: Cast) -> Values:
    return {"due_kind": "day", "due_day": next_week(), "due_zone": "UTC", "members_propose": "on"}


def restricted_pack(cast: Cast) -> Values:
    """The pack of those who take part."""
    one = planned(cast)
    add_paper(actor=cast.member("chair"), meeting=one, document=shelved(cast))
    ask_pack(actor=cast.member("delegate"), meeting=one)
    make_packs()
    found = Pack.objects.get().file
    assert found
    return {"uid": found.uid, "name": found.name}


OWING: Profile = {who: IN if who in {"delegate", "delegate2"} else answer for who, answer in OFFICERS_ONLY.items()}
# Only the author takes a proposal back; other delegates see it and may not.
PROPOSER: Profile = but(OFFICERS_ONLY, delegate=IN)

ROWS = [
    Door("meetings:paper-add", args=meeting, get=PARTICIPANTS),
    Door("meetings:paper-add", case="an officer", args=meeting, post=refused(PARTICIPANTS), data=lambda cast: {}),
    Door("meetings:papers-due", args=meeting, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=deadline),
    Door("meetings:paper-bring", args=awaited, get=OWING),
    Door("meetings:paper-bring", case="nothing", args=awaited, post=refused(OWING), data=lambda cast: {}),
    Door("meetings:paper-take", args=proposed, post=OFFICERS_ONLY),
    Door("meetings:paper-move", args=proposed, post=OFFICERS_ONLY, data=lambda cast: {"to": "later"}),
    Door("meetings:paper-remove", args=proposed, post=PROPOSER),
    Door("meetings:paper-remove", case="restricted", args=hidden, post=but(OFFICERS_ONLY, observer=MISSING)),
    Door("meetings:meeting-pack", args=meeting, get=MEMBERS_ONLY),
    Door("meetings:pack-ask", args=meeting, post=MEMBERS_ONLY),
    Door("files:file", case="a pack", args=restricted_pack, get=but(MEMBERS_ONLY, observer=MISSING)),
    Door("meetings:meeting-list", args=group, get=MEMBERS_ONLY),
    Door("meetings:meeting-page", args=meeting, get=MEMBERS_ONLY),
    Door("meetings:meeting-file", args=meeting, get=MEMBERS_ONLY),
    Door("meetings:meeting-attendance", args=meeting, get=MEMBERS_ONLY),
    Door("meetings:meeting-tasks", args=meeting, get=MEMBERS_ONLY),
    Door("meetings:meeting-answer", args=meeting, post=MEMBERS_ONLY, data=lambda cast: {"answer": "yes"}),
    Door("meetings:meeting-add", args=group, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=shape),
    Door("meetings:series-add", args=group, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=series),
    Door("meetings:meeting-edit", args=meeting, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=shape),
    Door("meetings:meeting-cancel", args=meeting, post=OFFICERS_ONLY),
    Door("meetings:meeting-restore", args=cancelled, post=OFFICERS_ONLY),
    Door("meetings:agenda-edit", args=meeting, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=agenda),
    Door("meetings:meeting-marking", args=meeting, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=restricted),
    Door("meetings:minutes-open", args=held, post=OFFICERS_ONLY),
    Door("meetings:task-add", args=meeting, post=OFFICERS_ONLY, data=new_task),
    Door("meetings:task-finish", args=task, post=DOERS),
    Door(
        "meetings:task-assign", args=task, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=lambda cast: {"addressee": "X"}
    ),
    Door("meetings:meeting-record", args=group, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=record),
    Door("meetings:session-add", args=meeting, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=new_session),
    Door("meetings:session-edit", args=session, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=new_session),
    Door("meetings:session-move", args=session, post=OFFICERS_ONLY, data=lambda cast: {"to": "earlier"}),
    Door("meetings:session-remove", args=session, post=OFFICERS_ONLY),
    Door(
        "meetings:decision-attach",
        args=meeting,
        get=OFFICERS_ONLY,
        post=OFFICERS_ONLY,
        data=lambda cast: {"decision": decided(cast).pk, "role": "room"},
    ),
    Door("meetings:decision-detach", args=attached, post=OFFICERS_ONLY),
    Door("meetings:participant-list", args=meeting, get=MEMBERS_ONLY),
    Door("meetings:participant-counts", args=meeting, get=MEMBERS_ONLY),
    Door("meetings:participant-file", args=meeting, get=MEMBERS_ONLY),
    Door("meetings:participant-entries", args=meeting, get=OFFICERS_ONLY),
    Door("meetings:participant-add", args=meeting, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=pasted),
    Door(
        "meetings:participant-edit",
        args=participant,
        get=OFFICERS_ONLY,
        post=OFFICERS_ONLY,
        data=lambda cast: {"function": "guest"},
    ),
    Door("meetings:participant-remove", args=participant, post=OFFICERS_ONLY),
    Door("meetings:participant-restore", args=meeting, post=OFFICERS_ONLY),
    # Calendars: a group's own without joining details for the public; a person's by the key in its address.
    Door("meetings:group-feed", args=group, get=PUBLIC),
    Door("meetings:person-feed", args=feed, get=PUBLIC),
    Door("meetings:person-feed", case="wrong key", args=lambda cast: {"token": "wrong"}, get=everyone(MISSING)),
    Door("meetings:feed-settings", get=SIGNED_IN, post=SIGNED_IN),
]
