"""Which articles there are, in which order, and which pages each of them explains."""

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Part:
    """A chapter of the help."""

    label: str | Promise
    slugs: tuple[str, ...]


PARTS: Final = (
    Part(_("First steps"), ("joining", "desk", "group", "reading-reports")),
    Part(_("Working together"), ("threads", "meetings", "calendar", "decisions", "documents", "members")),
    Part(_("Writing together"), ("drafts", "disagreeing", "word-files", "draft-history")),
    Part(_("How things work here"), ("deadlines", "markings", "mail", "poor-lines", "keyboard")),
    Part(_("You"), ("signing-in", "my-data")),
    Part(
        _("For officers"), ("manage", "people", "offices", "charter", "circulars", "follow-up", "reports", "programmes")
    ),
    Part(_("For operators"), ("operating",)),
)

GUIDES: Final[Mapping[str, str | Promise]] = {
    "member": _("Member of a delegation"),
    "head": _("Head of delegation"),
    "chair": _("Chair and co-chair"),
    "secretariat": _("Secretariat"),
    "guest": _("Guest"),
    "reader": _("Reader of the digest"),
}

# Names of addresses, shell patterns allowed; the first that fits wins, so exceptions stand before what they except.
COVERS: Final = (
    ("home:follow-up*", "follow-up"),
    ("home:*", "desk"),
    ("notifications:*", "mail"),
    ("accounts:first-steps", "joining"),
    ("accounts:look*", "my-data"),
    ("accounts:my-data", "my-data"),
    ("accounts:*", "signing-in"),
    ("account_*", "signing-in"),
    ("mfa_*", "signing-in"),
    ("usersessions_*", "signing-in"),
    ("threads:*", "threads"),
    *((f"drafts:{noun}*", "disagreeing") for noun in ("alternative", "bracket", "comment", "consensus", "matrix")),
    *((f"drafts:{noun}*", "disagreeing") for noun in ("position", "proposal", "draft-pen")),
    *((f"drafts:{noun}*", "word-files") for noun in ("arrival", "copy")),
    *((f"drafts:{noun}*", "draft-history") for noun in ("draft-authors", "draft-since", "draft-state", "moment")),
    *((f"drafts:{noun}*", "draft-history") for noun in ("purge", "state", "version")),
    ("drafts:*", "drafts"),
    ("meetings:feed*", "calendar"),
    ("meetings:*", "meetings"),
    ("polls:*", "decisions"),
    ("documents:*", "documents"),
    ("files:*", "documents"),
    ("circulars:*", "circulars"),
    ("deliverables:*", "reports"),
    ("news:*", "programmes"),
    ("public:year-downloads", "programmes"),
    ("public:*", "reading-reports"),
    ("groups:group-front", "group"),
    ("groups:programme*", "programmes"),
    ("groups:year*", "programmes"),
    ("groups:collaboration*", "programmes"),
    ("groups:occasion*", "programmes"),
    ("groups:participants*", "programmes"),
    ("groups:member*", "members"),
    ("groups:contact*", "members"),
    ("groups:invitation", "joining"),
    ("groups:invitation*", "people"),
    ("groups:nomination*", "people"),
    ("groups:request*", "people"),
    ("groups:import*", "people"),
    ("groups:guest-list", "people"),
    ("groups:guest-end", "people"),
    ("groups:guest-p*", "joining"),
    ("groups:seat*", "offices"),
    ("groups:office*", "offices"),
    ("groups:handover*", "offices"),
    ("groups:charter*", "charter"),
    ("groups:terms*", "charter"),
    ("groups:milestone*", "charter"),
    ("groups:plan*", "charter"),
    ("groups:site*", "operating"),
    ("operating:*", "operating"),
    ("groups:*", "manage"),
)


def slugs() -> list[str]:
    """Return the address of every article, in the order of the chapters."""
    return [slug for part in PARTS for slug in part.slugs]


def covering(view_name: str) -> str | None:
    """Return the article that explains the page of this name (`threads:thread-page`), None when none does."""
    return next((slug for pattern, slug in COVERS if fnmatchcase(view_name, pattern)), None)
