"""Pages of a group's templates and letterhead."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from workgroups.circulars import actions
from workgroups.circulars.forms import LetterheadForm, TemplateForm, initial_head, initial_of_sample
from workgroups.circulars.models import Letterhead, Template
from workgroups.circulars.permissions import can_write, template_for
from workgroups.circulars.queries import removed_samples, samples_in
from workgroups.core.errors import Missing, Refused
from workgroups.core.http import carries_out
from workgroups.groups.http import MemberRequest, officer_page
from workgroups.groups.permissions import require

get_or_post = require_http_methods(["GET", "POST"])


@require_GET
@officer_page
def template_list(request: MemberRequest) -> HttpResponse:
    """The templates: shipped ones, those in their place, the group's own."""
    group = request.member.group
    context = {
        "samples": samples_in(group),
        "removed": removed_samples(group),
        "may_write": can_write(request.member),
    }
    return render(request, "circulars/template_list.html", context)


@get_or_post
@officer_page
def template_add(request: MemberRequest) -> HttpResponse:
    """Write a template: a new one, or one in the place of a shipped one (`from`)."""
    require(can_write(request.member))
    key = request.GET.get("from", "")
    sample = next((one for one in samples_in(request.member.group) if one.is_shipped and one.ref == key), None)
    initial = initial_of_sample(sample) if sample else {}
    form = TemplateForm(request.POST or None, initial=initial)
    if _kept(request, form, key=sample.ref if sample else ""):
        return redirect("circulars:template-list", request.member.group.slug)
    context = {"form": form, "ref": sample.ref if sample else ""}
    return render(request, "circulars/template_form.html", context, status=422 if form.errors else 200)


@get_or_post
@officer_page
def template_change(request: MemberRequest, pk: int) -> HttpResponse:
    """Change a template of the group's own."""
    template = template_for(request.member, pk)
    sample = next((one for one in samples_in(request.member.group) if one.own == template), None)
    if sample is None:
        raise Missing
    form = TemplateForm(request.POST or None, initial=initial_of_sample(sample), languages=sample.texts)
    if _kept(request, form, template=template):
        return redirect("circulars:template-list", request.member.group.slug)
    context = {"form": form, "template": template, "ref": template.pk}
    return render(request, "circulars/template_form.html", context, status=422 if form.errors else 200)


@require_POST
@officer_page
def template_remove(request: MemberRequest, pk: int) -> HttpResponse:
    """Take a template of the group's own away, or fetch it back."""
    template = template_for(request.member, pk)
    if "restore" in request.POST:
        actions.restore_template(actor=request.member, template=template)
        messages.success(request, _("The template is back."))
    else:
        actions.remove_template(actor=request.member, template=template)
        messages.success(request, _("The template is taken away. For ten minutes you can fetch it back here."))
    return redirect("circulars:template-list", request.member.group.slug)


@get_or_post
@officer_page
def letterhead(request: MemberRequest) -> HttpResponse:
    """Say what stands on every letter."""
    member = request.member
    require(can_write(member))
    found = Letterhead.objects.filter(group=member.group).first()
    form = LetterheadForm(request.POST or None, initial=initial_head(found))
    if request.method == "POST" and carries_out(form, lambda **values: actions.save_letterhead(actor=member, **values)):
        messages.success(request, _("Saved. It stands on every letter that goes out from now on."))
        return redirect("circulars:template-list", member.group.slug)
    return render(request, "circulars/letterhead.html", {"form": form}, status=422 if form.errors else 200)


def _kept(request: MemberRequest, form: TemplateForm, *, key: str = "", template: Template | None = None) -> bool:
    """Keep what the form says; False when it cannot be kept, with the reason in the form."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        name, texts = form.cleaned_data["name"], form.texts()
        actions.save_template(actor=request.member, name=name, texts=texts, key=key, template=template)
    except Refused as refusal:
        form.refuse(refusal)
        return False
    messages.success(request, _("Saved. Circulars that are written from now on begin with it."))
    return True
