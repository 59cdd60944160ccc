"""Which edition of the pages this process writes: an ETag made from rows changes when the words around them do."""

from functools import cache
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PARTS = (
    ("templates/layout", "*.html"),
    ("templates/components", "*"),
    ("templates/public", "*.html"),
    ("templates/deliverables", "_*.html"),
    ("workgroups/public", "*.py"),
    ("workgroups/core", "dates.py"),
    ("workgroups/locale", "*.mo"),
    ("static/built", "*.css"),
)


@cache
def edition() -> str:
    """Return a short hash of templates, code, catalogues and style sheets; the same in every process of one release."""
    found = sha256()
    for folder, pattern in PARTS:
        for path in sorted((ROOT / folder).rglob(pattern)):
            if path.is_file():
                found.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:16]
