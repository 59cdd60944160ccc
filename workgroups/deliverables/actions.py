"""Assemble a report, build it, sign the build, publish it."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from workgroups.core import clock, text
from workgroups.core.errors import Refused
from workgroups.deliverables.events import (
    BuildMoved,
    BuildRequested,
    BuildSigned,
    DeliverableChanged,
    DeliverableCreated,
    ReleasePublished,
)
from workgroups.deliverables.logic.canonical import hash_of, plain
from workgroups.deliverables.models import Build, Deliverable, Release, Report, SignOff, Source
from workgroups.deliverables.permissions import can_assemble, can_sign
from workgroups.deliverables.queries import (
    findings_of,
    has_errors,
    inputs_of,
    missing_signatures,
    next_release_of,
    signers_of,
    takable,
)
from workgroups.drafts.models import DraftVersion
from workgroups.events.actions import emit
from workgroups.groups.actions import next_number
from workgroups.groups.permissions import Member, require
from workgroups.polls.models import Decision

LEASE = timedelta(minutes=3)
MAX_ATTEMPTS = 3


@transaction.atomic
def create_deliverable(
    *, actor: Member, title: str, subtitle: str = "", summary: str = "", language: str = "en"
) -> Deliverable:
    """Begin a report; its permanent address is taken from its title, once and for good."""
    require(can_assemble(actor))
    title = text.single_line(title)
    if not title:
        raise Refused(_("Give the report a title."), field="title")
    deliverable = Deliverable.objects.create(
        group=actor.group,
        number=next_number(group=actor.group, kind="deliverable"),
        title=title,
        subtitle=text.single_line(subtitle),
        summary=summary.strip(),
        language=language,
        slug=_free_slug(title),
        created_by=actor.person,
        created_at=clock.now(),
    )
    emit(DeliverableCreated(group_id=actor.group.pk, deliverable_id=deliverable.pk, actor_id=actor.person.pk))
    return deliverable


@transaction.atomic
def change_deliverable(*, actor: Member, deliverable: Deliverable, title: str, subtitle: str, summary: str) -> None:
    """Change the title page; the address stays."""
    require(can_assemble(actor))
    values = {"title": text.single_line(title), "subtitle": text.single_line(subtitle), "summary": summary.strip()}
    Deliverable.objects.filter(pk=deliverable.pk).update(**values)
    emit(_changed(actor, deliverable))


@transaction.atomic
def add_source(
    *,
    actor: Member,
    deliverable: Deliverable,
    version: DraftVersion | None = None,
    decision: Decision | None = None,
    heading: str = "",
    nested: bool = False,
) -> Source:
    """Add a version of a draft, a poll, or (with neither) the list of participants at the end."""
    require(can_assemble(actor))
    owner = version.draft.group_id if version else decision.group_id if decision else deliverable.group_id
    if owner != deliverable.group_id:
        raise Refused(_("Choose something of this group."), field="source")
    kind = Source.Kind.DRAFT if version else Source.Kind.POLL if decision else Source.Kind.PARTICIPANTS
    same = Source.objects.filter(deliverable=deliverable, kind=kind, version=version, decision=decision)
    if same.exists():
        raise Refused(_("This is in the report already."), field="source")
    last = deliverable.sources.aggregate(last=Max("position"))["last"] or 0
    source = Source.objects.create(
        deliverable=deliverable,
        position=last + 1,
        kind=kind,
        version=version,
        decision=decision,
        heading=text.single_line(heading),
        nested=nested,
    )
    emit(_changed(actor, deliverable))
    return source


@transaction.atomic
def remove_source(*, actor: Member, source: Source) -> None:
    """Take a source out; the draft or poll itself stays."""
    require(can_assemble(actor))
    deliverable = source.deliverable
    source.delete()
    emit(_changed(actor, deliverable))


@transaction.atomic
def move_source(*, actor: Member, source: Source, up: bool) -> None:
    """Move a source one place up or down; at the end it stays where it is."""
    require(can_assemble(actor))
    order = list(source.deliverable.sources.all())
    place = order.index(source)
    other = place - 1 if up else place + 1
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
        for position, one in enumerate(order, 1):
            Source.objects.filter(pk=one.pk).update(position=position)
    emit(_changed(actor, source.deliverable))


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
    if known and known.status != Build.Status.FAILED:
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
def finish_build(*, build: Build, pdf_id: int, web_id: int, manifest: dict[str, Any]) -> None:
    """Note that a build is ready; the ids are those of its stored files."""
    build.status = Build.Status.READY
    build.pdf_id, build.web_id, build.manifest, build.error = pdf_id, web_id, manifest, ""
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
    office = "chair" if "chair" in actor.offices else "cochair"
    _signature, made = SignOff.objects.get_or_create(
        build=build, person=actor.person, defaults={"office": office, "at": clock.now()}
    )
    if not made:
        raise Refused(_("You have signed this build already."))
    emit(
        BuildSigned(
            group_id=actor.group.pk, deliverable_id=build.deliverable_id, build_id=build.pk, actor_id=actor.person.pk
        )
    )


@transaction.atomic
def publish(*, actor: Member, build: Build) -> Release:
    """Publish a build that every chair has signed, at its permanent address; it never changes afterwards."""
    require(can_assemble(actor))
    deliverable = Deliverable.objects.select_for_update(of=["self"]).get(pk=build.deliverable_id)
    if build.status != Build.Status.READY or not signers_of(actor.group):
        raise Refused(_("Only a finished build that the chairs have signed can be published."))
    if missing := missing_signatures(build):
        names = ", ".join(person.name for person in missing)
        raise Refused(_("Not every chair has signed this build: %(names)s.") % {"names": names})
    if Release.objects.filter(build=build).exists():
        raise Refused(_("This build is published already."))
    if build.release_number != next_release_of(deliverable):
        raise Refused(_("Another release was published meanwhile; build the report once more."))
    report, _made = Report.objects.get_or_create(
        deliverable=deliverable,
        defaults={"group": actor.group, "slug": deliverable.slug, "first_published_at": clock.now()},
    )
    release = Release.objects.create(
        report=report,
        number=build.release_number,
        build=build,
        published_at=clock.now(),
        published_by=actor.person,
    )
    emit(
        ReleasePublished(
            group_id=actor.group.pk, deliverable_id=deliverable.pk, release_id=release.pk, actor_id=actor.person.pk
        )
    )
    return release


def _changed(actor: Member, deliverable: Deliverable) -> DeliverableChanged:
    return DeliverableChanged(group_id=deliverable.group_id, deliverable_id=deliverable.pk, actor_id=actor.person.pk)


def _moved(build: Build) -> BuildMoved:
    deliverable = build.deliverable
    return BuildMoved(
        group_id=deliverable.group_id, deliverable_id=deliverable.pk, build_id=build.pk, status=build.status
    )


def _free_slug(title: str) -> str:
    stem = slugify(text.fold(title))[:70].strip("-") or "report"
    taken = set(Deliverable.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return stem if stem not in taken else next(f"{stem}-{n}" for n in range(2, 10000) if f"{stem}-{n}" not in taken)
