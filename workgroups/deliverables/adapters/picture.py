"""Pictures that go into a report: how large they are."""

import io

from PIL import Image


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height in pixels, read from the header only. The file store has written the picture itself."""
    with Image.open(io.BytesIO(data)) as picture:
        return picture.size
