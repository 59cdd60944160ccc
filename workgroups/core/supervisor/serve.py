"""One process of the product on its own, for a container or a service manager: `serve web|worker|beat|prepare`.

Everything comes from the environment (README). Database and broker are not started here: their addresses are required.
`serve healthy web|worker|beat` ends with 0 when that process does its work, else with 1 and a sentence.
"""

import http.client
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from workgroups.core.supervisor import commands, runtime
from workgroups.core.supervisor.errors import CannotStart

REQUIRED = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "BASE_URL")
MINUTES_OF_SILENCE = 3


def number(name: str, default: int) -> int:
    """A whole number from the environment. CannotStart when it is none."""
    value = os.environ.get(name) or str(default)
    if not value.isdecimal() or not int(value):
        raise CannotStart(f"{name} is {value!r}; use a whole number from 1.")
    return int(value)


def command(role: str) -> list[str]:
    """The program that plays this role. CannotStart for an unknown role or a missing setting."""
    if missing := [name for name in REQUIRED if not runtime.is_given(os.environ, name)]:
        raise CannotStart(f"{', '.join(missing)} must be set (or the same names with _FILE, naming a file).")
    if role == "web":
        proxies = os.environ.get("TRUSTED_PROXIES") or "127.0.0.1"
        return commands.web("0.0.0.0", number("PORT", 8000), processes=number("WEB_PROCESSES", 2), proxies=proxies)  # noqa: S104
    if role == "worker":
        return commands.worker(number("WORKER_THREADS", 4))
    if role == "beat":
        return commands.beat(Path(tempfile.gettempdir()))
    if role == "prepare":
        return [sys.executable, "-m", "workgroups.core.supervisor.prepare"]
    raise CannotStart(f"{role!r} is no process of the product; use web, worker, beat or prepare.")


def is_healthy(role: str) -> bool:
    """Whether the web process can serve, or the clock and the workers have been heard of lately."""
    if role == "web":
        return answers(number("PORT", 8000), urlsplit(os.environ["BASE_URL"]))
    ask = [sys.executable, "manage.py", "pulse", "--minutes", str(MINUTES_OF_SILENCE)]
    return subprocess.run(ask, check=False).returncode == 0


def answers(port: int, base: SplitResult) -> bool:
    """Whether `/health/ready` answers 200, asked as the proxy would ask."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/health/ready", headers={"Host": base.netloc, "X-Forwarded-Proto": base.scheme})
        answer = connection.getresponse()
        print(answer.read().decode(errors="replace").strip())
        return answer.status == 200
    except (OSError, http.client.HTTPException) as fault:
        print(f"The web process does not answer: {fault}")
        return False
    finally:
        connection.close()


def chosen(words: list[str]) -> list[str]:
    """The program that the command line asks for. CannotStart when it asks for none."""
    if len(words) != 1:
        raise CannotStart("Say which process to be: web, worker, beat or prepare.")
    return command(words[0])


def main(words: list[str]) -> None:
    """Become the process that was asked for, or end with the answer whether it is healthy."""
    if words[:1] == ["healthy"] and len(words) == 2:
        sys.exit(0 if is_healthy(words[1]) else 1)
    try:
        program = chosen(words)
    except CannotStart as refusal:
        sys.exit(str(refusal))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "collab.settings")
    os.environ.setdefault("DEMO", "0")
    os.execv(program[0], program)  # noqa: S606  (it takes our place, so that signals reach it)


if __name__ == "__main__":
    main(sys.argv[1:])
