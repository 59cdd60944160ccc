"""The proxy's own files as nginx reads them, and what its rules keep and for whom."""

import subprocess
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from tests.cast import build_cast
from tests.conftest import unused_port
from tests.proxy import NGINX, SHIPPED, proxy_process, write_proxy
from tests.web import sign_in, web_process


def test_shipped_files_are_what_nginx_understands(tmp_path: Path) -> None:
    """The whole server with TLS; only the certificate and the places to write are this test's."""
    main = write_proxy(tmp_path, 1, 2)
    kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=x"]
    pair = ["-keyout", str(tmp_path / "key"), "-out", str(tmp_path / "certificate")]
    subprocess.run(["openssl", "req", *kind, *pair], check=True, capture_output=True)
    server = (SHIPPED / "server.conf").read_text()
    for old, new in (("tls_certificate", "certificate"), ("tls_key", "key")):
        server = server.replace(f"/run/secrets/{old}", str(tmp_path / new))
    (tmp_path / "server.conf").write_text(server.replace("8443", "18443").replace("8080", "18080"))
    found = subprocess.run([NGINX, "-t", "-c", str(main)], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr


@pytest.mark.django_db(transaction=True)
def test_one_copy_serves_visitors_and_nobody_who_is_signed_in() -> None:
    cast = build_cast()
    cookie = sign_in(cast.delegate)
    with web_process(unused_port()) as web, proxy_process(web.port, unused_port()) as proxy:

        def ask(path: str, method: str = "GET", **headers: str) -> HTTPResponse:
            line = HTTPConnection("127.0.0.1", proxy.port, timeout=20)
            line.request(method, path, headers={"Accept-Encoding": "gzip", **headers})
            answer = line.getresponse()
            answer.body = answer.read()  # type: ignore[attr-defined]
            return answer

        first, second = ask("/reports/"), ask("/reports/")
        assert [one.headers["X-Cache"] for one in (first, second)] == ["MISS", "HIT"]
        assert ask("/reports/", Cookie="csrftoken=abc; other=1").headers["X-Cache"] == "HIT"
        assert ask("/reports/", **{"If-None-Match": first.headers["ETag"]}).status == 304
        assert ask("/reports/", Cookie=cookie).headers["X-Cache"] == "BYPASS"
        overview = ask("/groups/cloud/", Cookie=cookie)
        assert (overview.status, overview.headers["X-Cache"]) == (200, "BYPASS")
        face = ask("/groups/cloud/")
        assert (face.headers["X-Cache"], face.body == overview.body) == ("MISS", False)  # type: ignore[attr-defined]
        assert [ask("/desk/").headers["X-Cache"] for _ in range(2)] == ["MISS", "MISS"]
        for name in ("X-Content-Type-Options", "Content-Security-Policy", "Referrer-Policy"):
            assert len(first.headers.get_all(name) or []) == 1, name
            assert len(ask("/metrics").headers.get_all(name) or []) == 1, name
        assert ask("/metrics").status == 404
        tries = [ask("/accounts/login/", "POST").status for _ in range(40)]
        assert (429 in tries, tries[0] != 429, ask("/accounts/login/").status) == (True, True, 200)
        web.kill()
        assert ask("/reports/").status == 200
        down = ask("/groups/")
        assert (down.status, b"Back in a moment" in down.body) == (502, True)  # type: ignore[attr-defined]
