"""Where the text of a licence stands, and its name among machines (SPDX)."""

import re

CREATIVE_COMMONS = re.compile(r"CC (BY(?:-NC)?(?:-SA|-ND)?) (\d\.\d)( IGO)?", re.IGNORECASE)
ZERO = "CC0 1.0"


def address_of(licence: str) -> str:
    """Return the address of a Creative Commons licence (`CC BY 4.0`, `CC BY 3.0 IGO`); empty for any other."""
    if licence.strip().upper() == ZERO:
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    found = CREATIVE_COMMONS.fullmatch(licence.strip())
    if not found:
        return ""
    name, version, igo = found.groups()
    return f"https://creativecommons.org/licenses/{name.lower()}/{version}/{'igo/' if igo else ''}"


def spdx_of(licence: str) -> str:
    """Return the identifier in the SPDX licence list (`CC-BY-4.0`, `CC-BY-3.0-IGO`); empty when it has none."""
    if licence.strip().upper() == ZERO:
        return "CC0-1.0"
    found = CREATIVE_COMMONS.fullmatch(licence.strip())
    if not found:
        return ""
    name, version, igo = found.groups()
    return f"CC-{name.upper()}-{version}{'-IGO' if igo else ''}"
