"""Documents to look at: files, documents and versions, brought by the cast."""

from typing import Any

from django.core.files.base import ContentFile

from tests.cast import Cast
from workgroups.documents import actions
from workgroups.documents.models import Document, Version
from workgroups.documents.permissions import FILES
from workgroups.events.actions import catch_up
from workgroups.files.actions import store
from workgroups.files.models import File
from workgroups.files.tasks import read


def file(cast: Cast, who: str = "delegate", name: str = "paper.txt", text: str = "What clouds cost.") -> File:
    """A file that one of the cast has brought and that belongs to nothing yet."""
    owner, content = getattr(cast, who), ContentFile(text.encode())
    return store(owner=owner, group_id=cast.group.pk, name=name, content=content, kind=FILES)


def document(
    cast: Cast, who: str = "delegate", title: str = "Costs", text: str = "What clouds cost.", **said: Any
) -> Document:
    """A document in English that one of the cast has brought."""
    brought = file(cast, who, text=text)
    return actions.add_document(actor=cast.member(who), title=title, files={"en": brought.pk}, **said)


def version(cast: Cast, of: Document, who: str = "delegate", language: str = "en", **said: Any) -> Version:
    """A new version of a document."""
    text = str(said.pop("text", "What clouds cost today."))
    brought = file(cast, who, text=text)
    return actions.add_version(actor=cast.member(who), document=of, language=language, file_id=brought.pk, **said)


def read_all() -> None:
    """Let the readers of the log and the reader of files do their work."""
    catch_up()
    read()
    catch_up()
