"""What the pages of circulars share: who looks at a letter, and the files that leave the house."""

from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from workgroups.accounts.models import Person
from workgroups.circulars.actions import Occasion, Owed, Wanted, write_circular
from workgroups.circulars.models import Circular
from workgroups.circulars.queries import Chase, samples_in
from workgroups.core import sheets, slots
from workgroups.core.errors import NotAllowed
from workgroups.groups.permissions import Member, first_marking, member_of
from workgroups.groups.queries import people_in


def occasions_of(member: Member) -> list[Occasion]:
    """Return the meetings that a circular may be about, as the apps above name them."""
    return [one for part in slots.gather("circulars.occasions", member) for one in part]


def owed_in(circular: Circular) -> list[Owed]:
    """Return what a draft's letters remind of, so that a change of its words keeps it."""
    rows = circular.chased.order_by("pk")
    return [Owed(one.key, one.person_id, one.title, one.url, one.due) for one in rows]


def table_file(name: str, rows: Iterable[Sequence[object]]) -> HttpResponse:
    """Answer with a CSV file (RFC 4180, UTF-8 with a mark for spreadsheets) in which no cell is a formula."""
    answer = HttpResponse(sheets.write_csv(rows), content_type=sheets.TYPES["csv"])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def chase_letter(person: Person, chase: Chase) -> Circular:
    """Begin a reminder to those whom the board names, in the group's own words for it; raises NotAllowed."""
    actor = member_of(person, chase.group) if chase.group else None
    if actor is None or chase.group is None:
        raise NotAllowed
    sample = next(one for one in samples_in(chase.group) if one.ref == "reminder")
    wanted = Wanted(
        texts=sample.texts,
        to=Circular.To.SELECTION,
        marking=first_marking(actor),
        people=list(people_in(chase.group).filter(pk__in=chase.people)),
        owed=chase.owed,
    )
    return write_circular(actor=actor, wanted=wanted)
