"""When a person was here last, as their browser's session remembers it."""

from datetime import datetime, timedelta

from workgroups.accounts.http import PersonRequest
from workgroups.core import clock

SAME_VISIT = timedelta(minutes=30)
SAME_LOOK = timedelta(minutes=1)  # looking again within it writes nothing
FIRST_LOOK = timedelta(days=7)


def last_visit(request: PersonRequest) -> datetime:
    """Return when the visit before this one ended; a week ago for somebody whom this browser does not know.

    A pause of half an hour begins a new visit, so that going back to the desk does not empty it. What an open page
    fetches by itself is no visit: nobody need be looking.
    """
    now, session = clock.now(), request.session
    seen = _instant(session.get("desk_seen")) or now - FIRST_LOOK
    since = _instant(session.get("desk_since"))
    if "X-Live" in request.headers:
        return since or seen
    if since is None or now - seen > SAME_VISIT:
        since = seen
        session["desk_since"] = since.isoformat()
    if "desk_seen" not in session or now - seen > SAME_LOOK:
        session["desk_seen"] = now.isoformat()
    return since


def _instant(stored: str | None) -> datetime | None:
    return datetime.fromisoformat(stored) if stored else None
