"""Templates follow the order of the apps and the content security policy, and speak through translation."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.house import APPS, app_of, may_know, modules_in
from tests.architecture.violation import Violation

from .markup import Markup, blanked, tags, templates_in

SHARED = {"layout", "components"}
# allauth's own folders: the pages of signing in are written by accounts.
ALLAUTH = {"account", "allauth", "mfa", "socialaccount", "usersessions"}
# What the frame of every page may link to; everything else reaches it through a slot.
LAYOUT_LINKS = {
    "home:desk", "home:front", "home:search", "public:groups", "public:help", "public:reports",
    "account_change_password", "account_email", "account_login", "account_logout", "account_signup",
    "accounts:language", "accounts:settings-page", "groups:site",
    "notifications:mailbox",
}  # fmt: skip
INCLUDING = {"include", "extends"}
DATA_SCRIPTS = {"application/json", "application/ld+json"}
SPOKEN_ATTRIBUTES = {
    "title",
    "alt",
    "placeholder",
    "aria-label",
    "aria-description",
    "aria-roledescription",
    "label",
}
SPOKEN_ARGUMENTS = {
    "label",
    "title",
    "text",
    "heading",
    "message",
    "hint",
    "placeholder",
    "summary",
    "help",
    "action",
}
WORD = re.compile(r"(?=[^\W\d_]{2})[^\W\d_]*[^\W\d_A-Z][^\W\d_]*")


def area_of(path: Path, root: Path) -> str:
    """The app a template belongs to; `layout` or `components` for what all may use."""
    parts = path.relative_to(root / "templates").parts
    if len(parts) == 1:
        return "layout"
    return "accounts" if parts[0] in ALLAUTH else parts[0]


def _may_use(area: str, other: str) -> bool:
    if other in SHARED or area == other:
        return True
    return area not in SHARED and may_know(area, other)


def order(root: Path) -> Iterator[Violation]:
    """Includes, `{% url %}` and `{% load %}` reach only downward; the layout links only to a small list."""
    libraries = {
        path.stem: app_of(path, root) for path in modules_in(root, "workgroups") if path.parent.name == "templatetags"
    }
    for path in templates_in(root):
        area, place = area_of(path, root), path.relative_to(root).as_posix()
        if area not in SHARED and area not in APPS:
            yield Violation(place, 0, f"templates/{area} is neither an app nor shared")
            continue
        for tag in tags(path.read_text()):
            for what, fine in _references(tag.name, tag.literal(), tag.words, area, root, libraries):
                if not fine:
                    yield Violation(place, tag.line, f"{area} must not know {what}")


def _references(
    tag: str, first: str, words: tuple[str, ...], area: str, root: Path, libraries: dict[str, str]
) -> Iterator[tuple[str, bool]]:
    """What a tag refers to, and whether this area may."""
    if tag in INCLUDING and first:
        other = area_of(root / "templates" / first, root)
        yield first, other not in SHARED | set(APPS) or _may_use(area, other)
    elif tag == "url" and first:
        app = first.split(":")[0] if ":" in first else "accounts"
        shared = area in SHARED | {"core"}
        yield first, (app in APPS and area in APPS and may_know(area, app)) or (shared and first in LAYOUT_LINKS)
    elif tag == "load":
        for library in words:
            owner = libraries.get(library, "core")
            yield f"the tags of {library}", owner == "core" or (area not in SHARED and may_know(area, owner))


def policy(root: Path) -> Iterator[Violation]:
    """No inline script, style or handler; mail alone may be styled inline."""
    for path in templates_in(root):
        if path.suffix not in {".html", ".svg"}:
            continue
        place, mail = path.relative_to(root).as_posix(), "mail" in path.parts
        for element in Markup(blanked(path.read_text(), keep_translated=True)).elements:
            attributes = element.attributes
            data = attributes.get("type") in DATA_SCRIPTS
            if element.name == "script" and "src" not in attributes and not data:
                yield Violation(place, element.line, "inline script: put it in static/src")
            if not mail and (element.name == "style" or "style" in attributes):
                yield Violation(place, element.line, "inline style: put it in static/src")
            for name in attributes:
                if name.startswith(("on", "hx-on")):
                    yield Violation(place, element.line, f"inline handler {name}: put it in static/src")
            if attributes.get("href", "").strip().lower().startswith("javascript:"):
                yield Violation(place, element.line, "javascript: address")


def trusted_markup(root: Path) -> Iterator[Violation]:
    """Nothing is marked safe outside the list of exceptions."""
    for path in templates_in(root):
        place = path.relative_to(root).as_posix()
        for number, line in enumerate(path.read_text().splitlines(), start=1):
            if re.search(r"\{[{%][^}%]*\|\s*safe(seq)?\b|\{%\s*autoescape\s+off", line) and path.suffix != ".txt":
                yield Violation(place, number, "trusts its markup")
    for path in modules_in(root, "collab", "workgroups"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in {
                "mark_safe",
                "SafeString",
            }:
                yield Violation(path.relative_to(root).as_posix(), node.lineno, "trusts its markup")


def untranslated(root: Path) -> Iterator[Violation]:
    """Every word people see or hear goes through translation; acronyms (PDF, UTC) need none."""
    for path in templates_in(root):
        place, source = path.relative_to(root).as_posix(), path.read_text()
        for line, text in _spoken(path.suffix, source):
            if word := WORD.search(text):
                yield Violation(place, line, f"“{word.group()}” in “{text[:40]}” is not marked for translation")


def _spoken(suffix: str, source: str) -> Iterator[tuple[int, str]]:
    """The words of a template outside its translation tags, with their lines."""
    text = blanked(source, keep_translated=False)
    if suffix == ".txt":
        yield from enumerate(text.splitlines(), start=1)
    if suffix in {".html", ".svg"}:
        markup = Markup(text)
        yield from markup.texts
        for element in markup.elements:
            button = element.name == "input" and element.attributes.get("type") in {
                "submit",
                "button",
                "reset",
            }
            for name in SPOKEN_ATTRIBUTES | ({"value"} if button else set()):
                yield element.line, element.attributes.get(name, "")
    for tag in tags(source):
        if tag.name == "include":
            for key, _, value in (word.partition("=") for word in tag.words[1:]):
                if key in SPOKEN_ARGUMENTS and value[:1] in {"'", '"'} and " " in value.strip():
                    yield tag.line, value[1:-1]
