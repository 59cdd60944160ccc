"""Office files are archives: take one apart, put one together with the same bytes for the same parts."""

import io
import zipfile
from collections.abc import Mapping

DAY = (1980, 1, 1, 0, 0, 0)  # the first that an archive can hold: no clock gets in


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the members of our own archive by name (not for strangers' files: nothing is limited here)."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """An archive of the same bytes for the same parts; `mimetype` stays first and uncompressed (ODF 1.3, 3.3)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            made = zipfile.ZipInfo(name, DAY)
            made.external_attr = 0o644 << 16
            made.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(made, data)
    return out.getvalue()


def insert(parts: dict[str, bytes], name: str, before: str, text: str) -> None:
    """Put text into a member, in front of the first words that match."""
    parts[name] = parts[name].decode().replace(before, text + before).encode()
