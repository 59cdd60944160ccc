"""Doors of circulars: letters, drafts, templates, mail."""

from datetime import timedelta

from tests.cast import Cast
from tests.circulars.stage import draft
from tests.doors.door import (
    MEMBERS_ONLY,
    MISSING,
    OFFICERS_ONLY,
    Door,
    Values,
    but,
    group,
    only,
)
from workgroups.circulars import actions
from workgroups.circulars.actions import Words
from workgroups.circulars.models import Circular
from workgroups.core import clock
from workgroups.events.actions import read
from workgroups.events.models import Stream
from workgroups.notifications.models import Delivery

ADDRESSEES = but(MEMBERS_ONLY, delegate=MISSING, delegate2=MISSING)


def letter(cast: Cast, **values: object) -> Values:
    """Sent by the action itself: a worker that first reads all the log takes a second, nine times a door."""
    circular = draft(cast, acknowledge="delegation", **values)
    actions.schedule_circular(actor=cast.member("secretariat"), circular=circular)
    with clock.at(clock.now() + timedelta(minutes=11)):
        circular.refresh_from_db()
        actions.send_circular(circular=circular)
    circular.refresh_from_db()
    return {"slug": cast.group.slug, "year": circular.year, "number": circular.number}


def letter_to_observers(cast: Cast) -> Values:
    return letter(cast, to="observers")


def restricted(cast: Cast) -> Values:
    return letter(cast, marking="restricted")


def begun(cast: Cast) -> Values:
    return {"slug": cast.group.slug, "pk": draft(cast).pk}


def on_its_way(cast: Cast) -> Values:
    circular = draft(cast)
    actions.schedule_circular(actor=cast.member("chair"), circular=circular)
    return {"slug": cast.group.slug, "pk": circular.pk}


def template(cast: Cast) -> Values:
    texts = {"en": Words("Subject", "Body")}
    made = actions.save_template(actor=cast.member("chair"), name="Ours", texts=texts)
    return {"slug": cast.group.slug, "pk": made.pk}


def mailed(cast: Cast) -> Values:
    letter(cast)
    read(reader="notifications", stream_id=Stream.objects.get(kind="group", ref_id=cast.group.pk).pk)
    return {"slug": cast.group.slug, "pk": Delivery.objects.filter(group=cast.group).latest("pk").pk}


def written(cast: Cast) -> Values:
    return {
        "subject_en": "Subject",
        "body_en": "Dear {name}",
        "to": Circular.To.ALL,
        "acknowledge": Circular.Acknowledge.NOBODY,
        "marking": "group",
    }


def named(cast: Cast) -> Values:
    return {"name": "Ours", "subject_en": "Subject", "body_en": "Body"}


ROWS = [
    Door("circulars:circular-list", get=MEMBERS_ONLY, args=group),
    Door("circulars:circular-add", get=OFFICERS_ONLY, post=OFFICERS_ONLY, args=group, data=written),
    Door("circulars:draft-page", get=OFFICERS_ONLY, args=begun),
    Door("circulars:draft-change", get=OFFICERS_ONLY, post=OFFICERS_ONLY, args=begun, data=written),
    Door("circulars:draft-send", post=OFFICERS_ONLY, args=begun),
    Door("circulars:draft-take-back", post=OFFICERS_ONLY, args=on_its_way),
    Door("circulars:draft-discard", post=OFFICERS_ONLY, args=begun),
    Door("circulars:template-list", get=OFFICERS_ONLY, args=group),
    Door("circulars:template-add", get=OFFICERS_ONLY, post=OFFICERS_ONLY, args=group, data=named),
    Door("circulars:template-change", get=OFFICERS_ONLY, post=OFFICERS_ONLY, args=template, data=named),
    Door("circulars:template-remove", post=OFFICERS_ONLY, args=template),
    Door("circulars:letterhead", get=OFFICERS_ONLY, post=OFFICERS_ONLY, args=group),
    Door("circulars:mail-list", get=OFFICERS_ONLY, args=group),
    Door("circulars:mail-retry", post=OFFICERS_ONLY, args=mailed),
    Door("circulars:circular-page", get=MEMBERS_ONLY, args=letter),
    Door("circulars:circular-page", get=ADDRESSEES, args=letter_to_observers, case="to observers"),
    Door("circulars:circular-page", get=but(MEMBERS_ONLY, observer=MISSING), args=restricted, case="restricted"),
    Door(
        "circulars:circular-acknowledge",
        post=only("chair", "cochair", "delegate", "delegate2", "observer"),
        args=letter,
    ),
    Door("circulars:circular-print", post=MEMBERS_ONLY, args=letter, data=lambda cast: {"language": "en"}),
    Door(
        "circulars:circular-print",
        post=but(MEMBERS_ONLY, observer=MISSING),
        args=restricted,
        data=lambda cast: {"language": "en"},
        case="restricted",
    ),
    Door("circulars:circular-answers", get=OFFICERS_ONLY, args=letter),
    Door("circulars:circular-export", get=OFFICERS_ONLY, args=letter),
    Door("circulars:circular-remind", post=OFFICERS_ONLY, args=letter),
]
