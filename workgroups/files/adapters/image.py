"""Images through Pillow: decoded under a limit and written anew, so that nothing but the picture is left."""

import io
from typing import BinaryIO

from PIL import Image, ImageOps

from workgroups.files.models import IMAGES

MOST_PIXELS = 50_000_000  # all frames together: about 200 MB while it is decoded
MOST_FRAMES = 600  # a minute of a moving image
WIDEST, NARROWEST = 1040, 320  # pixels of a picture on a public page
HEAVIEST = 45_000  # bytes: a public page has 100 kB for its first view
_FORMATS = {kind.removeprefix("image/").upper() for kind in IMAGES}


class NotAnImage(ValueError):  # noqa: N818  (an answer about bytes)
    """The bytes cannot be decoded as the image they begin as."""


class TooManyPixels(ValueError):  # noqa: N818  (an answer about bytes)
    """Decoding would take more memory than a picture is worth."""


class TooManyFrames(ValueError):  # noqa: N818  (an answer about bytes)
    """A moving image of more than MOST_FRAMES pictures, each of which would stand in memory."""


def write_anew(stream: BinaryIO) -> io.BytesIO:
    """Return the picture in its own format, upright, without metadata.

    Raises NotAnImage, TooManyPixels or TooManyFrames.
    """
    stream.seek(0)
    try:
        with Image.open(stream, formats=sorted(_FORMATS)) as image:
            return _written(image, _frames(image))
    except Image.DecompressionBombError as error:
        raise TooManyPixels from error
    except (TooManyPixels, TooManyFrames):
        raise
    except Exception as error:  # Pillow's decoders raise nearly anything on broken bytes
        raise NotAnImage from error


def fit(stream: BinaryIO) -> tuple[bytes, int, int]:
    """Return a still picture as WebP of at most WIDEST by HEAVIEST, with its width and height in pixels.

    Raises NotAnImage or TooManyPixels.
    """
    stream.seek(0)
    try:
        with Image.open(stream, formats=sorted(_FORMATS)) as image:
            if image.width * image.height > MOST_PIXELS:
                raise TooManyPixels
            still = ImageOps.exif_transpose(image)
            still = still.convert("RGBA" if still.has_transparency_data else "RGB")
    except Image.DecompressionBombError as error:
        raise TooManyPixels from error
    except TooManyPixels:
        raise
    except Exception as error:  # Pillow's decoders raise nearly anything on broken bytes
        raise NotAnImage from error
    width, quality = min(still.width, WIDEST), 82
    while True:
        height = max(1, round(still.height * width / still.width))
        target = io.BytesIO()
        still.resize((width, height), Image.Resampling.LANCZOS).save(target, "WEBP", quality=quality)
        if target.tell() <= HEAVIEST or width <= NARROWEST:
            return target.getvalue(), width, height
        quality, width = (quality - 12, width) if quality > 50 else (quality, width * 3 // 4)


def _frames(image: Image.Image) -> int:
    """Count pictures one by one (Pillow's own count would walk through millions of them) up to the limits."""
    area, frames = image.width * image.height, 1
    while area * frames <= MOST_PIXELS and frames <= MOST_FRAMES:
        try:
            image.seek(frames)
        except EOFError:
            image.seek(0)
            return frames
        frames += 1
    raise TooManyPixels if area * frames > MOST_PIXELS else TooManyFrames


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
