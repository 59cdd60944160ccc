"""Read deliverables: what goes into them, how a build stands, who signed, what is published."""

from collections.abc import Sequence
from datetime import timedelta
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.core import clock, text
from workgroups.core.addresses import permanent
from workgroups.deliverables.adapters.fonts import uncovered
from workgroups.deliverables.adapters.typst import tools
from workgroups.deliverables.logic.assemble import assemble
from workgroups.deliverables.logic.checks import Finding, check
from workgroups.deliverables.logic.inputs import DelegationInput, Inputs, Part, SeatInput, SourceInput
from workgroups.deliverables.logic.model import InvalidDocument
from workgroups.deliverables.models import Build, Correction, Deliverable, Output, Release, Report, SignOff, Source
from workgroups.drafts.models import DraftVersion
from workgroups.files.models import PICTURES, File
from workgroups.groups.models import Group, Office
from workgroups.groups.queries import delegations_in, officers_of, seats_in
from workgroups.polls.models import Decision, Poll
from workgroups.polls.queries import result_of

STEPS = 4
SILENT = timedelta(seconds=10)  # after which a page says that nobody has taken up a build


def deliverables_in(group: Group) -> QuerySet[Deliverable]:
    """Return the group's deliverables, newest first, with how many releases each has."""
    found = Deliverable.objects.filter(group=group).annotate(released=Count("report__releases"))
    return found.select_related("group").order_by("-created_at", "-pk")


def versions_in(group: Group) -> QuerySet[DraftVersion]:
    """Return the versions that may be chosen, newest first, without their documents."""
    found = DraftVersion.objects.filter(draft__group=group).select_related("draft")
    return found.defer("pm_json", "update").order_by("draft__title", "-number")


def polls_in(group: Group) -> QuerySet[Decision]:
    """Return the polls that may be chosen: those whose answers are chosen and counted here."""
    counted = Decision.objects.filter(poll__kind__in=[Poll.Kind.SINGLE, Poll.Kind.MULTIPLE, Poll.Kind.RATING])
    return counted.filter(group=group, kind=Decision.Kind.POLL, recording=None).order_by("-number")


def sources_of(deliverable: Deliverable) -> list[Source]:
    """Return what goes in, in order."""
    found = deliverable.sources.select_related("version__draft", "decision__poll", "decision__group")
    return list(found)


def next_release_of(deliverable: Deliverable) -> int:
    """Return the number that the next release will have."""
    return Release.objects.filter(report__deliverable=deliverable).count() + 1


def inputs_of(deliverable: Deliverable) -> Inputs:
    """Return everything a build needs as plain values, as it stands now."""
    group, number = deliverable.group, next_release_of(deliverable)
    address = permanent("public:release-page", deliverable.slug, number)
    authors = [body_of(office) for office in officers_of(group) if office.role != Office.Role.SECRETARIAT]
    parts = [
        Part(heading=one.heading, nested=one.nested, source=_input_of(one, group)) for one in sources_of(deliverable)
    ]
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


def findings_of(deliverable: Deliverable, inputs: Inputs) -> tuple[Finding, ...]:
    """Return what the checks before a build find, in page order; errors stop a build."""
    found = [
        Finding(
            "error",
            "poll-open",
            _("The poll “%(title)s” is still open: close it first.") % {"title": one.decision.title},
            f"poll:{one.decision.number}",
        )
        for one in sources_of(deliverable)
        if one.decision and one.decision.state == Decision.State.OPEN
    ]
    try:
        with translation.override(deliverable.language):
            document = assemble(inputs)
        return (*found, *check(document, uncovered))
    except InvalidDocument as fault:
        return (*found, Finding("error", "content", fault.message, fault.where or "report"))


def builds_of(deliverable: Deliverable) -> list[Build]:
    """Return the builds with their signatures and files, newest first."""
    found = deliverable.builds.select_related("requested_by", "release__report")
    return list(found.prefetch_related("signatures__person", "outputs__file__blob").order_by("-number"))


def outputs_of(build: Build) -> dict[str, Output]:
    """Return a build's files by format, in the order of Output.Format; without a query when they were prefetched."""
    found = {one.format: one for one in build.outputs.all()}
    return {name: found[name] for name in Output.Format.values if name in found}


def signers_of(group: Group) -> list[Office]:
    """Return the offices whose holders sign a build: chair and co-chair."""
    return [office for office in officers_of(group) if office.role != Office.Role.SECRETARIAT]


def missing_signatures(build: Build) -> list[Person]:
    """Return the chairs who have not signed this build."""
    signed = {signature.person_id for signature in build.signatures.all()}
    people = {office.person_id: office.person for office in signers_of(build.deliverable.group)}
    return [person for key, person in people.items() if key not in signed]


def nobody_builds(build: Build) -> bool:
    """Tell whether a build has waited so long that the worker cannot be running."""
    return build.status == Build.Status.WAITING and clock.now() - build.requested_at > SILENT


def chairs_among(people: Sequence[Person]) -> set[int]:
    """Return the ids of those who chair a group today: only they have something to sign; one query."""
    found = Office.objects.on(clock.now().date()).filter(person__in=[person.pk for person in people])
    return set(found.exclude(role=Office.Role.SECRETARIAT).values_list("person_id", flat=True))


