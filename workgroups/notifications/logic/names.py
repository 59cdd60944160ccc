"""Put a name away in words that were kept."""

import re
from typing import Any


def without(value: Any, name: str, instead: str) -> Any:
    """Return a JSON value with a name replaced wherever it stands as whole words."""
    if isinstance(value, str):
        return re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", lambda _found: instead, value)
    if isinstance(value, list):
        return [without(one, name, instead) for one in value]
    if isinstance(value, dict):
        return {key: without(one, name, instead) for key, one in value.items()}
    return value
