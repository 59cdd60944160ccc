"""The proxy as it ships, run by hand: nginx with `docker/proxy/`, only its places and its listeners changed."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from tempfile import mkdtemp

from workgroups.core.supervisor.install import found
from workgroups.core.supervisor.places import ROOT

SHIPPED = ROOT / "docker" / "proxy"
NGINX = found("nginx") or "nginx"


def write_proxy(folder: Path, web_port: int, port: int) -> Path:
    """Copy the shipped files into `folder` so that they run there, in plain HTTP at `port`; return the main file."""
    main, server = (SHIPPED / "nginx.conf").read_text(), (SHIPPED / "server.conf").read_text()
    (folder / "tmp").mkdir()
    shutil.copytree(SHIPPED / "pages", folder / "pages")
    main = main.replace(" /tmp/", f" {folder}/tmp/").replace("/dev/stderr", f"{folder}/tmp/error.log")
    main = main.replace("/etc/nginx/workgroups/", f"{folder}/").replace("/var/cache/nginx/", f"{folder}/tmp/cache/")
    main = main.replace("access_log /dev/stdout plain", "access_log off")
    if os.getuid() == 0:
        main = f"user root;\n{main}"
    _plain, _sep, secure = server.partition("server_name _; # which")
    rows = [row for row in secure.splitlines() if "ssl_" not in row and "resolver" not in row]
    rows[0] = "server {\n    server_name _; # which" + rows[0]
    rows.insert(1, f"    listen 127.0.0.1:{port};")
    server = "\n".join(rows).replace("/etc/nginx/workgroups/", f"{folder}/")
    server = server.replace("set $web web:8000", f"set $web 127.0.0.1:{web_port}")
    (folder / "server.conf").write_text(server)
    (folder / "nginx.conf").write_text(main)
    (folder / "tmp" / "cache").mkdir()
    return folder / "nginx.conf"


@dataclass(frozen=True)
class Proxy:
    """A running proxy at a port of the loopback address."""

    port: int
    child: "subprocess.Popen[bytes]"

    def workers(self) -> list[int]:
        """The processes that serve."""
        listed = Path(f"/proc/{self.child.pid}/task/{self.child.pid}/children").read_text()
        return [int(pid) for pid in listed.split()]


@contextmanager
def proxy_process(web_port: int, port: int) -> Iterator[Proxy]:
    """Run the proxy before the web process at `web_port` until the block ends."""
    folder = Path(mkdtemp(prefix="proxy-"))
    child = subprocess.Popen([NGINX, "-c", str(write_proxy(folder, web_port, port)), "-g", "daemon off;"])
    try:
        for _ in range(100):
            try:
                asking = HTTPConnection("127.0.0.1", port, timeout=2)
                asking.request("GET", "/health/live")
                asking.getresponse().read()
                break
            except OSError:
                time.sleep(0.1)
        yield Proxy(port, child)
    finally:
        child.send_signal(signal.SIGTERM)
        child.wait(20)
        shutil.rmtree(folder, ignore_errors=True)
