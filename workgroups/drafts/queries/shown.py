"""A draft's document with what is shown beside it: numbers, words of references, pictures, the works it cites."""

from collections.abc import Iterable

from django.utils import translation

from workgroups.drafts.logic import references, schema
from workgroups.drafts.logic.shown import Sources, cited_in, pictured_in, shown
from workgroups.drafts.models import Draft, Reference
from workgroups.files.models import File
from workgroups.files.queries import files_of

FIGURES = "drafts.figure"
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


def pictures_of(draft: Draft, files: set[str]) -> dict[str, File]:
    """Those of the files that were brought to this draft, by id; a draft shows no others."""
    if not files:
        return {}
    return {str(one.uid): one for one in files_of(FIGURES, [draft.pk]) if str(one.uid) in files and one.is_picture}


def works_of(group_id: int) -> dict[str, references.Reference]:
    """The group's works by key, removed ones too: what cites them goes on to name them."""
    found = Reference.objects.filter(group_id=group_id).values(*_FIELDS)
    return {row["key"]: references.Reference(**row) for row in found}
