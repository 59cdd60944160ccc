"""Keep what a search of the library looks at."""

from typing import Any

from django.db import transaction

from workgroups.documents.events import DocumentRead
from workgroups.documents.models import Document, Text
from workgroups.events.actions import emit


@transaction.atomic
def read_words(*, document: Document, text: str, words: Any) -> None:
    """Make a document findable; `words` is what `search.queries.vector_of` makes of its symbol, title and text."""
    Text.objects.update_or_create(document=document, defaults={"text": text, "words": words})
    emit(DocumentRead(group_id=document.group_id, document_id=document.pk, marking=document.marking))
