"""A Word file made ready for pandoc, with what its reader would drop: bookmarks, boxes of text, fields, threads.

And the other way: the answers to comments of a file of ours (MS-DOCX 2.5.1), and paragraphs that came or went.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape, unescape

from workgroups.core.office.archives import packed, unpacked
from workgroups.drafts.adapters.archives import PRIVATE, Unreadable, xml_parts
from workgroups.drafts.logic.from_pandoc import MARKER
from workgroups.drafts.logic.incoming import Thread

ORIGIN = "Workgroups draft"
BOXES = 20
"""How deep boxes of text may stand inside each other."""
_BOOKMARK = re.compile(r'<w:bookmarkStart\b[^>]*?\bw:name="(b_[a-z0-9]{1,40}|b_0_Copy_\d{1,4})"[^>]*?/>')
_LINKED = re.compile(r"<a:blip\b[^>]*\br:link=[^>]*>")
_FORMATS = re.compile(r"<w:(?:rPrChange|pPrChange|tblPrChange|trPrChange|tcPrChange|sectPrChange)\b")
_ORIGIN = re.compile(rf'name="{ORIGIN}"[^>]*>\s*<vt:lpwstr>([^<]{{1,80}})</vt:lpwstr>')
_FIELD = re.compile(r"</?w:fldSimple\b[^>]*>")
_TAG = re.compile(r"<(/?)(mc:AlternateContent|mc:Fallback|w:pict|w:drawing|w:txbxContent|w:p)(?=[\s/>])[^>]*?(/?)>")
_BEGUN = re.compile(r'<w:commentRangeStart\b[^>]*?\bw:id="(\d+)"')
_POINTED = re.compile(
    r"<w:r(?:\s[^>]*)?>(?:<w:rPr\s*/>|<w:rPr>(?:(?!</w:r>).)*?</w:rPr>)?"
    r'<w:commentReference\b[^>]*?\bw:id="(\d+)"[^>]*/>'
)
_HOLDERS = frozenset({"mc:AlternateContent", "w:pict", "w:drawing"})
_COMMENT = re.compile(r'<w:comment\b[^>]*?\bw:id="(\d+)"[^>]*>(.*?)</w:comment>', re.DOTALL)
_PARAGRAPH_ID = re.compile(r'\bw14:paraId="([0-9A-Fa-f]{8})"')
_OURS = re.compile(r' w:answers="\d*"')
"""What the tree says of an answer, which pandoc writes through: no attribute that Word knows."""
_EXTENDED = re.compile(r"<w15:commentEx\b[^>]*>")
_PARAGRAPH = re.compile(r"<w:p>(<w:pPr>.*?</w:pPr>)?(.*?)</w:p>", re.DOTALL)
_MARK = re.compile(r'<w:bookmarkStart w:id="\d+" w:name="paragraph_(\d+)" ?/><w:bookmarkEnd w:id="\d+" ?/>')
_EXTENDED_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
_EXTENDED_RELATION = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
_WORD14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_WORD15 = "http://schemas.microsoft.com/office/word/2012/wordml"


@dataclass(frozen=True, slots=True)
class Opened:
    """A Word file ready to be read. `origin`: of which copy it says to be; `threads`: by the id of a comment."""

    data: bytes
    origin: str
    left_out: Counter[str]
    threads: Mapping[str, Thread] = field(default_factory=dict)


def opened(data: bytes) -> Opened:
    """Each of our bookmarks as words between two signs, boxes of text after their paragraph. Raises Unreadable."""
    parts = xml_parts(data)
    text = parts.get("word/document.xml", b"").decode("utf-8", "replace")
    if not text:
        raise Unreadable("no document in it")
    plain = _with_ranges(_unboxed(_FIELD.sub("", PRIVATE.sub("", text))))
    marked = _BOOKMARK.sub(rf"\g<0><w:r><w:t>{MARKER[0]}\1{MARKER[1]}</w:t></w:r>", plain)
    parts["word/document.xml"] = marked.encode("utf-8", "replace")
    told = _ORIGIN.search(parts.get("docProps/custom.xml", b"").decode("utf-8", "replace"))
    left_out = Counter({"picture_linked": sum("r:embed=" not in one for one in _LINKED.findall(text))})
    left_out["formats"] = len(_FORMATS.findall(text))
    return Opened(packed(parts), unescape(told[1]) if told else "", +left_out, _threads(parts))


def _with_ranges(text: str) -> str:
    """A comment on a point between two words as one on no words: pandoc knows only those with a beginning."""
    begun = set(_BEGUN.findall(text))

    def ranged(found: re.Match[str]) -> str:
        ends = f'<w:commentRangeStart w:id="{found[1]}"/><w:commentRangeEnd w:id="{found[1]}"/>'
        return found[0] if found[1] in begun else ends + found[0]

    return _POINTED.sub(ranged, text)


def _threads(parts: Mapping[str, bytes]) -> dict[str, Thread]:
    """By the id of each comment: which it answers, and whether it is resolved."""
    extended = parts.get("word/commentsExtended.xml", b"").decode("utf-8", "replace")
    if not extended:
        return {}
    comments = parts.get("word/comments.xml", b"").decode("utf-8", "replace")
    names = {found[-1]: key for key, inner in _COMMENT.findall(comments) if (found := _PARAGRAPH_ID.findall(inner))}
    threads: dict[str, Thread] = {}
    for tag in _EXTENDED.findall(extended):
        told = dict(re.findall(r'\bw15:(paraId|paraIdParent|done)="([^"]*)"', tag))
        if key := names.get(told.get("paraId", "")):
            threads[key] = Thread(names.get(told.get("paraIdParent", ""), ""), told.get("done") in {"1", "true"})
    return threads


@dataclass
class _Holder:
    """Something drawn: where it begins, whether it is another program's choice, the boxes of text in it."""

    start: int
    boxes: list[tuple[int, int]] = field(default_factory=list)
    spare: list[tuple[int, int]] = field(default_factory=list)


