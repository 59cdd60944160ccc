"""A draft's document with what is shown beside it: numbers, words of references, pictures, the works it cites."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import translation
from django.utils.safestring import SafeString

from workgroups.drafts.logic import html, references, schema
from workgroups.drafts.logic.labels import Label, labels
from workgroups.drafts.logic.shown import Sources, cited_in, pictured_in, shown
from workgroups.drafts.models import Arrival, Draft, DraftVersion, Reference
from workgroups.files.models import File
from workgroups.files.queries import files_of

FIGURES = "drafts.figure"
ARRIVED = "drafts.arrival_picture"
"""Pictures in a file that was brought, until a draft shows them."""
_FIELDS = ("key", "kind", "authors", "year", "title", "container", "publisher", "pages", "url")


def shown_of(draft: Draft, doc: schema.Node, *, aim: bool = True) -> schema.Node:
    """A document of this draft, to be shown in the draft's own language; at most two queries."""
    with translation.override(draft.language):
        return shown(doc, sources_of(draft, [doc]), aim=aim)


def shown_block(draft: Draft, block: schema.Node) -> schema.Node:
    """One block by itself as the page shows it, but leading nowhere and counting from one."""
    shown_doc = shown_of(draft, {"type": "doc", "content": [block]}, aim=False)
    block_shown: schema.Node = shown_doc["content"][0]
    return block_shown


def sources_of(draft: Draft, docs: Iterable[schema.Node], *, every_work: bool = False) -> Sources:
    """What documents of a draft cite and show: works of its group, pictures that were brought to this draft."""
    keys, files = set[str](), set[str]()
    for doc in docs:
        keys |= set(cited_in(doc))
        files |= pictured_in(doc)
    pictures = {file: one.get_absolute_url() for file, one in pictures_of(draft, files).items()}
    return Sources(works_of(draft.group_id) if keys or every_work else {}, pictures)


def offered_works(group_id: int) -> set[str]:
    """The keys of the works that may be cited anew."""
    return set(Reference.objects.filter(group_id=group_id, removed_at=None).values_list("key", flat=True))


@dataclass(frozen=True)
class Frozen:
    """What a version's text refers to: labels by block id, pictures by file id, cited works by key (name, line)."""

    labels: dict[str, Label]
    pictures: dict[str, File]
    works: dict[str, tuple[str, list[list[str]]]]


def frozen_with(version: DraftVersion) -> Frozen:
    """What a frozen text needs to be printed elsewhere, in the draft's own language.

    Labels only where it uses what they are for, so that a text of before is frozen as before.
    """
    doc, draft = version.pm_json, version.draft
    needs = {"clause", "article", "xref"} & {node["type"] for node in schema.walk(doc)}
    keys = set(cited_in(doc))
    found = works_of(draft.group_id) if keys else {}
    with translation.override(draft.language):
        names = references.short_names(found.values())
        lines = {key: references.printed(found[key], names[key]) for key in sorted(keys & set(found))}
        kept = labels(doc) if needs else {}
    works = {key: (names[key], [list(part) for part in line]) for key, line in lines.items()}
    return Frozen(kept, pictures_of(draft, pictured_in(doc)), works)


def pictures_of(draft: Draft, files: set[str]) -> dict[str, File]:
    """Those of the files that were brought to this draft, by id; a draft shows no others."""
    if not files:
        return {}
    return {str(one.uid): one for one in files_of(FIGURES, [draft.pk]) if str(one.uid) in files and one.is_picture}


def picture_of_copy(draft: Draft, sha256: str) -> File | None:
    """The picture of a draft with these bytes: it went out with a copy and came back."""
    return files_of(FIGURES, [draft.pk]).filter(blob__sha256=sha256).first()


def arrived_files(arrival: Arrival) -> list[File]:
    """The pictures that came in a file and that no draft shows yet."""
    return list(files_of(ARRIVED, [arrival.pk]))


def arrived_pictures(arrival: Arrival) -> dict[str, str]:
    """The addresses of the pictures that came in a file, by id."""
    return {str(one.uid): one.get_absolute_url() for one in arrived_files(arrival)}


def works_of(group_id: int) -> dict[str, references.Reference]:
    """The group's works by key, removed ones too: what cites them goes on to name them."""
    found = Reference.objects.filter(group_id=group_id).values(*_FIELDS)
    return {row["key"]: references.Reference(**row) for row in found}


@dataclass(frozen=True)
class Listed:
    """A work as the group's list shows it."""

    key: str
    name: str
    line: SafeString
    is_removed: bool


def works_listed(group_id: int) -> list[Listed]:
    """The group's works in alphabetical order, removed ones too."""
    found, offered = works_of(group_id), offered_works(group_id)
    names = references.short_names(found.values())
    return [
        Listed(one.key, names[one.key], html.line(references.printed(one, names[one.key])), one.key not in offered)
        for one in references.in_order(found.values())
    ]
