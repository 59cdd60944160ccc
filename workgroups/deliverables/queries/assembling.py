"""Read what may go into a report, what does, and what the checks find."""

from collections.abc import Iterator, Sequence

from django.db.models import Count, QuerySet
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from workgroups.core import text
from workgroups.deliverables.adapters.fonts import uncovered
from workgroups.deliverables.logic.assemble import assemble
from workgroups.deliverables.logic.checks import Finding, check
from workgroups.deliverables.logic.inputs import Inputs
from workgroups.deliverables.logic.model import InvalidDocument
from workgroups.deliverables.models import Deliverable, Report, Source
from workgroups.deliverables.queries.markings import unfit
from workgroups.drafts.models import DraftVersion
from workgroups.files.models import PICTURES, File
from workgroups.groups.models import Group, Marking
from workgroups.groups.permissions import Member, can_read_marking
from workgroups.meetings.models import Meeting
from workgroups.polls.models import Call, Decision

HIDDEN = {"marking": Marking.RESTRICTED}


def deliverables_in(group: Group) -> QuerySet[Deliverable]:
    """Return the group's deliverables, newest first, with how many releases each has."""
    found = Deliverable.objects.filter(group=group).annotate(released=Count("report__releases"))
    return found.select_related("group").order_by("-created_at", "-pk")


def versions_in(group: Group) -> QuerySet[DraftVersion]:
    """Return the versions that may be chosen, newest first, without their documents."""
    found = DraftVersion.objects.filter(draft__group=group).exclude(draft__marking=Marking.RESTRICTED)
    found = found.select_related("draft")
    return found.defer("pm_json", "update").order_by("draft__title", "-number")


def polls_in(group: Group) -> QuerySet[Decision]:
    """Return the polls that may be chosen: counted here, in words, or recorded from a source."""
    return Decision.objects.filter(group=group, kind=Decision.Kind.POLL).exclude(**HIDDEN).order_by("-number")


def calls_in(group: Group) -> QuerySet[Decision]:
    """Return the calls for input that may be chosen."""
    return Decision.objects.filter(group=group, kind=Decision.Kind.CALL).exclude(**HIDDEN).order_by("-number")


def meetings_in(group: Group) -> QuerySet[Meeting]:
    """Return the meetings with a list of participants, newest first."""
    found = Meeting.objects.filter(group=group, participants__isnull=False).exclude(**HIDDEN)
    return found.distinct().order_by("-starts_at")


def sources_of(deliverable: Deliverable) -> list[Source]:
    """Return what goes in, in order."""
    about = ("version__draft__group", "decision__poll", "decision__call", "decision__recording", "decision__group")
    found = deliverable.sources.select_related(*about, "meeting__group", "file__blob")
    return list(found)


def sources_shown(member: Member, deliverable: Deliverable) -> list[Source]:
    """Return what goes in, without what a member may not know of."""
    return [
        one
        for one in sources_of(deliverable)
        if (thing := one.thing) is None or can_read_marking(member, thing.marking)
    ]


def findings_of(deliverable: Deliverable, inputs: Inputs) -> tuple[Finding, ...]:
    """Return what the checks before a build find, in page order; errors stop a build."""
    found = [*_unready(sources_of(deliverable)), *unfit(deliverable.group, inputs["parts"])]
    try:
        with translation.override(deliverable.language):
            document = assemble(inputs)
        return (*found, *check(document, uncovered))
    except InvalidDocument as fault:
        return (*found, Finding("error", "content", fault.message, fault.where or "report"))


def has_errors(findings: Sequence[Finding]) -> bool:
    """Tell whether the findings stop a build."""
    return any(finding.level == "error" for finding in findings)


LONGEST = 72  # characters of an address, cut at a word; a number may follow


def free_slug(title: str) -> str:
    """Return an address that no report and no report in assembly has."""
    stem = slugify(text.fold(title))
    if len(stem) > LONGEST:
        stem = stem[: LONGEST + 1].rpartition("-")[0] or stem[:LONGEST]
    stem = stem.strip("-") or "report"
    taken = set(Deliverable.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    taken |= set(Report.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return stem if stem not in taken else next(f"{stem}-{n}" for n in range(2, 10000) if f"{stem}-{n}" not in taken)


def is_figure_of(group: Group, file_id: int) -> bool:
    """Tell whether a file is an image of this group's that may go into its reports."""
    return File.objects.filter(pk=file_id, group=group, blob__type__in=PICTURES).exists()


def _unready(sources: Sequence[Source]) -> Iterator[Finding]:
    """What the sources themselves forbid: an open question, an answer that not even all members may read."""
    for one in sources:
        if one.decision is None:
            continue
        names = {"title": one.decision.title}
        place = f"poll:{one.decision.number}"
        if one.decision.state == Decision.State.OPEN:
            words = _("The poll “%(title)s” is still open: close it first.") % names
            if one.kind == Source.Kind.CALL:
                words = _("The call “%(title)s” is still open: close it first.") % names
            yield Finding("error", "poll-open", words, place)
        if one.kind == Source.Kind.CALL and one.decision.call.shown == Call.Shown.OFFICERS:
            words = (
                _("The answers to “%(title)s” are for officers only: a published report must not print them.") % names
            )
            yield Finding("error", "restricted", words, place)
