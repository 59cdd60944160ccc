"""How a group numbers its documents, with or without a row of its own."""

from dataclasses import dataclass

from workgroups.documents.logic import symbols
from workgroups.documents.models import Document, Scheme
from workgroups.groups.models import Counter, Group


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

    def choices_with(self, kind: str) -> list[tuple[str, str]]:
        """The types in use, and one that is in use no longer on a document that has it."""
        return [(value, str(label)) for value, label in Document.Type.choices if value in {*self.types, kind}]


def rules_of(group: Group) -> Rules:
    """Return a group's rules; one query."""
    found = Scheme.objects.filter(group=group).first()
    pattern = found.pattern if found else symbols.default_pattern(group.slug)
    types = [kind for kind in Document.Type.values if not found or not found.types or kind in found.types]
    return Rules(pattern, tuple(types), tuple(found.languages if found else ()))


def next_symbol(group: Group, pattern: str, year: int) -> str:
    """Return the symbol that the next document would have under a pattern, for a preview; two queries."""
    kind = f"symbol:{year}" if symbols.is_yearly(pattern) else "symbol"
    last = Counter.objects.filter(group=group, kind=kind).values_list("value", flat=True).first() or 0
    taken = set(Document.objects.filter(group=group).values_list("symbol", flat=True))
    while (found := symbols.made(pattern, year=year, serial=last + 1)) in taken:
        last += 1
    return found
