"""What markings keep out of a public report, as they stand now, for what is frozen already too."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.deliverables.logic.checks import Finding
from workgroups.deliverables.logic.inputs import Part
from workgroups.deliverables.logic.naming import first_named
from workgroups.deliverables.models import Build
from workgroups.drafts.models import Draft
from workgroups.groups.models import Delegation, Group, Marking
from workgroups.meetings.models import Meeting
from workgroups.polls.models import Decision

MARKED: dict[str, Any] = {"draft": Draft, "poll": Decision, "meeting": Meeting}  # by the kind in a source's key


def unfit(group: Group, parts: Sequence[Part]) -> Iterator[Finding]:
    """What the markings of sources forbid: all of what is restricted, and names with their traces."""
    restricted = _titles(group, Marking.RESTRICTED)
    unattributed = _titles(group, Marking.UNATTRIBUTED)
    for source in _sources(parts):
        key = source["key"]
        if key in restricted:
            words = _(
                "“%(title)s” is restricted: lower its marking first, on its own page, "
                "if it may go into a public report."
            )
            yield Finding("error", "restricted", words % {"title": restricted[key]}, key)
        elif key in unattributed:
            yield from _traces(group, source, unattributed[key])


def has_restricted(build: Build, keys: frozenset[str]) -> bool:
    """Tell whether a build was made of something restricted; a release is out and stays readable."""
    return not hasattr(build, "release") and any(one["key"] in keys for one in _sources(build.inputs["parts"]))


def restricted_keys(group: Group) -> frozenset[str]:
    """Return the keys, as frozen inputs have them, of what is restricted in a group now."""
    return frozenset(_titles(group, Marking.RESTRICTED))


def _titles(group: Group, marking: Marking) -> dict[str, str]:
    return {
        f"{kind}:{number}": title
        for kind, model in MARKED.items()
        for number, title in model.objects.filter(group=group, marking=marking).values_list("number", "title")
    }


def _sources(parts: Sequence[Any]) -> Iterator[dict[str, Any]]:
    for part in parts:
        yield part["source"]
        yield from part["source"].get("polls", ())  # of the annex of all polls


def _traces(group: Group, source: dict[str, Any], title: str) -> Iterator[Finding]:
    names, key = {"title": title}, source["key"]
    if source["kind"] == "meeting":
        words = _(
            "“%(title)s” is not for attribution, and this list of participants says who took part: take the annex out."
        )
        yield Finding("error", "attributed", words % names, key)
    elif named := first_named(_names(group), source):
        words = _("“%(title)s” is not for attribution, and its text names “%(name)s”: name a version without it.")
        if key.startswith("poll:"):
            words = _("“%(title)s” is not for attribution, and an answer names “%(name)s”: take it out of the report.")
        yield Finding("error", "attributed", words % {**names, "name": named}, key)
    if any(1 in [item["count"] for item in figure["items"]] for figure in _figures(source)):
        words = _(
            "“%(title)s” is not for attribution, and an answer was given only once: a count of one can be traced."
        )
        yield Finding("error", "attributed", words % names, key)


def _figures(source: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if source["kind"] == "figure":
        yield source
    for section in source.get("sections", ()):
        yield from (question["figure"] for question in section["questions"] if question["figure"])


def _names(group: Group) -> list[str]:
    """Everybody who ever sat in the group or held an office, and every delegation in every language of the product."""
    people = Person.objects.filter(Q(seats__delegation__group=group) | Q(offices__group=group)).distinct()
    found = [name for both in people.values_list("name", "latin_name") for name in both]
    bodies = [one.body for one in Delegation.objects.filter(group=group).select_related("body")]
    for language, _label in settings.LANGUAGES:
        with translation.override(language):
            found += [body.shown for body in bodies]
    found += [str(name) for body in bodies for name in (body.name, *body.names.values())]
    return list(dict.fromkeys(name for name in found if name))
