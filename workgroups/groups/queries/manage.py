"""What stands on the officers' start page of a group."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class ManageSection(models.TextChoices):
    """The sections of the page, in their order."""

    GROUP = "group", _("About the group")
    PEOPLE = "people", _("People")
    DOCUMENTS = "documents", _("Meetings and documents")
    MAIL = "mail", _("Mail and circulars")
    RECORD = "record", _("Record")


@dataclass(frozen=True)
class ManageEntry:
    """One place where officers work: `about` is a line of what it is for, `count` what waits there, 0 shows nothing."""

    label: str
    about: str
    url: str
    section: str
    count: int = 0


def in_sections(entries: Iterable[ManageEntry]) -> list[tuple[str, list[ManageEntry]]]:
    """Return the sections that have entries, each with its heading, in the order of the page."""
    found: dict[str, list[ManageEntry]] = {}
    for entry in entries:
        found.setdefault(entry.section, []).append(entry)
    return [(str(section.label), found[section.value]) for section in ManageSection if section.value in found]
