"""A file over the limit is dropped while it comes in; the rest of the form arrives."""

import io
import tracemalloc

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from workgroups.files.http import refused_uploads, uploads


class Zeros(io.RawIOBase):
    """So many bytes without holding them."""

    def __init__(self, head: bytes, size: int, tail: bytes) -> None:
        self.parts = [head, size, tail]

    def readable(self) -> bool:
        return True

    def readinto(self, target: memoryview) -> int:  # type: ignore[override]
        while self.parts:
            part = self.parts[0]
            size = min(len(target), part if isinstance(part, int) else len(part))
            if not size:
                self.parts.pop(0)
                continue
            target[:size] = bytes(size) if isinstance(part, int) else part[:size]
            self.parts[0] = part - size if isinstance(part, int) else part[size:]
            return size
        return 0


def form(size: int) -> tuple[Zeros, int]:
    head = (
        b'--cut\r\nContent-Disposition: form-data; name="title"\r\n\r\nBefore\r\n'
        b'--cut\r\nContent-Disposition: form-data; name="files"; filename="film.mov"\r\n\r\n'
    )
    tail = (
        b'\r\n--cut\r\nContent-Disposition: form-data; name="files"; filename="note.txt"\r\n\r\nsmall'
        b'\r\n--cut\r\nContent-Disposition: form-data; name="body"\r\n\r\nWhat was typed\r\n--cut--\r\n'
    )
    return Zeros(head, size, tail), len(head) + size + len(tail)


def test_50_mb_are_refused_with_everything_else_kept_and_memory_flat() -> None:
    stream, length = form(50 * 1024 * 1024)
    request = RequestFactory().request(
        REQUEST_METHOD="POST",
        CONTENT_TYPE="multipart/form-data; boundary=cut",
        CONTENT_LENGTH=str(length),
        **{"wsgi.input": io.BufferedReader(stream)},
    )
    tracemalloc.start()
    typed = request.POST.dict()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert typed == {"title": "Before", "body": "What was typed"}
    assert [file.name for file in request.FILES.getlist("files")] == ["note.txt"]
    assert peak < 8 * 1024 * 1024
    assert [str(refusal) for refusal in refused_uploads(request)] == [
        "“film.mov” is larger than 25 MB, the most an attachment may have. The rest is kept."
    ]


def test_uploads_within_the_limit() -> None:
    request = RequestFactory().post(
        "/", {"files": [SimpleUploadedFile("a.txt", b"a"), SimpleUploadedFile("b.txt", b"b")]}
    )
    assert [file.name for file in uploads(request)] == ["a.txt", "b.txt"]
    assert refused_uploads(request) == []
