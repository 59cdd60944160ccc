"""Let a page follow streams from what it shows: note the heads before anything is read for it."""

import json
from typing import Any

from django.http import HttpRequest

from workgroups.events.events import StreamRef
from workgroups.events.queries import heads_of
from workgroups.live.logic.frames import address


def follow(request: HttpRequest, *refs: StreamRef) -> None:
    """Let the page being made follow these streams; call it before the first query, so that nothing falls between."""
    noted: dict[str, int] = getattr(request, "live_streams", {})
    noted |= {address(ref): head for ref, head in heads_of(refs).items()}
    request.live_streams = noted  # type: ignore[attr-defined]


def page(request: HttpRequest) -> dict[str, Any]:
    """Give the layout what the page follows, empty when it follows nothing."""
    noted = getattr(request, "live_streams", None)
    return {"live_streams": json.dumps(noted) if noted else ""}
