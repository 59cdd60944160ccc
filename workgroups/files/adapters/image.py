"""Images through Pillow: decoded under a limit and written anew, so that nothing but the picture is left."""

import io
from typing import BinaryIO

from PIL import Image, ImageOps

from workgroups.files.models import IMAGES

MOST_PIXELS = 50_000_000  # all frames together: about 200 MB while it is decoded
_FORMATS = {kind.removeprefix("image/").upper() for kind in IMAGES}


class NotAnImage(ValueError):  # noqa: N818  (an answer about bytes)
    """The bytes cannot be decoded as the image they begin as."""


class TooManyPixels(ValueError):  # noqa: N818  (an answer about bytes)
    """Decoding would take more memory than a picture is worth."""


def write_anew(stream: BinaryIO) -> io.BytesIO:
    """Return the picture in its own format, upright, without metadata.

    Raises NotAnImage or TooManyPixels.
    """
    stream.seek(0)
    try:
        with Image.open(stream, formats=sorted(_FORMATS)) as image:
            frames = int(getattr(image, "n_frames", 1))
            if image.width * image.height * frames > MOST_PIXELS:
                raise TooManyPixels
            return _written(image, frames)
    except Image.DecompressionBombError as error:
        raise TooManyPixels from error
    except TooManyPixels:
        raise
    except Exception as error:  # Pillow's decoders raise nearly anything on broken bytes
        raise NotAnImage from error


def _written(image: Image.Image, frames: int) -> io.BytesIO:
    kind = "JPEG" if image.format == "MPO" else str(image.format)
    moving = frames > 1 and kind in {"GIF", "WEBP"}
    target = io.BytesIO()
    if moving:
        image.info = {key: image.info[key] for key in ("duration", "loop", "transparency") if key in image.info}
        image.save(target, kind, save_all=True)
    else:
        still = ImageOps.exif_transpose(image)
        still.info = {key: still.info[key] for key in ("transparency",) if key in still.info}
        still.save(target, kind, **({"quality": 88} if kind in {"JPEG", "WEBP"} else {}))
    target.seek(0)
    return target
