"""What a running product chose (addresses, key), so that commands beside it find the same."""

import json
from pathlib import Path

FILE = "runtime.json"


def environment(data_dir: Path) -> dict[str, str]:
    """Return the environment that the product running on `data_dir` wrote down, or nothing."""
    try:
        stored: dict[str, str] = json.loads((data_dir / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stored
