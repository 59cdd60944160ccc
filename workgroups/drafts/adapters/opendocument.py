"""An OpenDocument text made ready for pandoc, with what it would drop: captions, what is said of pictures."""

import re
from collections import Counter
from html import unescape

from workgroups.core.office.archives import packed
from workgroups.drafts.adapters.archives import PRIVATE, Locked, Unreadable, xml_parts
from workgroups.drafts.logic.captions import is_caption_style
from workgroups.drafts.logic.from_pandoc import SET_AS_CAPTION

_STYLE = re.compile(r"<style:style\b[^>]*>")
_NAME, _PARENT = re.compile(r'\bstyle:name="([^"]*)"'), re.compile(r'\bstyle:parent-style-name="([^"]*)"')
_PARAGRAPH = re.compile(r'<text:p\b[^>]*?\btext:style-name="([^"]*)"[^>]*(?<!/)>')
_FRAME = re.compile(r'<draw:image\b[^>]*?\bxlink:href="([^"]*)"|<svg:(title|desc)\b[^>]*>([^<]*)<|</draw:frame>')
_CHANGED = re.compile(r"<text:changed-region\b")


def opened(data: bytes) -> tuple[bytes, dict[str, list[str]], Counter[str]]:
    """The file with a private sign before each caption; what is said of its pictures; what is left out of it.

    Tracked changes are taken as made, which is said (`made`). Raises Unreadable.
    """
    parts = xml_parts(data)
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise Locked("encrypted")
    text = PRIVATE.sub("", parts.get("content.xml", b"").decode("utf-8", "replace"))
    if not text:
        raise Unreadable("no text in it")
    captions = _caption_styles(parts.get("styles.xml", b"").decode("utf-8", "replace") + text)
    marked = _PARAGRAPH.sub(lambda found: found[0] + (SET_AS_CAPTION if found[1] in captions else ""), text)
    parts["content.xml"] = marked.encode("utf-8", "replace")
    changes = len(_CHANGED.findall(text))
    return packed(parts), _alternatives(text), Counter({"made": changes} if changes else {})


def _caption_styles(text: str) -> set[str]:
    """The names of styles under which captions are set, directly or by a style made of one."""
    parents: dict[str, str] = {}
    for tag in _STYLE.findall(text):
        name, parent = _NAME.search(tag), _PARENT.search(tag)
        if name:
            parents[name[1]] = parent[1] if parent else ""
    found = {name for name in parents if is_caption_style(name)}
    for _round in range(4):
        found |= {name for name, parent in parents.items() if parent in found}
    return found


def _alternatives(text: str) -> dict[str, list[str]]:
    """By name of a picture, what is said of it at each place in order: its description, else its title."""
    found: dict[str, list[str]] = {}
    name, said = "", dict[str, str]()
    for one in _FRAME.finditer(text):
        if one[1] is not None:
            name, said = unescape(one[1]), {}
        elif one[2]:
            said[one[2]] = unescape(one[3])
        elif name:
            found.setdefault(name, []).append(said.get("desc") or said.get("title") or "")
            name = ""
    return found
