"""How files leave: a calendar byte-stable, so that 304 is the usual answer; a list safe for a spreadsheet."""

from collections.abc import Iterable
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _

from workgroups.core import countries, sheets
from workgroups.meetings.models import Meeting, Participant


def calendar_response(request: HttpRequest, content: bytes, tag: str = "") -> HttpResponse:
    """Answer with a calendar, or 304 when the reader has these very bytes; `tag`: its marking in the file's name."""
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8; method=PUBLISH")
    response["ETag"] = f'"{sha256(content).hexdigest()}"'
    response["Content-Disposition"] = f'inline; filename="calendar{tag}.ics"'
    response["Vary"] = "Cookie"
    patch_cache_control(response, private=True, max_age=300)
    found = get_conditional_response(request, etag=response["ETag"], response=response)
    return found if isinstance(found, HttpResponse) else response


def participants_response(meeting: Meeting, participants: Iterable[Participant]) -> HttpResponse:
    """Answer with a list of participants as CSV (RFC 4180, UTF-8 with a mark for spreadsheets), never a formula."""
    rows = [[_("Function"), _("Name"), _("Organisation"), _("Country"), _("Country code")]]
    for one in participants:
        country = countries.country(one.country) if one.country else ""
        rows.append([one.get_function_display(), one.name, one.organisation, country, one.country])
    response = HttpResponse(sheets.write_csv(rows), content_type="text/csv; charset=utf-8; header=present")
    response["Content-Disposition"] = f'attachment; filename="participants-{meeting.number}{meeting.file_tag}.csv"'
    patch_cache_control(response, private=True, no_store=True)
    return response
