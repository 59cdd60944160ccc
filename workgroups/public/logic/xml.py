"""XML for machines: elements from values, with what XML 1.0 cannot hold left out."""

import re
from collections.abc import Iterable, Mapping
from xml.etree import ElementTree as ET

ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'
Element = ET.Element
register_namespace = ET.register_namespace


def clean(text: str) -> str:
    """Return `text` without the signs that XML 1.0 does not allow (2.2)."""
    return ILLEGAL.sub("", text)


def element(tag: str, content: str | Iterable[Element] = (), attributes: Mapping[str, str] | None = None) -> Element:
    """Return an element with text or with children; `tag` is `{namespace}name`."""
    made = ET.Element(tag, {name: clean(value) for name, value in (attributes or {}).items()})
    if isinstance(content, str):
        made.text = clean(content)
    else:
        made.extend(content)
    return made


def document(root: Element, default: str | None = None) -> bytes:
    """Return the document as UTF-8; `default`: the namespace that goes without a prefix when no attribute is there."""
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=False, default_namespace=default)
    return DECLARATION + written
