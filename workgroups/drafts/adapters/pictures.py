"""Pictures of a draft: how large they are."""

import io

from PIL import Image

KINDS = {"image/png", "image/jpeg"}
"""What every output of a report can carry."""


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height in pixels, read from the header only. The file store has written the picture itself."""
    with Image.open(io.BytesIO(data)) as picture:
        return picture.size