def _unboxed(text: str) -> str:
    """What stands in boxes as paragraphs after the one to which the box is tied: pandoc drops one or the other."""
    for _depth in range(BOXES):
        changes = sorted(_moves(text))
        if not changes:
            break
        parts, at = [], 0
        for start, end, instead in changes:
            parts += [text[at:start], instead]
            at = end
        text = "".join([*parts, text[at:]])
    return text


def _moves(text: str) -> Iterator[tuple[int, int, str]]:
    """(from, to, instead) for each outermost drawing that holds text, and for the end of its paragraph."""
    stack: list[tuple[str, int]] = []
    holder: _Holder | None = None
    waiting: list[str] = []
    for found in _TAG.finditer(text):
        closes, name, empty = found[1], found[2], found[3]
        if empty:
            continue
        if not closes:
            if holder is None and name in _HOLDERS:
                holder = _Holder(found.start())
                stack.append(("holder", found.start()))
            else:
                stack.append((name, found.end()))
            continue
        if not stack:
            return
        kind, start = stack.pop()
        if kind == "w:txbxContent" and holder and not any(one == kind for one, _at in stack):
            fallback = any(one == "mc:Fallback" for one, _at in stack)
            (holder.spare if fallback else holder.boxes).append((start, found.start()))
        elif kind == "holder" and holder:
            inner = [text[a:b] for a, b in holder.boxes or holder.spare]
            if inner and any(one == "w:p" for one, _at in stack):
                yield holder.start, found.end(), ""
                waiting += inner
            holder = None
        elif kind == "w:p" and holder is None and waiting:
            yield found.end(), found.end(), "".join(waiting)
            waiting = []


def with_changed_paragraphs(data: bytes, changes: list[Mapping[str, str]]) -> bytes:
    """The Word file, each numbered bookmark made the change of its paragraph's mark."""

    def changed(found: re.Match[str]) -> str:
        shape, inner = found[1] or "", found[2]
        mark = _MARK.search(inner)
        if mark is None:
            return found[0]
        change = changes[int(mark[1])]
        date = f' w:date="{escape(change["date"])}"' if change.get("date") else ""
        told = f'<w:{change["tag"]} w:id="{9000 + int(mark[1])}" w:author="{escape(change.get("author", ""))}"{date}/>'
        inside = shape.removeprefix("<w:pPr>").removesuffix("</w:pPr>")
        return f"<w:p><w:pPr>{inside}<w:rPr>{told}</w:rPr></w:pPr>{_MARK.sub('', inner)}</w:p>"

    parts = unpacked(data)
    parts["word/document.xml"] = _PARAGRAPH.sub(changed, parts["word/document.xml"].decode()).encode()
    return packed(parts)


def with_threads(data: bytes, answers: Mapping[str, str]) -> bytes:
    """The Word file with its comments as threads; `answers`: by the id of a comment the one that it answers."""
    parts = unpacked(data)
    name = "word/comments.xml"
    keys: list[str] = []

    def named(found: re.Match[str]) -> str:
        keys.append(found[1])
        head, _sign, rest = found[0].rpartition("<w:p>")
        return f'{head}<w:p w14:paraId="{_paragraph_id(found[1])}">{rest}' if head else found[0]

    text = _COMMENT.sub(named, _OURS.sub("", parts[name].decode()))
    if "xmlns:w14=" not in text:
        text = text.replace("<w:comments ", f'<w:comments xmlns:w14="{_WORD14}" ', 1)
    parts[name] = text.encode()
    rows = "".join(
        f'<w15:commentEx w15:paraId="{_paragraph_id(key)}"'
        + (f' w15:paraIdParent="{_paragraph_id(answers[key])}"' if key in answers else "")
        + ' w15:done="0"/>'
        for key in keys
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    parts["word/commentsExtended.xml"] = f'{head}<w15:commentsEx xmlns:w15="{_WORD15}">{rows}</w15:commentsEx>'.encode()
    kind = f'<Override PartName="/word/commentsExtended.xml" ContentType="{_EXTENDED_TYPE}"/>'
    _before_end(parts, "[Content_Types].xml", "Types", kind)
    _before_end(
        parts,
        "word/_rels/document.xml.rels",
        "Relationships",
        f'<Relationship Id="rIdThreads" Type="{_EXTENDED_RELATION}" Target="commentsExtended.xml"/>',
    )
    return packed(parts)


def _paragraph_id(key: str) -> str:
    """Eight hexadecimal digits below 80000000, as Word asks."""
    return f"{0x10000000 + int(key):08X}"


def _before_end(parts: dict[str, bytes], name: str, root: str, row: str) -> None:
    parts[name] = parts[name].decode().replace(f"</{root}>", f"{row}</{root}>", 1).encode()
