"""Bringing a new version of a document."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from workgroups.core.errors import Refused
from workgroups.documents import actions
from workgroups.documents.forms.said import VersionForm
from workgroups.documents.permissions import FILES, document_for
from workgroups.documents.views.uploads import taken
from workgroups.files.http import kept_files
from workgroups.groups.http import MemberRequest, group_page


@require_http_methods(["GET", "POST"])
@group_page
def version_add(request: MemberRequest, number: int) -> HttpResponse:
    """Bring a new version, in a language that the document has or a further one."""
    member = request.member
    document = document_for(member, number, may="change")
    initial = {"language": request.GET.get("language", "")}
    form = VersionForm(request.POST or None, initial=initial)
    context = {"form": form, "document": document}
    if request.method != "POST":
        return render(request, "documents/version_add.html", context)
    files, faults = taken(request)
    files = files or kept_files(request, FILES)[-1:]
    for fault in faults if form.is_valid() else []:
        form.add_error(None, fault)
    if form.is_valid() and not files:
        form.add_error(None, _("Choose a file first."))
    if form.is_valid():
        try:
            version = actions.add_version(actor=member, document=document, file_id=files[0].pk, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("Version %(number)s is in the library.") % {"number": version.number})
            return redirect(document)
    return render(request, "documents/version_add.html", context | {"files": files[:1]}, status=422)
