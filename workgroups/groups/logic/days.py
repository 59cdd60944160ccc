"""How the days of a seat or an office are written."""

from datetime import date

from django.utils.translation import gettext as _

from workgroups.core import dates


def span(since: date, until: date | None) -> str:
    """Return from when to when, for the middle of a sentence; both days are included."""
    if until is None:
        return _("from %(since)s on") % {"since": dates.long_day(since)}
    return _("from %(since)s to %(until)s") % {"since": dates.long_day(since), "until": dates.long_day(until)}


def period(since: date, until: date | None, today: date) -> str:
    """Return from when to when, as a history has it: 3 March 2021 to 2 May 2023; since 3 March 2021."""
    if until:
        return _("%(since)s to %(until)s") % {"since": dates.long_day(since), "until": dates.long_day(until)}
    words = _("since %(since)s") if since <= today else _("from %(since)s on")
    return words % {"since": dates.long_day(since)}
