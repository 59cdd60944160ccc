"""The fixed words of a report, in its own language."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from workgroups.core import dates

from .inputs import SourceInput


def day(iso: str) -> str:
    """An ISO date as readers write it: 14 June 2026."""
    return dates.long_day(date.fromisoformat(iso[:10])) if iso else ""


def demonstration() -> str:
    return _("Demonstration text: not a statement of any government or organisation")


def labels() -> dict[str, str]:
    return {
        "colon": pgettext("between a name and what it names", ": "),
        "contents": _("Contents"),
        "figure": _("Figure"),
        "table": _("Table"),
        "annex": _("Annex"),
        "key_point": _("Key point"),
        "colophon": _("About this document"),
        "answer": _("Answer"),
        "answers": _("Answers"),
        "share": _("Share of those who answered"),
        "question": _("Question"),
        "notes": _("Notes"),
        "note": _("Note"),
        "back": _("Back to the text"),
        "data": _("The numbers behind this figure"),
        "show": _("Show the list"),
        "delegation": _("Delegation"),
        "name": _("Name"),
        "function": _("Function"),
        "standing": _("Standing"),
        "people": _("People"),
        "input": _("Source"),
        "detail": _("State"),
        "hash": _("SHA-256"),
        "build": _("Build"),
        "tool": _("Made with"),
        "version": _("Version"),
        "licence": _("Licence"),
        "address": _("Permanent address"),
        "page": _("Page"),
    }


def source(value: SourceInput) -> tuple[str, str]:
    """What a source is, and in which state it was taken."""
    if value["kind"] == "draft" or value["kind"] == "key_points":
        facts = {"number": value["version"], "label": value["label"], "day": day(value["frozen_on"])}
        if value["label"]:
            return pgettext("a shared text", "Draft"), _("Version %(number)d, “%(label)s”, %(day)s") % facts
        return pgettext("a shared text", "Draft"), _("Version %(number)d, %(day)s") % facts
    if value["kind"] == "figure":
        if value["image"]:
            return _("Figure"), value["caption"]
        return _("Poll"), closed(value["closed_on"]) or value["source"]
    if value["kind"] == "call":
        return _("Call for input"), closed(value["closed_on"])
    if value["kind"] == "meeting":
        return _("Participants"), days(value["days"])
    if value["kind"] == "polls":
        return _("Polls"), ngettext("%(count)d poll", "%(count)d polls", len(value["polls"])) % {
            "count": len(value["polls"])
        }
    return _("Participants"), _("As of %(day)s") % {"day": day(value["as_of"])}


def closed(iso: str) -> str:
    return _("Closed %(day)s") % {"day": day(iso)} if iso else ""


def days(isos: Sequence[str]) -> str:
    """The first and the last of a meeting's days."""
    if len(isos) < 2:
        return day(isos[0]) if isos else ""
    return _("%(first)s to %(last)s") % {"first": day(isos[0]), "last": day(isos[-1])}


def colophon() -> tuple[str, ...]:
    return (
        _(
            "This document was compiled from the frozen sources listed below. Each is named by the hash of"
            " its exact content, so that anybody who holds the sources can build the document again and"
            " compare it byte for byte."
        ),
        _(
            "Text is set in Source Serif 4 and Source Sans 3, with Amiri and Noto Sans SC; all are"
            " free fonts under the SIL Open Font License."
        ),
    )


def tools(used: dict[str, str]) -> tuple[tuple[str, str], ...]:
    names = {
        "typst": "Typst",
        "pandoc": "Pandoc",
        "template": _("Template"),
        "fonts": _("Fonts"),
        "platform": _("Platform"),
    }
    return tuple((names.get(key, key), value) for key, value in sorted(used.items()))
