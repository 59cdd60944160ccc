"""A small client of the upload protocol on a plain connection, so that lines can be broken where a test wants."""

import base64
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse

KIND = "threads.post"


@dataclass
class Client:
    """Speaks tus 1.0.0 to the web process at `port`, as whoever the cookie signs in."""

    port: int
    cookie: str

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> HTTPResponse:
        """Send one request on a line of its own; the answer is read whole."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=60)
        line.request(method, path, body=body or None, headers=self.headers(**headers))
        response = line.getresponse()
        response.body = response.read()  # type: ignore[attr-defined]
        line.close()
        return response

    def headers(self, **more: str) -> dict[str, str]:
        """The protocol's headers and the session, with others: `Upload_Offset="0"`."""
        token = "x" * 32
        named = {name.replace("_", "-"): value for name, value in more.items()}
        cookie = f"{self.cookie}; csrftoken={token}"
        return {"Tus-Resumable": "1.0.0", "Cookie": cookie, "X-CSRFToken": token, **named}

    def open(self, name: str, length: int, group: int, kind: str = KIND) -> str:
        """Open an upload; return its address."""
        given = {"filename": name, "kind": kind, "group": str(group)}
        pairs = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in given.items())
        response = self.ask("POST", "/files/uploads/", Upload_Length=str(length), Upload_Metadata=pairs)
        assert response.status == 201, response.status
        return response.headers["Location"]

    def offset(self, path: str) -> int:
        """Where the upload stands."""
        response = self.ask("HEAD", path)
        assert response.status == 200, response.status
        return int(response.headers["Upload-Offset"])

    def patch(self, path: str, offset: int, body: bytes, **more: str) -> HTTPResponse:
        """Send a piece whole."""
        kind = "application/offset+octet-stream"
        return self.ask("PATCH", path, body, Upload_Offset=str(offset), Content_Type=kind, **more)

    def begin(self, path: str, offset: int, length: int) -> HTTPConnection:
        """Begin a piece of `length` bytes and leave the line open; the caller sends, and may hang up."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=60)
        line.putrequest("PATCH", path)
        more = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
        for key, value in {**self.headers(), **more, "Content-Length": str(length)}.items():
            line.putheader(key, value)
        line.endheaders()
        return line
