"""Bringing documents: choose several files, then say of each what it is; both steps work without a script."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from workgroups.core.errors import Refused
from workgroups.documents import actions
from workgroups.documents.forms.said import SaidForm
from workgroups.documents.forms.uploads import FileForm, file_forms
from workgroups.documents.http import numbers_in, uids_in
from workgroups.documents.models import Document
from workgroups.documents.permissions import FILES, can_add, document_for, markings_for
from workgroups.documents.queries import rules_of
from workgroups.documents.views.said import delegations_for
from workgroups.files.actions import store
from workgroups.files.http import kept_files, refused_uploads, uploads
from workgroups.files.models import File
from workgroups.files.queries import loose_files
from workgroups.groups.http import MemberRequest, group_page
from workgroups.groups.permissions import first_marking, require


@require_http_methods(["GET", "POST"])
@group_page
def document_add(request: MemberRequest) -> HttpResponse:
    """Choose files; `?to=4&as=add` begins an addendum to document 4."""
    require(can_add(request.member))
    parent = _parent(request)
    if request.method != "POST":
        return render(request, "documents/document_add.html", {"parent": parent, "part": request.GET.get("as", "")})
    files, faults = taken(request)
    files = kept_files(request, FILES) + files
    if not files:
        context = {"parent": parent, "part": request.GET.get("as", ""), "faults": faults or [_("Choose a file first.")]}
        return render(request, "documents/document_add.html", context, status=422)
    for fault in faults:
        messages.error(request, fault)
    query = [("file", str(file.uid)) for file in files] + [(name, request.GET[name]) for name in ("to", "as") if parent]
    return redirect(f"{reverse('documents:document-check', args=[request.member.group.slug])}?{urlencode(query)}")


@require_http_methods(["GET", "POST"])
@group_page
def document_check(request: MemberRequest) -> HttpResponse:
    """Say of each file what it is, then put them into the library."""
    member = request.member
    require(can_add(member))
    parent, files = _parent(request), loose_files(member.person, FILES, uids_in(request.GET.getlist("file")))
    if not files:
        return redirect("documents:document-add", slug=member.group.slug)
    data = request.POST if request.method == "POST" else None
    said = SaidForm(
        data,
        initial=_begun(request, parent),
        markings=markings_for(member),
        delegations=delegations_for(member, parent),
    )
    rows = file_forms(data, files, rules_of(member.group), get_language() or "en")
    if data is not None and (made := _brought(request, said, rows, parent)):
        words = ngettext("%(count)s document is in the library.", "%(count)s documents are in the library.", len(made))
        messages.success(request, words % {"count": len(made)})
        return redirect(made[0]) if len(made) == 1 else redirect("documents:document-list", slug=member.group.slug)
    context = {"said": said, "rows": rows, "parent": parent, "part": request.GET.get("as", "")}
    return render(request, "documents/document_check.html", context, status=422 if data is not None else 200)


def taken(request: MemberRequest) -> tuple[list[File], list[str]]:
    """Store what was sent at once, so that a refusal of one file does not lose the others."""
    files, faults = [], [str(refusal) for refusal in refused_uploads(request)]
    for upload in uploads(request)[: actions.MOST_FILES]:
        try:
            files.append(
                store(
                    owner=request.member.person,
                    group_id=request.member.group.pk,
                    name=upload.name or "",
                    content=upload,
                    kind=FILES,
                )
            )
        except Refused as refusal:
            faults.append(str(refusal))
    return files, faults


def _brought(
    request: MemberRequest, said: SaidForm, rows: list[FileForm], parent: Document | None
) -> list[Document] | None:
    """Make a document of each file and its other languages, all or none; what is refused is said at its field."""
    if not all([said.is_valid(), *(row.is_valid() for row in rows)]):
        return None
    kept = {str(row.file.uid): row for row in rows if not row.is_left}
    homes: dict[str, dict[str, int]] = {uid: {} for uid, row in kept.items() if row.belongs_to not in kept}
    made: list[Document] = []
    for uid, row in kept.items():
        tongues = homes[uid if uid in homes else _home(kept, uid)]
        if row.cleaned_data["language"] in tongues:
            row.add_error("language", _("Another file is this document in this language already."))
            return None
        tongues[row.cleaned_data["language"]] = row.file.pk
    with transaction.atomic():
        for uid, tongues in homes.items():
            try:
                made.append(_made(request, said, kept[uid], tongues, parent))
            except Refused as refusal:
                form: Any = kept[uid] if refusal.field in kept[uid].fields else said
                form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
                transaction.set_rollback(True)
                return None
    return made


def _made(
    request: MemberRequest, said: SaidForm, row: FileForm, tongues: dict[str, int], parent: Document | None
) -> Document:
    return actions.add_document(
        actor=request.member,
        title=row.cleaned_data["title"],
        type=row.cleaned_data["type"],
        files=tongues,
        parent=parent,
        part=request.GET.get("as", ""),
        **said.said(),
    )


def _home(kept: dict[str, FileForm], uid: str) -> str:
    """The file at whose head a chain of other languages stands."""
    while (above := kept[uid].belongs_to) in kept:
        uid = above
    return uid


def _parent(request: MemberRequest) -> Document | None:
    numbers = numbers_in([request.GET.get("to", "")])
    return document_for(request.member, numbers[0]) if numbers else None


def _begun(request: MemberRequest, parent: Document | None) -> dict[str, Any]:
    member = request.member
    own = member.delegation.pk if member.delegation and not member.is_officer else None
    if parent is None:
        return {"marking": first_marking(member), "delegation": own}
    marking = parent.marking if parent.marking in dict(markings_for(member)) else first_marking(member)
    return {"marking": marking, "delegation": parent.delegation_id or own, "given_for": parent.given_for}
