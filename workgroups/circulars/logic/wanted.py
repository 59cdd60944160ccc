"""A circular as its writer wants it, before it is a row; and what is wrong with it, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from workgroups.circulars.logic import merge
from workgroups.core import text
from workgroups.core.errors import Refused

LONGEST_SUBJECT = 200
LONGEST_BODY = 20_000


@dataclass(frozen=True)
class Words:
    """A letter in one language."""

    subject: str
    body: str


@dataclass(frozen=True)
class Occasion:
    """A meeting that a circular may be about, as the app of meetings names it."""

    key: str
    title: str
    at: datetime | None
    url: str


@dataclass(frozen=True)
class Owed:
    """Something that waits for a reader, of which their letter reminds them."""

    key: str
    person_id: int
    title: str
    url: str
    due: datetime | None = None


@dataclass(frozen=True)
class Wanted:
    """Everything that a writer decides about a circular. `texts` by language; the first is the one to fall back on."""

    texts: Mapping[str, Words]
    to: str
    marking: str = "group"
    acknowledge: str = "nobody"
    people: Sequence[Any] = ()
    delegations: Sequence[Any] = ()
    about: str = ""
    deadline: datetime | None = None
    deadline_zone: str = "UTC"
    occasion: Occasion | None = None
    owed: Sequence[Owed] = field(default=())


def texts_of(texts: Mapping[str, Words]) -> dict[str, Words]:
    """Return the languages in which something is written, checked; raises Refused with the form's field."""
    found: dict[str, Words] = {}
    for language, words in texts.items():
        subject, body = text.single_line(words.subject), words.body.replace("\r\n", "\n").strip()
        if not subject and not body:
            continue
        name = language.lower().replace("-", "_")
        if not subject:
            raise Refused(_("Give the letter a subject in this language too."), field=f"subject_{name}")
        if not body:
            raise Refused(_("Write the letter in this language too, or take its subject away."), field=f"body_{name}")
        if len(subject) > LONGEST_SUBJECT:
            raise Refused(
                _("Use at most %(limit)d characters here.") % {"limit": LONGEST_SUBJECT}, field=f"subject_{name}"
            )
        if len(body) > LONGEST_BODY:
            raise Refused(_("Use at most %(limit)d characters here.") % {"limit": LONGEST_BODY}, field=f"body_{name}")
        merge.check(subject, field=f"subject_{name}")
        merge.check(body, field=f"body_{name}")
        found[language] = Words(subject, body)
    if not found:
        raise Refused(_("Write the letter in at least one language."))
    return found
