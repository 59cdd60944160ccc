"""How each of the product's own processes is started, by the supervisor and in a container alike."""

import sys
from pathlib import Path

WEB = (
    *("workgroups.core.supervisor.web", "collab.asgi:application", "--loop", "uvloop"),
    *("--ws", "workgroups.core.wire:Wire", "--ws-per-message-deflate", "false", "--timeout-graceful-shutdown", "3"),
    *("--log-level", "warning", "--no-access-log", "--no-server-header"),
)
WORKER = (
    *("celery", "-q", "-A", "collab.celery", "worker", "--pool", "threads", "--loglevel", "WARNING"),
    *("--without-gossip", "--without-mingle", "--without-heartbeat"),
)
BEAT = ("celery", "-q", "-A", "collab.celery", "beat", "--loglevel", "WARNING", "--pidfile=")


def web(host: str, port: int, *, processes: int = 1, proxies: str = "127.0.0.1") -> list[str]:
    """Pages and sockets. `proxies`: the addresses whose word about the visitor is believed, with commas, or `*`."""
    command = [sys.executable, "-m", *WEB, "--host", host, "--port", str(port), "--forwarded-allow-ips", proxies]
    return [*command, "--workers", str(processes)] if processes > 1 else command


def worker(threads: int = 4) -> list[str]:
    """Mail, builds, readers of the log."""
    return [sys.executable, "-m", *WORKER, "--concurrency", str(threads)]


def beat(folder: Path) -> list[str]:
    """The clock: what it last rang for stands in a file in `folder`."""
    return [sys.executable, "-m", *BEAT, "--schedule", str(folder / "beat")]
