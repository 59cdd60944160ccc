"""What a library holds: documents with their languages and versions, how they are numbered, and archives of them."""

from workgroups.documents.models.archives import Archive
from workgroups.documents.models.documents import Document, Rendition, Text, Version, Watching
from workgroups.documents.models.schemes import Scheme

__all__ = ["Archive", "Document", "Rendition", "Scheme", "Text", "Version", "Watching"]
