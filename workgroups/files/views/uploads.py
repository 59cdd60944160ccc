"""Resumable uploads (tus 1.0.0): opening, asking how far one came, removing. The bytes come in by `consumers`."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from workgroups.core.errors import Missing, Refused
from workgroups.files import actions
from workgroups.files.adapters import parts
from workgroups.files.http import GUARDED, tus_response
from workgroups.files.logic import tus
from workgroups.files.models import Upload
from workgroups.files.permissions import may_bring, upload_for
from workgroups.files.queries import is_loose


@require_http_methods(["OPTIONS", "POST"])
def upload_open(request: HttpRequest) -> HttpResponse:
    """Open an upload: `Upload-Length`, and `Upload-Metadata` with filename, kind and group (a number)."""
    if request.method == "OPTIONS":
        offer = {"Tus_Version": tus.VERSION, "Tus_Extension": tus.EXTENSIONS}
        return tus_response(204, **offer, Tus_Checksum_Algorithm=",".join(tus.ALGORITHMS))
    if not request.user.is_authenticated:
        return tus_response(401)
    if request.headers.get("Tus-Resumable") != tus.VERSION:
        return tus_response(412, f"This is tus {tus.VERSION}.", Tus_Version=tus.VERSION)
    try:
        length = tus.number(request.headers.get("Upload-Length"), "Upload-Length")
        opened = _open(request.user, length, tus.metadata(request.headers.get("Upload-Metadata", "")))
    except tus.Malformed as fault:
        return tus_response(400, str(fault))
    except Refused as refusal:
        return tus_response(422, str(refusal))
    place = reverse("files:upload", args=[opened.uid])
    return tus_response(201, Location=place, Upload_Expires=tus.expires(opened.expires_at))


def _open(user: Any, length: int, given: dict[str, str]) -> Upload:
    group_id, kind = tus.number(given.get("group"), "group in Upload-Metadata"), given.get("kind", "")
    if not may_bring(user, kind, group_id):
        raise Missing
    return actions.open_upload(owner=user, group_id=group_id, kind=kind, name=given.get("filename", ""), length=length)


@require_http_methods(["GET", "HEAD", "DELETE"])
def upload(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Say how far an upload came (HEAD), what became of it (GET), or remove it (DELETE)."""
    if not request.user.is_authenticated:
        return tus_response(401)
    try:
        found = upload_for(request.user, uid)
    except Missing:
        return tus_response(404)
    if request.method == "DELETE":
        return _remove(found)
    if request.method == "GET":
        return JsonResponse(_told(found), headers={"Tus-Resumable": tus.VERSION, **GUARDED})
    if found.refused:
        return tus_response(410)
    standing = {"Upload_Offset": str(found.offset), "Upload_Length": str(found.length)}
    return tus_response(200, **standing, Upload_Expires=tus.expires(found.expires_at))


def _remove(found: Upload) -> HttpResponse:
    try:
        actions.remove_upload(upload=found)
    except parts.Busy:
        return tus_response(423)
    return tus_response(204)


def _told(found: Upload) -> dict[str, object]:
    stored = found.file and {"uid": str(found.file.uid), "name": found.file.name, "type": found.file.type}
    return {
        "name": found.name,
        "length": found.length,
        "offset": found.offset,
        "expires": found.expires_at.isoformat(),
        "refused": found.refused,
        "file": stored,
        "taken": found.file is not None and not is_loose(found.file),
    }
