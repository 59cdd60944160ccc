"""Who may see, assemble, sign and publish a deliverable."""

from typing import Any

from workgroups.accounts.models import Person
from workgroups.core import slots
from workgroups.core.errors import Missing
from workgroups.deliverables.models import Build, Deliverable, Release, Report
from workgroups.deliverables.queries import has_restricted, published, restricted_keys
from workgroups.drafts.models import Draft
from workgroups.files.models import File
from workgroups.files.registry import reader_of
from workgroups.groups.models import Marking
from workgroups.groups.permissions import (
    Member,
    can_manage,
    can_read_marking,
    can_sign_off,
    member_of,
    require,
)

FILES = "deliverables.build"
FIGURES = "deliverables.figure"


def can_assemble(member: Member) -> bool:
    """Choose sources, build and publish: officers."""
    return can_manage(member)


def can_sign(member: Member, build: Build) -> bool:
    """Sign a finished build: chair and co-chair."""
    return can_sign_off(member) and build.deliverable.group_id == member.group.pk


def can_know_of(member: Member, build: Build) -> bool:
    """Whether a build exists for a member: not while something in it is restricted, for those who may not read that."""
    if can_read_marking(member, Marking.RESTRICTED):
        return True
    return not has_restricted(build, restricted_keys(member.group))


def deliverable_for(member: Member, number: int, *, may: str = "read") -> Deliverable:
    """Return a deliverable of the member's group; raises Missing, or NotAllowed when it may only be read."""
    found = Deliverable.objects.select_related("group__programme").filter(group=member.group, number=number).first()
    if found is None:
        raise Missing
    if may == "assemble":
        require(can_assemble(member))
    return found


def build_for(member: Member, number: int, build: int, *, may: str = "read") -> Build:
    """Return a build of a deliverable of the member's group; raises Missing or NotAllowed."""
    deliverable = deliverable_for(member, number)
    found = Build.objects.prefetch_related("outputs__file__blob").filter(deliverable=deliverable, number=build).first()
    if found is None or not can_know_of(member, found):
        raise Missing
    found.deliverable = deliverable
    if may == "sign":
        require(can_sign(member, found))
    elif may == "publish":
        require(can_assemble(member))
    return found


def report_for(slug: str) -> Report:
    """Return a published report that everybody may read; raises Missing."""
    if found := published().filter(slug=slug).first():
        return found
    raise Missing


def correctable_for(member: Member, slug: str) -> Report:
    """Return a published report of the member's group that an officer may correct; raises Missing or NotAllowed."""
    found = Report.objects.select_related("deliverable", "elsewhere", "group").filter(group=member.group, slug=slug)
    if (report := found.first()) is None:
        raise Missing
    require(can_assemble(member))
    return report


@reader_of(FILES)
def can_read_file(user: Any, file: File) -> bool:
    """Let members read what a build made, and everybody what was published."""
    build = Build.objects.select_related("deliverable__group").filter(pk=file.subject_id or 0).first()
    if build is None:
        return False
    if hasattr(build, "release") and build.deliverable.group.is_public:
        return True
    member = member_of(user, build.deliverable.group) if isinstance(user, Person) else None
    return member is not None and can_know_of(member, build)


@reader_of(FIGURES)
def can_read_figure(user: Any, file: File) -> bool:
    """Let members see the pictures of their reports, and everybody those of a published release."""
    if file.group is None:
        return False
    shown = {"parts": [{"source": {"image": {"sha256": file.blob.sha256}}}]}
    if (
        file.group.is_public
        and Release.objects.filter(report__group=file.group, build__inputs__contains=shown).exists()
    ):
        return True
    return isinstance(user, Person) and member_of(user, file.group) is not None


@slots.fill("drafts.published_picture")
def stands_in_a_release(draft: Draft, file: File) -> bool:
    """Whether a draft's picture stands in a published release of its group."""
    shown = {"parts": [{"source": {"images": [{"file": str(file.uid)}]}}]}
    found = Release.objects.filter(report__group=draft.group, build__inputs__contains=shown)
    return draft.group.is_public and found.exists()
