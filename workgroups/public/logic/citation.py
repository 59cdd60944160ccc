"""How a report is cited: by people (APA's order), by BibTeX, by search engines (schema.org)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Citation:
    """The same citation in the forms in which it is copied."""

    text: str
    bibtex: str


def citation(front: Mapping[str, Any], year: int, address: str) -> Citation:
    """Return a report's citation; the group is the author, its programme the publisher."""
    text = f"{front['group']} ({year}). {front['title']}. {front['programme']}. Release {front['release']}. {address}"
    key = f"{_letters(front['group'])}{year}"
    fields = {
        "author": f"{{{front['group']}}}",
        "title": f"{{{front['title']}}}",
        "institution": front["programme"],
        "year": str(year),
        "url": address,
        "edition": f"Release {front['release']}",
    }
    rows = ",\n".join(f"  {name} = {{{_bare(value)}}}" for name, value in fields.items())
    return Citation(text, f"@techreport{{{key},\n{rows}\n}}")


def json_ld(front: Mapping[str, Any], published: str, address: str, summary: str) -> dict[str, Any]:
    """Return the report as schema.org's Report."""
    return {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": front["title"],
        "alternativeHeadline": front["subtitle"] or None,
        "description": summary or None,
        "inLanguage": front["language"],
        "datePublished": published,
        "version": str(front["release"]),
        "author": {"@type": "Organization", "name": front["group"]},
        "publisher": {"@type": "Organization", "name": front["programme"]},
        "license": front["licence"],
        "url": address,
        "encodingFormat": ["text/html", "application/pdf"],
    }


def _letters(value: str) -> str:
    return "".join(c for c in value.lower() if c.isascii() and c.isalnum())[:24]


def _bare(value: str) -> str:
    return value.replace("\\", "").replace("\n", " ")
