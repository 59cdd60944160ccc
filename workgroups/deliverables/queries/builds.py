"""Read builds: how they stand, their files, who signed and who has yet to."""

from datetime import timedelta
from typing import Any, cast

from django.db.models import Q, QuerySet

from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.deliverables.adapters.formats import pictures_in
from workgroups.deliverables.logic.inputs import Inputs
from workgroups.deliverables.models import Build, Deliverable, Output
from workgroups.deliverables.queries.markings import has_restricted, restricted_keys
from workgroups.files.models import File
from workgroups.files.queries import bytes_of
from workgroups.groups.models import Group, Marking, Office
from workgroups.groups.permissions import Member, can_read_marking
from workgroups.groups.queries import officers_of

STEPS = 6  # one a format
SILENT = timedelta(seconds=10)  # after which a page says that nobody has taken up a build


def builds_of(member: Member, deliverable: Deliverable) -> list[Build]:
    """Return the builds that a member may know of with their signatures and files, newest first."""
    found = deliverable.builds.select_related("requested_by", "release__report")
    builds = found.prefetch_related("signatures__person", "outputs__file__blob").order_by("-number")
    hidden = frozenset() if can_read_marking(member, Marking.RESTRICTED) else restricted_keys(deliverable.group)
    return [build for build in builds if not has_restricted(build, hidden)]


def outputs_of(build: Build) -> dict[str, Output]:
    """Return a build's files by format, in the order of Output.Format; without a query when they were prefetched."""
    found = {one.format: one for one in build.outputs.all()}
    return {name: found[name] for name in Output.Format.values if name in found}


def signers_of(group: Group) -> list[Office]:
    """Return the offices whose holders sign a build: chair and co-chair, and not for whom somebody acts meanwhile."""
    signing = [office for office in officers_of(group) if office.role != Office.Role.SECRETARIAT]
    stood_in_for = {office.acting_for_id for office in signing}
    return [office for office in signing if office.person_id not in stood_in_for]


def missing_signatures(build: Build) -> list[Person]:
    """Return the chairs who have not signed this build."""
    signed = {signature.person_id for signature in build.signatures.all()}
    people = {office.person_id: office.person for office in signers_of(build.deliverable.group)}
    return [person for key, person in people.items() if key not in signed]


def nobody_builds(build: Build) -> bool:
    """Tell whether a build has waited so long that the worker cannot be running."""
    return build.status == Build.Status.WAITING and clock.now() - build.requested_at > SILENT


def takable(now: Any) -> QuerySet[Build]:
    """Return the builds that a worker may take up: waiting, or left behind by one that died."""
    left = Q(status=Build.Status.BUILDING, leased_until__lt=now)
    return Build.objects.filter(Q(status=Build.Status.WAITING) | left).order_by("requested_at")


def pictures_of(build: Build) -> dict[str, bytes]:
    """Return the pictures that a build's inputs name, by SHA-256, as they were stored."""
    wanted = set(pictures_in(cast("Inputs", build.inputs)))
    files = File.objects.filter(blob__sha256__in=wanted).select_related("blob").distinct("blob_id").order_by("blob_id")
    return {file.blob.sha256: bytes_of(file) for file in files}


def may_be_mended(build: Build) -> bool:
    """Tell whether a finished build lacks a format and may be made once more: nobody has signed it yet."""
    return build.status == Build.Status.READY and bool(build.manifest.get("failed")) and not build.signatures.exists()
