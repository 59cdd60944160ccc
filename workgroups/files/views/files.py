"""The one address of stored files."""

from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from workgroups.core.errors import Missing
from workgroups.files.http import StoredFileResponse
from workgroups.files.permissions import file_for
from workgroups.files.queries import open_file

POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@require_safe
def file(request: HttpRequest, uid: UUID, name: str) -> HttpResponseBase:
    """Send a file to whom its owner app lets read it: sandboxed, never sniffed, only pictures in place."""
    try:
        found = file_for(request.user, uid)
    except Missing:
        if request.user.is_authenticated:
            raise
        return redirect_to_login(request.get_full_path())
    etag = f'"{found.blob.sha256}"'
    response = get_conditional_response(request, etag=etag) or StoredFileResponse(
        open_file(found), as_attachment=not found.is_picture, filename=found.name, content_type=found.type
    )
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
