"""Files are taken in once, judged by their bytes, and refused in words."""

import io
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from workgroups.accounts.models import Person
from workgroups.core.errors import Refused
from workgroups.files.actions import store, store_bytes, storing
from workgroups.files.models import Blob, File
from workgroups.files.queries import bytes_of


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), **options: object) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, "teal").save(target, kind, **options)
    return target.getvalue()


def bring(owner: Person, name: str, data: bytes) -> File:
    return store(owner=owner, group_id=None, name=name, content=ContentFile(data), kind="tests.paper")


def test_store_keeps_equal_bytes_once(owner: Person, store: Path) -> None:
    one, two = bring(owner, "a.txt", b"same"), bring(owner, "b.txt", b"same")
    assert one.blob == two.blob
    assert (one.uid == two.uid, one.name, two.name) == (False, "a.txt", "b.txt")
    assert bytes_of(one) == b"same"
    assert len([path for path in store.rglob("*") if path.is_file()]) == 1


def test_store_writes_images_anew_without_metadata(owner: Person) -> None:
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    exif[0x0112] = 6  # lies on its side
    file = bring(owner, "photo.jpg", picture("JPEG", exif=exif) + b"<script>alert(1)</script>")
    kept = bytes_of(file)
    assert (b"secret" in kept, b"script" in kept) == (False, False)
    with Image.open(io.BytesIO(kept)) as image:
        assert (image.size, dict(image.getexif())) == ((30, 40), {})
    assert (file.type, file.is_picture) == ("image/jpeg", True)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("chart.png", b"<html>hello</html>", "“chart.png” is named as an image but is not one."),
        ("chart.jpg", b"%PDF-1.7", "“chart.jpg” is named as an image but is not one."),
        ("paper.pdf", b"hello", "“paper.pdf” is not what its ending .pdf says."),
        ("paper.docx", b"PK\x03\x04", "“paper.docx” is not what its ending .docx says."),
        ("chart.png", b"\x89PNG\r\n\x1a\n broken", "“chart.png” is a broken image and cannot be shown."),
        ("chart.png", picture()[:60], "“chart.png” is a broken image and cannot be shown."),
        ("empty.txt", b"", "“empty.txt” is empty."),
    ],
)
def test_store_refuses_in_words(owner: Person, name: str, data: bytes, said: str) -> None:
    with pytest.raises(Refused) as refused:
        bring(owner, name, data)
    assert (str(refused.value), refused.value.field) == (said, "files")
    assert (File.objects.count(), Blob.objects.count()) == (0, 0)


def test_store_refuses_a_flood_of_pixels(owner: Person) -> None:
    flood = picture(size=(8000, 7000))
    assert len(flood) < 1_000_000
    with pytest.raises(Refused, match="too many pixels"):
        bring(owner, "flood.png", flood)


def test_store_refuses_what_is_too_large(owner: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storing, "LARGEST", 10)
    assert bring(owner, "ten.txt", b"x" * 10).size == 10
    with pytest.raises(Refused, match=r"“eleven\.txt” is larger than 25 MB, the most an attachment may have"):
        bring(owner, "eleven.txt", b"x" * 11)


def test_store_bytes_keeps_every_byte(owner: Person) -> None:
    data = picture("JPEG", comment=b"kept")
    file = store_bytes(owner=None, group_id=None, name="page.jpg", data=data, kind="tests.page", subject_id=7)
    assert (bytes_of(file), file.type, file.subject_id) == (data, "image/jpeg", 7)
