"""Ask for a build, make it, sign it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.core.errors import NotAllowed, Refused
from workgroups.deliverables.events import BuildMoved, BuildRequested, BuildSigned
from workgroups.deliverables.logic.canonical import hash_of, plain
from workgroups.deliverables.models import Build, Deliverable, Output, SignOff
from workgroups.deliverables.permissions import can_assemble, can_sign
from workgroups.deliverables.queries import findings_of, has_errors, inputs_of, may_be_mended, takable
from workgroups.events.actions import emit
from workgroups.groups.permissions import Member, require

LEASE = timedelta(minutes=3)
MAX_ATTEMPTS = 3


@transaction.atomic
def request_build(*, actor: Member, deliverable: Deliverable) -> Build:
    """Freeze the sources as they stand and ask for a build; the same inputs give the build that exists."""
    require(can_assemble(actor))
    locked = (
        Deliverable.objects.select_for_update(of=["self"]).select_related("group__programme").get(pk=deliverable.pk)
    )
    inputs = inputs_of(locked)
    if has_errors(findings_of(locked, inputs)):
        raise Refused(_("The checks found what must be mended first; nothing was built."))
    known = Build.objects.filter(deliverable=locked, inputs_hash=hash_of(inputs)).first()
    if known and known.status != Build.Status.FAILED and not may_be_mended(known):
        return known
    if known:
        Build.objects.filter(pk=known.pk).update(
            status=Build.Status.WAITING, attempts=0, step=0, error="", requested_at=clock.now()
        )
        build = known
    else:
        last = locked.builds.aggregate(last=Max("number"))["last"] or 0
        build = Build.objects.create(
            deliverable=locked,
            number=last + 1,
            inputs=plain(inputs),
            inputs_hash=hash_of(inputs),
            release_number=inputs["front"]["release"],
            requested_by=actor.person,
            requested_at=clock.now(),
        )
    emit(
        BuildRequested(group_id=locked.group_id, deliverable_id=locked.pk, build_id=build.pk, actor_id=actor.person.pk)
    )
    return build


@transaction.atomic
def retry_build(*, actor: Person, build: Build) -> bool:
    """Have a failed build made again from the same inputs, for operators; False when it has not failed."""
    if not actor.is_operator:
        raise NotAllowed
    fresh = {"status": Build.Status.WAITING, "attempts": 0, "step": 0, "error": "", "requested_at": clock.now()}
    if not Build.objects.filter(pk=build.pk, status=Build.Status.FAILED).update(**fresh):
        return False
    ids = {"group_id": build.deliverable.group_id, "deliverable_id": build.deliverable_id, "build_id": build.pk}
    emit(BuildRequested(actor_id=actor.pk, **ids))
    return True


@transaction.atomic
def take_build(*, build_id: int) -> Build | None:
    """Let this worker build it: nobody else does for three minutes. None when there is nothing to do."""
    found = takable(clock.now()).filter(pk=build_id).select_for_update(skip_locked=True, of=["self"])
    build = found.select_related("deliverable__group").first()
    if build is None:
        return None
    if build.attempts >= MAX_ATTEMPTS:
        build.status, build.finished_at = Build.Status.FAILED, clock.now()
        build.error = build.error or "ended without an answer, three times"
    else:
        build.status, build.step, build.attempts = Build.Status.BUILDING, 1, build.attempts + 1
        build.leased_until = clock.now() + LEASE
    build.save()
    emit(_moved(build))
    return build if build.status == Build.Status.BUILDING else None


@transaction.atomic
def step_build(*, build: Build, step: int) -> None:
    """Note that a build came to its next step."""
    Build.objects.filter(pk=build.pk).update(step=step, leased_until=clock.now() + LEASE)
    emit(_moved(build))


@transaction.atomic
def finish_build(*, build: Build, outputs: Mapping[str, int], manifest: dict[str, Any]) -> None:
    """Note that a build is ready; `outputs`: ids of its stored files by format (of Output.Format)."""
    for name, file_id in outputs.items():
        Output.objects.update_or_create(build=build, format=name, defaults={"file_id": file_id})
    build.status, build.manifest, build.error = Build.Status.READY, manifest, ""
    build.leased_until, build.finished_at = None, clock.now()
    build.save()
    emit(_moved(build))


@transaction.atomic
def fail_build(*, build: Build, error: str) -> None:
    """Note that a build failed; it can be asked for again."""
    build.status, build.error = Build.Status.FAILED, error[:2000]
    build.leased_until, build.finished_at = None, clock.now()
    build.save()
    emit(_moved(build))


@transaction.atomic
def sign_off(*, actor: Member, build: Build) -> None:
    """Put the actor's name under this exact build."""
    require(can_sign(actor, build))
    if build.status != Build.Status.READY:
        raise Refused(_("Only a finished build can be signed."))
    _signature, made = SignOff.objects.get_or_create(
        build=build, person=actor.person, defaults={"office": actor.title, "at": clock.now()}
    )
    if not made:
        raise Refused(_("You have signed this build already."))
    emit(
        BuildSigned(
            group_id=actor.group.pk, deliverable_id=build.deliverable_id, build_id=build.pk, actor_id=actor.person.pk
        )
    )


def _moved(build: Build) -> BuildMoved:
    deliverable = build.deliverable
    return BuildMoved(
        group_id=deliverable.group_id, deliverable_id=deliverable.pk, build_id=build.pk, status=build.status
    )
