"""What a copy of a draft holds, and what waits for a worker."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.core import clock, dates, languages
from workgroups.drafts.adapters import office, ydoc
from workgroups.drafts.logic import schema
from workgroups.drafts.logic.to_pandoc import to_pandoc
from workgroups.drafts.models import Arrival, Copy, Draft, FileState
from workgroups.drafts.queries.documents import payloads
from workgroups.drafts.queries.drafts import versions_of
from workgroups.drafts.queries.shown import shown_of
from workgroups.groups.models import Marking


def copies_of(draft: Draft, person: Person) -> list[Copy]:
    """Somebody's copies of a draft with their files, newest first; one query."""
    return list(Copy.objects.select_related("file__blob").filter(draft=draft, person=person).order_by("-asked_at"))


def waiting_copies() -> list[int]:
    """Copies that a worker should make, those that wait longest first."""
    return list(Copy.objects.filter(state=FileState.WAITING).order_by("asked_at").values_list("pk", flat=True))


def waiting_arrivals() -> list[int]:
    """Files that a worker should read, those that wait longest first."""
    return list(Arrival.objects.filter(state=FileState.WAITING).order_by("brought_at").values_list("pk", flat=True))


def written_copy(copy: Copy) -> tuple[bytes, int]:
    """A copy as its reader gets it, in their language, and the seq of the text in it."""
    draft = copy.draft
    found, seq = payloads(draft.pk)
    shown = shown_of(draft, schema.normal(ydoc.read(ydoc.load(found))))
    content = [*shown.get("content", []), *_works(shown)]
    with translation.override(copy.language):
        sheet = _sheet(draft)
        tree = to_pandoc(
            content, _meta(draft, seq, copy), bookmarks=copy.format == Copy.Format.WORD and copy.with_changes
        )
        return office.write(tree, copy.format, sheet), seq  # type: ignore[arg-type]


def _works(shown: schema.Node) -> list[schema.Node]:
    """The works that a text cites, as blocks below it."""
    told = shown.get("shown", {})
    lines = [
        {"type": "paragraph", "content": [_part(style, words) for style, words in line]}
        for line in told.get("references", [])
    ]
    title = {"type": "text", "text": told.get("references_word", "")}
    return [{"type": "heading", "attrs": {"level": 1}, "content": [title]}, *lines] if lines else []


def _part(style: str, words: str) -> schema.Node:
    marks = {"em": [{"type": "em"}], "link": [{"type": "link", "attrs": {"href": words}}]}.get(style, [])
    return {"type": "text", "text": words, "marks": marks}


def _meta(draft: Draft, seq: int, copy: Copy) -> dict[str, str]:
    """What the file says of itself; a Word file that may come back also which draft it is."""
    told = {"lang": draft.language, "dir": languages.direction(draft.language)}
    if copy.format == Copy.Format.WORD:
        told[office.ORIGIN] = f"{draft.uid}:{seq}"
    if copy.format == Copy.Format.HTML:
        told["pagetitle"] = draft.title
    return told


def _sheet(draft: Draft) -> office.Sheet:
    version: Any = versions_of(draft).first()
    stands = _("The text as it stood on %(instant)s") % {"instant": dates.utc(clock.now())}
    after = _("after version %(number)s, “%(label)s”")
    facts = [_("Draft %(number)s") % {"number": draft.number}, stands]
    if version:
        facts.append(after % {"number": version.number, "label": version.label})
    marking = "" if draft.marking in {Marking.PUBLIC, Marking.GROUP} else str(Marking(draft.marking).label)
    return office.Sheet(
        title=draft.title,
        language=draft.language,
        direction=languages.direction(draft.language),
        group=draft.group.name,
        facts=tuple(facts),
        marking=marking,
        page=_("Page"),
        date=clock.now().date().isoformat(),
    )
