"""What a running product chose, written down so that a command beside it finds the same database, broker and key."""

import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

NAMES = (
    *("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "BASE_URL", "ALLOWED_HOSTS", "EMAIL_URL"),
    *("DATA_DIR", "DEMO", "DEMO_PASSWORD", "PORT"),
)
FILE = "runtime.json"


def is_given(env: Mapping[str, str], name: str) -> bool:
    """Whether the environment names this setting, as itself or as NAME_FILE."""
    return bool(env.get(name) or env.get(f"{name}_FILE"))


def given(env: Mapping[str, str]) -> dict[str, str]:
    """The part of an environment that is the product's contract."""
    keys = [key for name in NAMES for key in (name, f"{name}_FILE")]
    return {key: env[key] for key in keys if env.get(key)}


def environment(data_dir: Path) -> dict[str, str]:
    """What the product that runs on this data folder uses, without what our own environment says otherwise."""
    try:
        kept: dict[str, str] = json.loads((data_dir / FILE).read_text())["environment"]
    except (OSError, ValueError, KeyError):
        kept = {}
        key = data_dir / "secret_key"
        if key.is_file() and os.access(key, os.R_OK):
            kept["SECRET_KEY"] = key.read_text().strip()
    return {key: value for key, value in kept.items() if not is_given(os.environ, key.removesuffix("_FILE"))}


def write(data_dir: Path, chosen: Mapping[str, str]) -> None:
    """Write down what was chosen, for our own user only."""
    content = json.dumps({"pid": os.getpid(), "environment": dict(chosen)}, indent=2)
    private(data_dir / f"{FILE}.new").write_text(content)
    (data_dir / f"{FILE}.new").replace(data_dir / FILE)


def forget(data_dir: Path) -> None:
    """Remove the note: the product has stopped."""
    (data_dir / FILE).unlink(missing_ok=True)


def secret(data_dir: Path, name: str, prefix: str = "", size: int = 50) -> str:
    """Return a secret of this data folder, drawn once."""
    file = data_dir / name
    if not file.exists() or not file.read_text().strip():
        private(file).write_text(prefix + secrets.token_hex(size // 2) + "\n")
    return file.read_text().strip()


def private(file: Path) -> Path:
    """Make the file, empty and readable by nobody else."""
    os.close(os.open(file, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600))
    file.chmod(0o600)
    return file
