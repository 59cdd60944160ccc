"""Pages on which a report is assembled, built, signed and published."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from workgroups.core import slots
from workgroups.core.errors import Missing, Refused
from workgroups.core.http import carries_out
from workgroups.deliverables import actions
from workgroups.deliverables.forms import (
    CorrectionForm,
    DeliverableForm,
    PictureForm,
    RecordForm,
    SourceForm,
    YearlyForm,
)
from workgroups.deliverables.logic.checks import Finding
from workgroups.deliverables.models import Deliverable, Output, Source
from workgroups.deliverables.permissions import FIGURES, build_for, can_assemble, correctable_for, deliverable_for
from workgroups.deliverables.queries import (
    STEPS,
    builds_of,
    corrections_of,
    deliverables_in,
    elsewhere_in,
    findings_of,
    has_errors,
    inputs_of,
    missing_signatures,
    nobody_builds,
    outputs_of,
    sources_shown,
)
from workgroups.drafts.models import Draft
from workgroups.files.actions import store
from workgroups.files.queries import bytes_of
from workgroups.groups.http import MemberRequest, group_page, nav_entry
from workgroups.groups.permissions import Member, can_sign_off, require
from workgroups.groups.queries import ManageEntry, ManageSection, NavEntry, last_period
from workgroups.notifications.queries import last_beat

STEP_NAMES = (
    gettext_lazy("Waiting"),
    gettext_lazy("Building the PDF"),
    gettext_lazy("Building the web page"),
    gettext_lazy("Building the Word file"),
    gettext_lazy("Building the OpenDocument file"),
    gettext_lazy("Building the EPUB"),
    gettext_lazy("Packing the data bundle"),
)


@require_GET
@group_page
def deliverable_list(request: MemberRequest) -> HttpResponse:
    """List the group's reports."""
    found = list(deliverables_in(request.member.group))
    context = {"deliverables": found, "may_assemble": can_assemble(request.member)}
    context["elsewhere"] = elsewhere_in(request.member.group)
    return render(request, "deliverables/deliverable_list.html", context)


@group_page
def deliverable_add(request: MemberRequest) -> HttpResponse:
    """Begin a report."""
    require(can_assemble(request.member))
    form = DeliverableForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect(actions.create_deliverable(actor=request.member, **form.cleaned_data))
    return render(request, "deliverables/deliverable_add.html", {"form": form}, status=422 if form.errors else 200)


@group_page
def deliverable_edit(request: MemberRequest, number: int) -> HttpResponse:
    """Change the title page."""
    deliverable = deliverable_for(request.member, number, may="assemble")
    form = DeliverableForm(request.POST or None, initial=DeliverableForm.values_of(deliverable))
    if request.method == "POST" and form.is_valid():
        actions.change_deliverable(actor=request.member, deliverable=deliverable, **form.cleaned_data)
        return redirect(deliverable)
    context = {"form": form, "deliverable": deliverable}
    return render(request, "deliverables/deliverable_edit.html", context, status=422 if form.errors else 200)


@group_page
def record_add(request: MemberRequest) -> HttpResponse:
    """Record a report that somebody else published."""
    require(can_assemble(request.member))
    form = RecordForm(request.POST or None)
    if request.method == "POST" and carries_out(form, partial(actions.record_report, actor=request.member)):
        messages.success(request, _("The report stands in the library."))
        return redirect("deliverables:deliverable-list", request.member.group.slug)
    return render(request, "deliverables/record_add.html", {"form": form}, status=422 if form.errors else 200)


@group_page
def correction_add(request: MemberRequest, report: str) -> HttpResponse:
    """Put a correction on a published report's page."""
    found = correctable_for(request.member, report)
    form = CorrectionForm(found, request.POST or None)
    act = partial(actions.correct_report, actor=request.member, report=found)
    if request.method == "POST" and carries_out(form, act):
        messages.success(request, _("The correction stands on the report's page."))
        return redirect(found)
    context = {"form": form, "report": found, "corrections": corrections_of(found)}
    return render(request, "deliverables/correction_add.html", context, status=422 if form.errors else 200)


@slots.fill("groups.manage", order=30)
def yearly_entry(request: HttpRequest, member: Member) -> ManageEntry:
    """Lead to the draft of a yearly report."""
    about = _("A draft with what was recorded: meetings, decisions, reports, milestones, members.")
    url = reverse("deliverables:yearly-add", args=[member.group.slug])
    return ManageEntry(_("Yearly report"), about, url, ManageSection.RECORD)


