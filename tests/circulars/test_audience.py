"""Who gets a circular, exactly; and what is said of it before it goes out."""

import pytest
from django.utils import translation

from tests.cast import Cast
from tests.circulars.stage import draft, names, sent
from tests.polls.stage import call, submit
from workgroups.circulars.models import Circular, Recipient
from workgroups.circulars.queries import reach_of, readers_of
from workgroups.core import clock
from workgroups.groups.actions import end_seat
from workgroups.groups.models import Seat
from workgroups.groups.queries import scope_of
from workgroups.notifications.models import Preference

pytestmark = pytest.mark.django_db
EVERYBODY = ["Chair", "Cochair", "Delegate", "Delegate2", "Observer", "Secretariat"]


def gets(circular: Circular) -> list[str]:
    return names([one.person for one in readers_of(circular)])


def test_audiences(cast: Cast) -> None:
    west = cast.member("delegate").delegation
    assert gets(draft(cast)) == EVERYBODY
    assert gets(draft(cast, to="heads")) == ["Chair", "Cochair", "Delegate"]
    assert gets(draft(cast, to="observers")) == ["Observer"]
    assert gets(draft(cast, to="selection", delegations=[west])) == ["Delegate", "Delegate2"]
    assert gets(draft(cast, to="selection", delegations=[west], people=[cast.secretariat])) == [
        "Delegate",
        "Delegate2",
        "Secretariat",
    ]


def test_restricted_goes_to_participants_only(cast: Cast) -> None:
    assert gets(draft(cast, marking="restricted")) == [one for one in EVERYBODY if one != "Observer"]
    assert gets(draft(cast, to="observers", marking="restricted")) == []


def test_those_who_have_not_answered_are_looked_up_when_it_goes_out(cast: Cast) -> None:
    decision = call(cast)
    about = f"polls.call:{decision.call.pk}"
    circular = draft(cast, to="unanswered", about=about)
    assert gets(circular) == ["Chair", "Cochair", "Delegate"]
    submit(cast, decision, "delegate2", "Ours")
    assert gets(circular) == ["Chair", "Cochair"]


def test_recipients_are_those_who_were_shown(cast: Cast) -> None:
    circular = sent(cast, to="heads")
    found = Recipient.objects.filter(circular=circular).select_related("person", "delegation__body")
    with translation.override("en"):
        assert sorted((one.person.name, one.delegation.body.shown) for one in found if one.delegation) == [
            ("Chair", "Northland"),
            ("Cochair", "Southland"),
            ("Delegate", "Westland"),
        ]


def test_what_stands_in_the_way_is_said_before(cast: Cast) -> None:
    Preference.objects.create(person=cast.delegate, refused_at=clock.now(), refusal="550 no")
    type(cast.cochair).objects.filter(pk=cast.cochair.pk).update(email=None)
    type(cast.chair).objects.filter(pk=cast.chair.pk).update(last_login=clock.now())
    end_seat(actor=cast.operator, seat=Seat.objects.get(person=cast.observer))
    circular = draft(cast)
    scope = scope_of([cast.group])
    reach = reach_of(circular, readers_of(circular, scope), scope)
    assert [(one.person.name, why) for one, why in reach.bounced] == [("Delegate", "550 no")]
    assert [one.person.name for one in reach.without_address] == ["Cochair"]
    assert sorted(one.person.name for one in reach.never_here) == ["Cochair", "Delegate", "Delegate2", "Secretariat"]
    assert [one.body.shown for one in reach.left_out] == ["The Watchers"]
    assert [(part.delegation.body.shown if part.delegation else "", len(part.readers)) for part in reach.parts] == [
        ("Northland", 1),
        ("Southland", 1),
        ("Westland", 2),
        ("", 1),
    ]
