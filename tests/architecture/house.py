"""The house as data: the order of the apps and the closed list of file names, read from pyproject.toml."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _layers(contract: str) -> list[list[str]]:
    """The layers of one import contract, high to low."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contracts = {one["id"]: one for one in config["tool"]["importlinter"]["contracts"]}
    return [re.findall(r"\w+", layer) for layer in contracts[contract]["layers"]]


APP_LAYERS = _layers("apps")
FILE_NAMES = {name for layer in _layers("files") for name in layer}
APPS = [app for layer in APP_LAYERS for app in layer]
ENGINES = {"audit", "files", "inbound", "live", "notifications", "search", "timers"}
GROUND = {"core", "events"}
DOMAINS = {
    "accounts",
    "groups",
    "news",
    "documents",
    "circulars",
    "threads",
    "drafts",
    "polls",
    "meetings",
    "deliverables",
}

# What an app may import from another one. Everything else of an app is its own affair.
PUBLIC_FILES = {"models", "queries", "permissions", "actions", "events", "http", "registry", "subscribe"}


def height(app: str) -> int:
    """How high an app stands: 0 for the ground floor; apps of one layer stand equally high."""
    for index, layer in enumerate(reversed(APP_LAYERS)):
        if app in layer:
            return index
    raise KeyError(f"{app} is not in the order of the apps in pyproject.toml")


def may_know(app: str, other: str) -> bool:
    """Whether `app` may import, include, link to or depend on `other`."""
    return app == other or height(app) > height(other)


def apps_in(root: Path) -> list[Path]:
    """The apps that exist so far: the packages in workgroups/."""
    return sorted(path.parent for path in (root / "workgroups").glob("*/__init__.py"))


def modules_in(root: Path, *packages: str) -> Iterator[Path]:
    """Every Python file under the named top-level packages, migrations left out (they are generated)."""
    for package in packages:
        for path in sorted((root / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def app_of(path: Path, root: Path) -> str:
    """`workgroups/threads/views.py` → `threads`; empty for a file outside the apps."""
    parts = path.relative_to(root).parts
    return parts[1] if parts[0] == "workgroups" and len(parts) > 2 else ""


def file_name(path: Path, root: Path) -> str:
    """`workgroups/threads/views.py` and `workgroups/threads/views/post.py` → `views`."""
    parts = path.relative_to(root).with_suffix("").parts
    return parts[2] if parts[0] == "workgroups" and len(parts) > 2 else parts[-1]
