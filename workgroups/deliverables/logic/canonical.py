"""One byte form for a value, and its hash: what makes "the same inputs" a fact rather than an opinion."""

import hashlib
import json
from dataclasses import fields, is_dataclass
from typing import Any


def plain(value: Any) -> Any:
    """Dataclasses as dicts with their `kind`, tuples as lists; everything else as it is."""
    if is_dataclass(value) and not isinstance(value, type):
        out = {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        kind = getattr(type(value), "kind", None)
        return out if kind is None else {"kind": kind, **out}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    return value


def canonical(value: Any) -> bytes:
    """UTF-8 JSON, sorted keys, no spaces, no NaN: after RFC 8785, with integers and strings only."""
    text = json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace").encode()


def digest(data: bytes) -> str:
    """SHA-256 in lower-case hex."""
    return hashlib.sha256(data).hexdigest()


def hash_of(value: Any) -> str:
    return digest(canonical(value))
