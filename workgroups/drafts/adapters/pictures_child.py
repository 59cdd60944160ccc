"""The child process that writes a stranger's pictures anew: limits, no network, no files but its folder; run by path.

Everything it needs is imported before it steps into its folder, which is then all the file system there is.
"""

import io
import json
import os
import sys
from typing import Any, BinaryIO

sys.path.append(sys.argv[1])

from confine import leave_network, limit, see_only  # type: ignore[import-not-found]
from PIL import Image, ImageOps

MOST_PIXELS = 50_000_000  # as the file store
READ = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF")
LARGEST = 20_000  # pixels of a side, as the schema of drafts


def main(folder: str, count: str, memory: str, seconds: str, output: str) -> None:
    """Write `in-0`, `in-1` and so on of the folder anew as `out-0`..., and tell what each is as JSON."""
    os.chdir(folder)
    warm()
    limit(int(memory), int(seconds), int(output))
    isolated = leave_network()
    confined = isolated and see_only(folder)
    pictures = [written(f"in-{at}", f"out-{at}") for at in range(int(count))]
    sys.stdout.write(json.dumps({"pictures": pictures, "isolated": isolated, "confined": confined}))
    sys.stdout.flush()
    os._exit(0)


def warm() -> None:
    """Write one picture of each kind anew: decoders import what they need when they first need it."""
    for kind in READ:
        out = io.BytesIO()
        Image.new("RGB", (2, 2)).save(out, kind)
        anew(out)


def written(source: str, target: str) -> dict[str, Any] | None:
    """Write one picture anew; None for what is none, or too large."""
    with open(source, "rb") as file:  # noqa: PTH123  (pathlib costs an import here)
        made = anew(file)
    if made is None:
        return None
    data, told = made
    with open(target, "wb") as file:  # noqa: PTH123
        file.write(data)
    return told


def anew(source: BinaryIO) -> tuple[bytes, dict[str, Any]] | None:
    """The picture upright, still and without metadata, as PNG or JPEG, with its kind and size."""
    try:
        with Image.open(source, formats=READ) as image:
            if image.width * image.height > MOST_PIXELS or max(image.size) > LARGEST:
                return None
            photograph = image.format == "JPEG"
            still = ImageOps.exif_transpose(image)
            mode = "RGB" if photograph else "RGBA" if still.has_transparency_data else "RGB"
            still = still.convert("L" if still.mode in {"1", "L"} else mode)
    except Exception:
        return None
    still.info = {}
    out = io.BytesIO()
    still.save(out, "JPEG" if photograph else "PNG", **({"quality": 88} if photograph else {}))
    kind = "image/jpeg" if photograph else "image/png"
    return out.getvalue(), {"media_type": kind, "width": still.width, "height": still.height}


if __name__ == "__main__":
    main(*sys.argv[2:7])
