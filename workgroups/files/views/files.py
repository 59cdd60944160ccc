"""The addresses of stored files: the file itself, and the picture of its first page."""

from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from workgroups.core.errors import Missing
from workgroups.files.http import StoredFileResponse
from workgroups.files.models import Blob
from workgroups.files.permissions import file_for
from workgroups.files.queries import open_blob, text_of

POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@require_safe
def file(request: HttpRequest, uid: UUID, name: str) -> HttpResponseBase:
    """Send a file to whom its owner app lets read it: sandboxed, never sniffed, only pictures in place."""
    try:
        found = file_for(request.user, uid)
    except Missing:
        return _stranger(request)
    return _sent(request, found.blob, found.name, in_place=found.is_picture)


@require_safe
def preview(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """Send the picture of a file's first page to whom the file is."""
    try:
        found = file_for(request.user, uid)
        extract = text_of(found.blob)
        if extract is None or extract.picture is None:
            raise Missing
    except Missing:
        return _stranger(request)
    return _sent(request, extract.picture, "1.png", in_place=True)


def _stranger(request: HttpRequest) -> HttpResponseBase:
    """Ask to sign in, whether or not there is such a file; to whoever has, it is missing."""
    if request.user.is_authenticated:
        raise Missing
    return redirect_to_login(request.get_full_path())


def _sent(request: HttpRequest, blob: Blob, name: str, *, in_place: bool) -> HttpResponseBase:
    etag = f'"{blob.sha256}"'
    response = get_conditional_response(request, etag=etag) or StoredFileResponse(
        open_blob(blob), as_attachment=not in_place, filename=name, content_type=blob.type
    )
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
