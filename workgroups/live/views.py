"""What a page missed, for those whose network lets no socket through."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from workgroups.events.events import StreamRef
from workgroups.live.logic.frames import named
from workgroups.live.queries import frames_since

MOST_STREAMS = 40


@never_cache
@require_GET
def since(request: HttpRequest) -> JsonResponse:
    """Answer `?group:12=4711` with the same messages that the socket would send."""
    if not request.user.is_authenticated:
        return JsonResponse({"signed_in": False}, status=401)
    cursors: dict[StreamRef, int | None] = {}
    for name in list(request.GET)[:MOST_STREAMS]:
        if ref := named(name):
            value = request.GET[name]
            cursors[ref] = int(value) if value.isascii() and value.isdigit() and len(value) < 19 else None
    return JsonResponse({"frames": frames_since(request.user.pk, cursors)})
