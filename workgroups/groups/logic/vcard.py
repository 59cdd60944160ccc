"""Contacts as vCards, version 4.0 (RFC 6350): escaped as its section 3.4 says, folded at 75 octets (section 3.2)."""

from collections.abc import Sequence
from dataclasses import dataclass

FOLD = 75  # octets in a line, without the line break


@dataclass(frozen=True)
class Entry:
    """What a card holds; empty values are left out. `languages` are BCP 47 tags, the best spoken first."""

    uid: str
    name: str
    latin_name: str = ""
    title: str = ""
    organisation: str = ""
    role: str = ""
    email: str = ""
    telephone: str = ""
    languages: Sequence[str] = ()
    zone: str = ""
    group: str = ""


def vcard(entry: Entry) -> str:
    """Return one card, each line ended by CR LF.

    A name is not taken apart: which part of it is the family's differs from place to place, so `N` holds it whole.
    """
    lines = ["BEGIN:VCARD", "VERSION:4.0", "KIND:individual", f"UID:urn:uuid:{entry.uid}"]
    lines.append(f"FN:{_text(entry.name)}")
    if entry.latin_name and entry.latin_name != entry.name:
        lines.append(f"FN;LANGUAGE=und-Latn:{_text(entry.latin_name)}")
    lines.append(f"N:{_text(entry.name)};;;;")
    lines += [
        f"{name}:{_text(value)}"
        for name, value in (("TITLE", entry.title), ("ORG", entry.organisation), ("ROLE", entry.role))
        if value
    ]
    if entry.email:
        lines.append(f"EMAIL;TYPE=work:{_text(entry.email)}")
    if entry.telephone:
        lines.append(f"TEL;TYPE=work;VALUE=text:{_text(entry.telephone)}")
    lines += [f"LANG;PREF={place}:{_text(tag)}" for place, tag in enumerate(entry.languages[:100], start=1)]
    if entry.zone:
        lines.append(f"TZ:{_text(entry.zone)}")
    if entry.group:
        lines.append(f"CATEGORIES:{_text(entry.group)}")
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCARD"])


def _text(value: str) -> str:
    """Escape a value: backslash, comma, semicolon, line breaks; other control characters are not allowed and go."""
    escaped = value.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    escaped = escaped.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(c for c in escaped if c == "\t" or (c >= " " and c != "\x7f"))


def _folded(line: str) -> str:
    """Break a line of more than 75 octets between characters; the next one begins with a space."""
    parts, held = [], b""
    for character in line:
        octets = character.encode()
        if len(held) + len(octets) > FOLD:
            parts.append(held.decode())
            held = b" "
        held += octets
    return "\r\n".join([*parts, held.decode()])