def unsigned_by(person: Person) -> QuerySet[Build]:
    """Return the newest ready builds that wait for a person's signature."""
    today = clock.now().date()
    chairs = Office.objects.on(today).filter(person=person, role__in=[Office.Role.CHAIR, Office.Role.COCHAIR])
    own = SignOff.objects.filter(build=OuterRef("pk"), person=person)
    newer = Build.objects.filter(deliverable=OuterRef("deliverable"), number__gt=OuterRef("number"))
    found = Build.objects.filter(
        deliverable__group__in=chairs.values("group_id"), status=Build.Status.READY, release=None
    )
    return found.filter(~Exists(own), ~Exists(newer)).select_related("deliverable__group").order_by("finished_at")


def takable(now: Any) -> QuerySet[Build]:
    """Return the builds that a worker may take up: waiting, or left behind by one that died."""
    left = Q(status=Build.Status.BUILDING, leased_until__lt=now)
    return Build.objects.filter(Q(status=Build.Status.WAITING) | left).order_by("requested_at")


def published() -> QuerySet[Report]:
    """Return the library: reports of groups with a public face, newest first."""
    found = Report.objects.filter(group__is_public=True)
    found = found.select_related("group__programme", "deliverable", "elsewhere")
    return found.order_by("-first_published_at", "-pk")


def compiling() -> list[Build]:
    """Return the builds under way of demonstration reports that are not out yet: what is no secret, and coming soon."""
    under_way = Build.objects.filter(status__in=[Build.Status.WAITING, Build.Status.BUILDING])
    found = under_way.filter(
        deliverable__report=None, deliverable__group__is_public=True, deliverable__group__is_demonstration=True
    )
    return list(found.defer("inputs").select_related("deliverable__group").order_by("requested_at", "pk"))


def releases_of(report: Report) -> list[Release]:
    """Return a report's releases with their files but without what they were built from, newest first."""
    files = Prefetch("build__outputs", Output.objects.select_related("file__blob"))
    found = report.releases.select_related("build").defer("build__inputs").prefetch_related(files)
    releases = list(found.order_by("-number"))
    for release in releases:
        release.report = report
    return releases


def front_of(release: Release) -> dict[str, Any]:
    """Return the words of a release's title page as they were frozen (see logic.inputs.FrontInput)."""
    return _front(release.build.inputs_hash)


@lru_cache(maxsize=512)  # of frozen inputs, known by their hash: it cannot become stale
def _front(inputs_hash: str) -> dict[str, Any]:
    found = Build.objects.filter(inputs_hash=inputs_hash).values_list("inputs__front", flat=True)
    front: dict[str, Any] = found[0]
    return front


def corrections_of(report: Report) -> list[Correction]:
    """Return what was corrected, oldest first, each with who wrote it."""
    return list(report.corrections.select_related("by"))


def elsewhere_in(group: Group) -> list[Report]:
    """Return the group's reports that were published elsewhere, newest first; those without a date last."""
    found = Report.objects.filter(group=group, deliverable=None).select_related("elsewhere", "deliverable")
    return list(found.order_by("-elsewhere__published_on", "-pk"))


def body_of(office: Office) -> str:
    """Return the body for which an officer sits in the group, else their name."""
    seat = office.person.seats.filter(delegation__group_id=office.group_id).select_related("delegation__body").first()
    return seat.delegation.body.name if seat else office.person.name


def free_slug(title: str) -> str:
    """Return an address that no report and no report in assembly has."""
    stem = slugify(text.fold(title))[:70].strip("-") or "report"
    taken = set(Deliverable.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    taken |= set(Report.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return stem if stem not in taken else next(f"{stem}-{n}" for n in range(2, 10000) if f"{stem}-{n}" not in taken)


def is_figure_of(group: Group, file_id: int) -> bool:
    """Tell whether a file is an image of this group's that may go into its reports."""
    return File.objects.filter(pk=file_id, group=group, blob__type__in=PICTURES).exists()


def _input_of(source: Source, group: Group) -> SourceInput:
    if source.version:
        version = source.version
        return {
            "kind": "draft",
            "key": f"draft:{version.draft.number}",
            "title": version.draft.title,
            "version": version.number,
            "label": version.label,
            "frozen_on": version.at.date().isoformat(),
            "language": version.draft.language,
            "content": version.pm_json,
        }
    if source.decision:
        poll, result = source.decision.poll, result_of(source.decision.poll, group)
        return {
            "kind": "poll",
            "key": f"poll:{source.decision.number}",
            "title": source.decision.title,
            "question": source.decision.title,
            "type": f"{poll.get_kind_display()}; {poll.get_counted_by_display()}",
            "language": "",
            "closed_on": poll.closed_at.date().isoformat() if poll.closed_at else "",
            "answered": result.answered,
            "entitled": result.eligible,
            "options": [{"label": row.label, "count": row.count} for row in result.rows],
        }
    return {
        "kind": "participants",
        "key": "participants",
        "title": _("Participants"),
        "as_of": clock.now().date().isoformat(),
        "named": False,
        "delegations": _delegations(group),
    }


def _delegations(group: Group) -> list[DelegationInput]:
    people: dict[int, list[SeatInput]] = {}
    for seat in seats_in(group):
        words = SeatInput(name=seat.person.name, function=seat.get_role_display())
        people.setdefault(seat.delegation_id, []).append(words)
    return [
        DelegationInput(name=one.body.name, standing=one.get_standing_display(), people=people[one.pk])
        for one in delegations_in(group)
        if one.pk in people
    ]


def has_errors(findings: Sequence[Finding]) -> bool:
    """Tell whether the findings stop a build."""
    return any(finding.level == "error" for finding in findings)
