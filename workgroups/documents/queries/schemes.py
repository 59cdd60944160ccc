"""How a group numbers its documents, with or without a row of its own."""

from dataclasses import dataclass

from workgroups.documents.logic import symbols
from workgroups.documents.models import Document, Scheme
from workgroups.groups.models import Group


@dataclass(frozen=True)
class Rules:
    """A group's rules as they hold today."""

    pattern: str
    types: tuple[str, ...]
    languages: tuple[str, ...]

    @property
    def type_choices(self) -> list[tuple[str, str]]:
        """The types in use, for a form or a filter."""
        return [(value, str(label)) for value, label in Document.Type.choices if value in self.types]


def rules_of(group: Group) -> Rules:
    """Return a group's rules; one query."""
    found = Scheme.objects.filter(group=group).first()
    pattern = found.pattern if found else symbols.default_pattern(group.slug)
    types = [kind for kind in Document.Type.values if not found or not found.types or kind in found.types]
    return Rules(pattern, tuple(types), tuple(found.languages if found else ()))
