"""Where things live: the short folder of sockets, the unprivileged account, folders that this account can reach."""

import contextlib
import fcntl
import hashlib
import os
import pwd
import secrets
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from workgroups.core.supervisor.errors import AlreadyRuns, CannotStart

ROOT = Path(__file__).resolve().parents[3]
ELSEWHERE = Path("/var/lib")  # for root, when the account of the database cannot reach the data folder
POINTER = "database.path"


@dataclass(frozen=True)
class Account:
    """The user that the database runs as when we are root (PostgreSQL refuses to run as root)."""

    uid: int
    gid: int


def unprivileged() -> Account | None:
    """Return the account to run the database as: none needed unless we are root."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid)


def can_reach(path: Path, account: Account | None) -> bool:
    """Whether the account may pass through every folder down to `path`."""
    if account is None:
        return True
    for folder in [path, *path.parents]:
        found = folder.stat()
        needed = stat.S_IXOTH
        if found.st_uid == account.uid:
            needed = stat.S_IXUSR
        elif found.st_gid == account.gid:
            needed = stat.S_IXGRP
        if not found.st_mode & needed:
            return False
    return True


def runtime_folder(data_dir: Path) -> Path:
    """Return a short folder for this data folder's sockets, made for us alone (socket paths end at 107 bytes)."""
    key = hashlib.sha256(f"{os.getuid()}:{data_dir.resolve()}".encode()).hexdigest()[:10]
    folder = Path("/tmp") / f"workgroups-{key}"  # noqa: S108 (made private, and its owner is looked at)
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        raise CannotStart(f"{folder} belongs to somebody else; remove it and start again.")
    folder.chmod(0o711 if unprivileged() else 0o700)
    return folder


def private_folder(folder: Path, account: Account | None) -> Path:
    """Make a folder that only the account can enter."""
    folder.mkdir(mode=0o700, exist_ok=True)
    if account:
        os.chown(folder, account.uid, account.gid)
    folder.chmod(0o700)
    return folder


def database_folder(data_dir: Path, account: Account | None) -> Path:
    """Return the folder that holds the cluster: the data folder, or for root one that the account can reach."""
    if can_reach(data_dir, account):
        return data_dir
    pointer = data_dir / POINTER
    if not pointer.exists():
        pointer.write_text(str(ELSEWHERE / f"workgroups-{secrets.token_hex(4)}"))
    folder = Path(pointer.read_text())
    folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    return folder


def programs(package: str, home: Path, account: Account | None) -> Path:
    """Return the installed package's folder, copied beside the cluster when the account cannot reach it."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise CannotStart(
            f"{package} is not installed: set DATABASE_URL and REDIS_URL, or install the extra [embedded]."
        )
    installed = Path(spec.origin).parent
    if can_reach(installed, account):
        return installed
    for part in (package, f"{package}.libs"):
        if (installed.parent / part).is_dir() and not (home / "programs" / part).is_dir():
            shutil.copytree(installed.parent / part, home / "programs" / f"{part}.new", symlinks=True)
            (home / "programs" / f"{part}.new").rename(home / "programs" / part)
    return home / "programs" / package


def forget(data_dir: Path) -> None:
    """Remove a data folder and whatever of it had to live elsewhere."""
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree((data_dir / POINTER).read_text())
    shutil.rmtree(runtime_folder(data_dir), ignore_errors=True)
    shutil.rmtree(data_dir, ignore_errors=True)


@contextlib.contextmanager
def locked(file: Path, refusal: str) -> Iterator[None]:
    """Hold a lock that the kernel gives back whatever becomes of us; AlreadyRuns when another process holds it."""
    with file.open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise AlreadyRuns(refusal) from error
        yield