@group_page
def yearly_add(request: MemberRequest) -> HttpResponse:
    """Draft a report on a year or a term from what was recorded."""
    member = request.member
    require(can_assemble(member))
    first, last = last_period(member.group)
    known = {"since": first, "until": last, "language": request.user.language}
    known["title"] = _("Report of the group, %(year)s") % {"year": last.year}
    form = YearlyForm(request.POST or None, initial=known)
    made: list[Draft] = []
    if carries_out(form, lambda **values: made.append(actions.draft_year(actor=member, **values))):
        messages.success(request, _("The draft is made from what was recorded. Check it and write on."))
        return redirect(made[0])
    return render(request, "deliverables/yearly_add.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@group_page
def deliverable_page(request: MemberRequest, number: int) -> HttpResponse:
    """Show what goes in, what the checks say, the builds and who signed."""
    return _page(request, deliverable_for(request.member, number))


@require_GET
@group_page
def build_list(request: MemberRequest, number: int) -> HttpResponse:
    """The live part: builds, their progress and signatures."""
    deliverable = deliverable_for(request.member, number)
    return render(request, "deliverables/_builds.html", _builds(request.member, deliverable))


@require_POST
@group_page
def source_add(request: MemberRequest, number: int) -> HttpResponse:
    """Put something into the report."""
    deliverable = deliverable_for(request.member, number, may="assemble")
    form = SourceForm(deliverable.group, request.POST)
    try:
        if form.is_valid():
            actions.add_source(actor=request.member, deliverable=deliverable, **form.values())
            return redirect(deliverable)
    except Refused as refusal:
        form.add_error(refusal.field, str(refusal))
    return _page(request, deliverable, form, status=422)


@group_page
def picture_add(request: MemberRequest, number: int) -> HttpResponse:
    """Put a picture into the report, at the end of its last chapter."""
    deliverable = deliverable_for(request.member, number, may="assemble")
    form = PictureForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and carries_out(form, partial(_add_picture, request.member, deliverable)):
        return redirect(deliverable)
    context = {"form": form, "deliverable": deliverable}
    return render(request, "deliverables/picture_add.html", context, status=422 if form.errors else 200)


@require_POST
@group_page
def source_change(request: MemberRequest, number: int, source: int) -> HttpResponse:
    """Move a source up or down, or take it out."""
    deliverable = deliverable_for(request.member, number, may="assemble")
    found = Source.objects.filter(deliverable=deliverable, pk=source).select_related("deliverable").first()
    if found is None:
        raise Missing
    act = request.POST.get("act")
    if act == "remove":
        actions.remove_source(actor=request.member, source=found)
    else:
        actions.move_source(actor=request.member, source=found, up=act == "up")
    return redirect(deliverable)


@require_POST
@group_page
def build_add(request: MemberRequest, number: int) -> HttpResponse:
    """Ask for a build."""
    deliverable = deliverable_for(request.member, number, may="assemble")
    build = actions.request_build(actor=request.member, deliverable=deliverable)
    if build.status == build.Status.READY:
        messages.info(request, _("Nothing has changed since build %(number)d.") % {"number": build.number})
    return redirect(deliverable)


@require_GET
@group_page
def build_page(request: MemberRequest, number: int, build: int) -> HttpResponse:
    """Read a build's web edition before it is published."""
    found = build_for(request.member, number, build)
    web = outputs_of(found).get("web")
    if web is None:
        raise Missing
    context = {"build": found, "deliverable": found.deliverable, "body": bytes_of(web.file).decode()}
    return render(request, "deliverables/build_page.html", context)


@require_POST
@group_page
def build_sign(request: MemberRequest, number: int, build: int) -> HttpResponse:
    """Sign a build."""
    found = build_for(request.member, number, build, may="sign")
    actions.sign_off(actor=request.member, build=found)
    messages.success(request, _("Your signature stands under build %(number)d.") % {"number": found.number})
    return redirect(found.deliverable)


@require_POST
@group_page
def build_publish(request: MemberRequest, number: int, build: int) -> HttpResponse:
    """Publish a build."""
    found = build_for(request.member, number, build, may="publish")
    release = actions.publish(actor=request.member, build=found)
    messages.success(request, _("The report is published at its permanent address."))
    return redirect(release)


def _add_picture(member: Member, deliverable: Deliverable, *, file: Any, **words: Any) -> None:
    group_id = deliverable.group_id
    kept = store(owner=member.person, group_id=group_id, name=file.name, content=file, kind=FIGURES)
    actions.add_source(actor=member, deliverable=deliverable, file_id=kept.pk, **words)


def _builds(member: Member, deliverable: Deliverable) -> dict[str, Any]:
    builds = [
        {
            "build": build,
            "outputs": outputs_of(build),
            "failed": [Output.Format(name).label for name in build.manifest.get("failed", [])],
            "missing": missing_signatures(build),
            "silent": nobody_builds(build),
            "step_name": STEP_NAMES[min(build.step, STEPS)],
            "signed": any(signature.person_id == member.person.pk for signature in build.signatures.all()),
        }
        for build in builds_of(member, deliverable)
    ]
    return {
        "deliverable": deliverable,
        "group": deliverable.group,
        "builds": builds,
        "steps": STEPS,
        "worker_seen": last_beat(),
        "may_sign": can_sign_off(member),
        "may_assemble": can_assemble(member),
    }


def _place(deliverable: Deliverable, finding: Finding) -> str:
    """Return where a finding is mended: the block of a draft, the poll, the meeting, or the title page."""
    kind, _colon, number = finding.source.partition(":")
    pages = {"draft": "drafts:draft-page", "poll": "polls:decision-page", "meeting": "meetings:meeting-page"}
    slug = deliverable.group.slug
    if page := pages.get(kind):
        return reverse(page, args=[slug, int(number)]) + (f"#block-{finding.place}" if finding.place else "")
    return reverse("deliverables:deliverable-edit", args=[slug, deliverable.number]) if kind == "report" else ""


def _page(
    request: MemberRequest, deliverable: Deliverable, form: SourceForm | None = None, *, status: int = 200
) -> HttpResponse:
    may_assemble = can_assemble(request.member)
    findings = findings_of(deliverable, inputs_of(deliverable)) if may_assemble else ()
    context = _builds(request.member, deliverable) | {
        "sources": sources_shown(request.member, deliverable),
        "findings": [(finding, _place(deliverable, finding)) for finding in findings],
        "ready": not has_errors(findings),
        "form": form or (SourceForm(deliverable.group) if may_assemble else None),
    }
    return render(request, "deliverables/deliverable_page.html", context, status=status)


@slots.fill("groups.nav", order=70)
def reports_entry(request: HttpRequest, member: Member) -> NavEntry:
    """Lead to the group's reports."""
    url = reverse("deliverables:deliverable-list", args=[member.group.slug])
    return nav_entry(request, _("Reports"), url)
