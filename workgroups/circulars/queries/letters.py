"""A circular as each of its readers gets it: in their language, with their name, in their hours."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone, translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from workgroups.accounts.models import Card, Person
from workgroups.circulars.logic import merge
from workgroups.circulars.logic.merge import Value
from workgroups.circulars.models import Chased, Circular, CircularText, Letterhead
from workgroups.circulars.queries.audience import Reader
from workgroups.core import clock, dates, markdown, text
from workgroups.core.languages import autonym, direction
from workgroups.groups.models import Office


@dataclass(frozen=True)
class Letter:
    """A circular as one reader gets it. `unwritten` is the reader's language where it is not written in it."""

    subject: str
    source: str  # Markdown
    text: str
    day: str
    language: str
    direction: str
    unwritten: str
    missing: dict[str, str | None]
    languages: tuple[tuple[str, str], ...]

    @cached_property
    def html(self) -> SafeString:
        """The body as HTML, made when somebody looks: a page checks a thousand letters and shows one."""
        return markdown.prose(self.source)


@dataclass(frozen=True)
class Head:
    """What stands around the words: address, signature."""

    address: str
    sender: str
    office: str
    signature: str


def head_of(circular: Circular) -> Head:
    """Return what stands around the words of a letter, as it was when it went out; at most one query."""
    office = str(Office.Title(circular.office).label) if circular.office else ""
    if circular.state == Circular.State.SENT:
        return Head(circular.address, circular.by.name, office, circular.signature)
    found = Letterhead.objects.filter(group_id=circular.group_id).first() or Letterhead()
    return Head(found.address, circular.by.name, office, found.signature)


def texts_of(circular: Circular) -> dict[str, CircularText]:
    """Return a circular's texts by language, the one to fall back on first; one query."""
    texts = sorted(circular.texts.all(), key=lambda one: (one.language != circular.language, one.language))
    return {one.language: one for one in texts}


def title_of(circular: Circular, subject: str) -> str:
    """Return a subject as lists show it: with what is the same for all, and the fallbacks of what differs by reader."""
    said = {
        "group": circular.group.name,
        "programme": circular.group.programme.name,
        "meeting": circular.meeting_title,
        "sender": circular.by.name,
    }
    values = {name: Value.words(words) for name, words in said.items() if words}
    return text.excerpt(merge.merged(subject, values, markdown=False), 300)


def letters_for(circular: Circular, readers: Sequence[Reader], *, language: str = "") -> dict[int, Letter]:
    """Return the letter of each of these readers by person; three queries whatever their number.

    `language` shows all of them that language instead of their own, where it is written in it.
    """
    texts, people = texts_of(circular), [one.person.pk for one in readers]
    titles = dict(Card.objects.filter(person__in=people).exclude(title="").values_list("person_id", "title"))
    owed = defaultdict(list)
    for row in Chased.objects.filter(circular=circular, reminder=None, person__in=people).order_by("due", "pk"):
        owed[row.person_id].append(row)
    found = {}
    for reader in readers:
        words = texts.get(language) or texts.get(reader.person.language) or next(iter(texts.values()))
        with _in_words_of(words.language, reader.person):
            values = _values(circular, reader, titles.get(reader.person.pk, ""), owed[reader.person.pk])
            found[reader.person.pk] = _letter(circular, words, texts, reader, values)
    return found


@contextmanager
def _in_words_of(language: str, person: Person) -> Iterator[None]:
    """Speak the language of the text (not of the reader, who may get another one), in the reader's hours."""
    with translation.override(language), timezone.override(ZoneInfo(person.time_zone)):
        yield


def _letter(
    circular: Circular,
    words: CircularText,
    texts: dict[str, CircularText],
    reader: Reader,
    values: dict[str, Value],
) -> Letter:
    own, at = reader.person.language, circular.sent_at or circular.send_at or clock.now()
    return Letter(
        subject=merge.merged(words.subject, values, markdown=False),
        source=merge.merged(words.body, values, markdown=True),
        text=merge.merged(words.body, values, markdown=False),
        day=dates.long_day(timezone.localtime(at).date()),
        language=words.language,
        direction=direction(words.language),
        unwritten=autonym(own) if own not in texts else "",
        missing=merge.missing(f"{words.subject}\n{words.body}", values),
        languages=tuple((tag, autonym(tag)) for tag in texts),
    )


def _values(circular: Circular, reader: Reader, title: str, owed: Iterable[Chased]) -> dict[str, Value]:
    zone = reader.person.time_zone
    said = {
        "name": reader.person.name,
        "title": title,
        "role": reader.role,
        "delegation": reader.delegation.body.shown if reader.delegation else "",
        "group": circular.group.name,
        "programme": circular.group.programme.name,
        "meeting": circular.meeting_title,
        "meeting_date": _instant(circular.meeting_at, zone),
        "deadline": _instant(circular.deadline, zone),
        "sender": circular.by.name,
    }
    values = {name: Value.words(words) for name, words in said.items() if words}
    values["link"] = Value.address(settings.BASE_URL + (circular.meeting_url or circular.get_absolute_url()))
    if rows := list(owed):
        values["waiting"] = _list_of(rows, zone)
    return values


def _instant(value: datetime | None, zone: str) -> str:
    """Day and hour at the reader's place, which is named, since letters are passed on."""
    where = "UTC" if zone == "UTC" else dates.place(zone)
    return f"{dates.instant(value, ZoneInfo(zone))} ({where})" if value else ""


def _list_of(rows: Sequence[Chased], zone: str) -> Value:
    plain, marked = [], []
    for row in rows:
        title, url = Value.words(row.title or _("Something restricted, read it there")), settings.BASE_URL + row.url
        until = _(", until %(when)s") % {"when": _instant(row.due, zone)} if row.due else ""
        plain.append(f"- {title.plain}{until}\n  {url}")
        marked.append(f"- [{title.markdown}](<{url}>){Value.words(until).markdown}")
    return Value("\n".join(plain), "\n".join(["", *marked, ""]))
