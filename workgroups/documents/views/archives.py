"""Many documents as one file: asking for it, and waiting for it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from workgroups.core.errors import Refused
from workgroups.documents import actions
from workgroups.documents.http import numbers_in, wish_from
from workgroups.documents.permissions import archive_for, documents_visible_to
from workgroups.documents.queries import found_by
from workgroups.groups.http import MemberRequest, group_page


@require_POST
@group_page
def archive_ask(request: MemberRequest) -> HttpResponse:
    """Ask for the chosen documents, or for all that the list's filters find (`all`), as one archive."""
    member = request.member
    if "all" in request.POST:
        found = found_by(member, wish_from(request.POST))
    else:
        found = documents_visible_to(member).filter(number__in=numbers_in(request.POST.getlist("document")))
    try:
        archive = actions.ask_archive(actor=member, document_ids=found.values_list("pk", flat=True))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("documents:document-list", slug=member.group.slug)
    return redirect(archive)


@require_GET
@group_page
def archive_page(request: MemberRequest, uid: UUID) -> HttpResponse:
    """Show how far an archive is, and its file when it is ready."""
    archive = archive_for(request.member, uid)
    return render(request, "documents/archive_page.html", {"archive": archive, "total": len(archive.document_ids)})
