"""Read everything a build needs, as plain values."""

from django.conf import settings
from django.utils import translation

from workgroups.core import clock
from workgroups.core.addresses import permanent
from workgroups.deliverables.adapters.typst import tools
from workgroups.deliverables.logic.inputs import Inputs, Part
from workgroups.deliverables.models import Deliverable, Release
from workgroups.deliverables.queries.assembling import sources_of
from workgroups.deliverables.queries.sources import input_of
from workgroups.groups.models import Office
from workgroups.groups.queries import officers_of


def next_release_of(deliverable: Deliverable) -> int:
    """Return the number that the next release will have."""
    return Release.objects.filter(report__deliverable=deliverable).count() + 1


def inputs_of(deliverable: Deliverable) -> Inputs:
    """Return everything a build needs as plain values, as it stands now, in the report's own language."""
    with translation.override(deliverable.language):
        return _inputs_of(deliverable)


def _inputs_of(deliverable: Deliverable) -> Inputs:
    group, number = deliverable.group, next_release_of(deliverable)
    address = permanent("public:release-page", deliverable.slug, number)
    authors = [body_of(office) for office in officers_of(group) if office.role != Office.Role.SECRETARIAT]
    sources = sources_of(deliverable)
    parts = [Part(heading=one.heading, nested=one.nested, source=input_of(one, sources)) for one in sources]
    return Inputs(
        front={
            "title": deliverable.title,
            "subtitle": deliverable.subtitle,
            "group": group.name,
            "programme": group.programme.name,
            "authors": list(dict.fromkeys(authors)),
            "date": clock.now().date().isoformat(),
            "release": number,
            "language": deliverable.language,
            "licence": deliverable.licence,
            "demonstration": group.is_demonstration,
            "address": f"{settings.BASE_URL}{address}",
        },
        parts=parts,
        tools=tools(),
    )


def body_of(office: Office) -> str:
    """Return the body for which an officer sits in the group, else their name."""
    seat = office.person.seats.filter(delegation__group_id=office.group_id).select_related("delegation__body").first()
    return seat.delegation.body.shown if seat else office.person.name
