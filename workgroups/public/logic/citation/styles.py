"""Citations for people: APA (7th edition), Chicago (17th, bibliography), ISO 690:2021."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ..record import Record


@dataclass(frozen=True)
class Citation:
    """A citation in one style; `title` is the part that the style sets in italics."""

    style: str
    before: str
    title: str
    after: str

    @property
    def text(self) -> str:
        """The whole citation as it is copied."""
        return f"{self.before}{self.title}{self.after}"


def citations(record: Record) -> list[Citation]:
    """Return the citation in each style; a group is an author like a person, its programme the publisher."""
    return [_apa(record), _chicago(record), _iso_690(record)]


def _apa(record: Record) -> Citation:
    """Author. (Year). Title (Edition). Publisher. Address – the publisher only when it is not the author."""
    date = f"({record.year or pgettext('no date, in a citation', 'n.d.')})."
    edition = f" ({_release(record)})" if record.release else ""
    before = f"{_stopped(record.author)} {date} " if record.author else ""
    after = f"{edition}. " if record.author or edition else ". "
    if not record.author:
        after += f"{date} "
    if record.publisher and record.publisher != record.author:
        after += f"{_stopped(record.publisher)} "
    return Citation("APA", before, record.full_title, _after_title(record, after) + record.address)


def _chicago(record: Record) -> Citation:
    """Author. Title. Edition. Publisher, Year. Address."""
    date = record.year or pgettext("no date, in a citation", "n.d.")
    place = _stopped(f"{record.publisher}, {date}" if record.publisher else date)
    release = f"{_release(record)}. " if record.release else ""
    before = f"{_stopped(record.author)} " if record.author else ""
    return Citation(
        "Chicago", before, record.full_title, _after_title(record, f". {release}{place} ") + f"{record.address}."
    )


def _iso_690(record: Record) -> Citation:
    """Author. Title [online]. Edition. Publisher, date. Available from: address."""
    date = record.published or pgettext("no date, in a citation", "n.d.")
    place = _stopped(f"{record.publisher}, {date}" if record.publisher else date)
    release = f"{_release(record)}. " if record.release else ""
    where = _("Available from: %(address)s") % {"address": record.address}
    before = f"{_stopped(record.author)} " if record.author else ""
    online = pgettext("medium, in a citation", "[online]")
    return Citation("ISO 690", before, record.full_title, f" {online}. {release}{place} {where}")


def _release(record: Record) -> str:
    return _("Release %(number)d") % {"number": record.release}


def _stopped(words: str) -> str:
    return words if words.endswith((".", "?", "!")) else f"{words}."


def _after_title(record: Record, after: str) -> str:
    """A title that ends with a sign of its own gets no full stop."""
    return after.removeprefix(".") if record.full_title.endswith(("?", "!", ".")) else after
