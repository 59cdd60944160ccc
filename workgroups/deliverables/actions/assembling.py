"""Begin a report and choose what goes in."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from workgroups.core import clock, text
from workgroups.core.errors import Refused
from workgroups.core.languages import NAMES, PLAIN
from workgroups.deliverables.events import DeliverableChanged, DeliverableCreated
from workgroups.deliverables.models import Deliverable, Source
from workgroups.deliverables.permissions import can_assemble
from workgroups.deliverables.queries import free_slug, is_figure_of
from workgroups.drafts.models import DraftVersion
from workgroups.events.actions import emit
from workgroups.groups.actions import next_number
from workgroups.groups.permissions import Member, require
from workgroups.meetings.models import Meeting
from workgroups.polls.models import Decision

NEEDS: dict[Source.Kind, list[str]] = {
    Source.Kind.DRAFT: ["version"],
    Source.Kind.KEY_POINTS: ["version"],
    Source.Kind.POLL: ["decision"],
    Source.Kind.CALL: ["decision"],
    Source.Kind.FIGURE: ["file_id"],
    Source.Kind.PARTICIPANTS: [],
    Source.Kind.MEETING: ["meeting"],
    Source.Kind.POLLS: [],
}
USUAL = (
    ("version", Source.Kind.DRAFT),
    ("decision", Source.Kind.POLL),
    ("meeting", Source.Kind.MEETING),
    ("file_id", Source.Kind.FIGURE),
)


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
        language=language if language in NAMES else PLAIN,
        slug=free_slug(title),
        created_by=actor.person,
        created_at=clock.now(),
    )
    emit(DeliverableCreated(group_id=actor.group.pk, deliverable_id=deliverable.pk, actor_id=actor.person.pk))
    return deliverable


@transaction.atomic
def change_deliverable(
    *, actor: Member, deliverable: Deliverable, title: str, subtitle: str, summary: str, language: str = ""
) -> None:
    """Change the title page and the language of the frame (empty: as before); the address stays."""
    require(can_assemble(actor))
    values = {"title": text.single_line(title), "subtitle": text.single_line(subtitle), "summary": summary.strip()}
    values["language"] = language if language in NAMES else deliverable.language
    Deliverable.objects.filter(pk=deliverable.pk).update(**values)
    emit(_changed(actor, deliverable))


@transaction.atomic
def add_source(
    *,
    actor: Member,
    deliverable: Deliverable,
    kind: str = "",
    version: DraftVersion | None = None,
    decision: Decision | None = None,
    meeting: Meeting | None = None,
    file_id: int | None = None,
    heading: str = "",
    caption: str = "",
    alternative: str = "",
    nested: bool = False,
) -> Source:
    """Put something into a report, at its end.

    `kind` (of Source.Kind) may be left out: a version is a chapter, a decision a poll, a meeting the annex of its
    participants, a file a figure, nothing the annex of the group's participants. Name it for `key_points` (with a
    version), `call` (with a decision) and `polls` (with neither).
    """
    require(can_assemble(actor))
    things: dict[str, Any] = {"version": version, "decision": decision, "meeting": meeting, "file_id": file_id}
    owner = version.draft if version else decision or meeting or deliverable
    if owner.group_id != deliverable.group_id or (file_id and not is_figure_of(deliverable.group, file_id)):
        raise Refused(_("Choose something of this group."), field="source")
    if getattr(owner, "is_restricted", False):
        words = _("This is restricted: an officer lowers its marking on its own page before it may go into a report.")
        raise Refused(words, field="source")
    kind = kind or next((usual for name, usual in USUAL if things[name]), Source.Kind.PARTICIPANTS)
    if [name for name, thing in things.items() if thing] != NEEDS[Source.Kind(kind)]:
        raise Refused(_("Choose what goes in."), field="source")
    if Source.objects.filter(deliverable=deliverable, kind=kind, **things).exists():
        raise Refused(_("This is in the report already."), field="source")
    if file_id and not alternative.strip():
        raise Refused(_("Say in words what the image shows, for those who do not see it."), field="alternative")
    last = deliverable.sources.aggregate(last=Max("position"))["last"] or 0
    source = Source.objects.create(
        deliverable=deliverable,
        position=last + 1,
        kind=kind,
        heading=text.single_line(heading),
        caption=text.single_line(caption),
        alternative=text.single_line(alternative),
        nested=nested,
        **things,
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


def _changed(actor: Member, deliverable: Deliverable) -> DeliverableChanged:
    return DeliverableChanged(group_id=deliverable.group_id, deliverable_id=deliverable.pk, actor_id=actor.person.pk)
