"""Doors of a group's terms of reference, work plan, settings, end and sub-groups."""

from tests.cast import DELEGATES, Cast
from tests.doors.door import (
    FORBIDDEN,
    IN,
    MEMBERS_ONLY,
    MISSING,
    OFFICERS,
    OFFICERS_ONLY,
    PUBLIC,
    Door,
    Values,
    but,
    group,
)
from tests.groups.plans import a_charter, a_milestone, an_agreed_charter
from workgroups.core import clock
from workgroups.groups.actions import Holder, close_milestone, conclude_group
from workgroups.groups.models import Delegation, Milestone, Office

NO_OFFICERS = (*DELEGATES, "observer")


def office(cast: Cast) -> Values:
    return {**group(cast), "office_id": Office.objects.get(person=cast.secretariat).pk}


def term(cast: Cast) -> Values:
    return {"name": "2026 term", "since": "2026-01-01"}


def charter(cast: Cast) -> Values:
    """A draft."""
    return {**group(cast), "number": a_charter(cast).number}


def charter_group(cast: Cast) -> Values:
    an_agreed_charter(cast)
    return group(cast)


def agreed(cast: Cast) -> Values:
    return {**group(cast), "number": an_agreed_charter(cast).number}


def public_charter(cast: Cast) -> Values:
    return {**group(cast), "number": an_agreed_charter(cast, is_public=True).number}


def milestone(cast: Cast) -> Values:
    """Held by the delegation in which both delegates sit."""
    west = Delegation.objects.get(group=cast.group, body__name="Westland")
    return {**group(cast), "number": a_milestone(cast, holder=Holder(delegation=west)).number}


def closed_milestone(cast: Cast) -> Values:
    found = milestone(cast)
    close_milestone(actor=cast.chair, milestone=Milestone.objects.get(group=cast.group, number=found["number"]))
    return found


def terms_of_reference(cast: Cast) -> Values:
    return {"body": "## Task\n\nTo compare.", "language": "en", "note": ""}


def agreement(cast: Cast) -> Values:
    return {"agreed_on": clock.now().date().isoformat(), "decision": ""}


def step(cast: Cast) -> Values:
    return {"title": "First outline", "due": "2030-05-03", "holder": "ochair", "tied_to": "", "words": ""}


def another_day(cast: Cast) -> Values:
    return {"due": "2030-06-10", "reason": "Two delegations asked for more time."}


def settled(cast: Cast) -> Values:
    return {"profile": "negotiating", "kind": "standing", "is_public": "on", "is_listed": "on", "confirmed": "on"}


def marked(cast: Cast) -> Values:
    return {"markings": ["group", "restricted"], "default": "group"}


def the_end(cast: Cast) -> Values:
    return {"on": clock.now().date().isoformat(), "note": "Done.", "language": "en"}


def concluded(cast: Cast) -> Values:
    conclude_group(actor=cast.chair, group=cast.group)
    return group(cast)


def party(cast: Cast) -> Values:
    return {"name": "Drafting party", "slug": "", "purpose": ""}


CHARTERING = [
    Door("groups:charter-list", args=group, get=MEMBERS_ONLY),
    Door("groups:charter-add", args=group, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=terms_of_reference),
    Door("groups:charter-compare", args=charter_group, get=MEMBERS_ONLY),
    Door("groups:charter", case="a draft", args=charter, get=but(OFFICERS_ONLY, **dict.fromkeys(NO_OFFICERS, MISSING))),
    Door("groups:charter", case="agreed", args=agreed, get=MEMBERS_ONLY),
    Door("groups:charter", case="public", args=public_charter, get=PUBLIC),
    Door("groups:charter-edit", args=charter, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=terms_of_reference),
    Door("groups:charter-agree", args=charter, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=agreement),
    Door("groups:charter-show", args=agreed, post=OFFICERS_ONLY),
]

NO_MEMBER = but(OFFICERS_ONLY, **dict.fromkeys(OFFICERS, FORBIDDEN))
HOLDERS = but(OFFICERS_ONLY, delegate=IN, delegate2=IN)

PLANNING = [
    Door("groups:plan", args=group, get=MEMBERS_ONLY),
    Door("groups:plan-csv", args=group, get=MEMBERS_ONLY),
    Door("groups:milestone-add", args=group, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=step),
    Door("groups:milestone-edit", args=milestone, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=step),
    Door("groups:milestone-move", args=milestone, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=another_day),
    Door("groups:milestone-place", args=milestone, post=OFFICERS_ONLY),
    Door("groups:milestone-begin", args=milestone, post=HOLDERS),
    Door("groups:milestone-close", args=milestone, post=HOLDERS),
    Door("groups:milestone-resume", args=closed_milestone, post=HOLDERS),
]

WORKING = [
    Door("groups:settings", args=group, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=settled),
    Door("groups:markings", args=group, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=marked),
    Door("groups:conclude", args=group, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=the_end),
    Door("groups:reopen", args=concluded, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=term),
    Door("groups:archive", args=concluded, post=OFFICERS_ONLY),
    Door("groups:subgroups", args=group, get=OFFICERS_ONLY),
    Door("groups:subgroup-add", args=group, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=party),
    Door("groups:office-reach", args=office, post=OFFICERS_ONLY),
    # Only the installation's officers who are officers of the group too; the cast has none.
    Door("groups:place", args=group, get=NO_MEMBER, post=NO_MEMBER),
    Door("groups:record", args=group, get=OFFICERS_ONLY),
]

ROWS = [*CHARTERING, *PLANNING, *WORKING]
