"""A language made from English while the tests run: accents, brackets, half as long again.

Words without brackets on a page were not marked for translation; a page without room for the rest has no room for
Finnish. Its tag is CLDR's for this purpose: en-XA.
"""

import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from workgroups.core import catalogues

TAG, FOLDER = "en-xa", "en_XA"
OPEN, CLOSE = "⟦", "⟧"
ACCENTS = str.maketrans("aceginoruyACEGINORUY", "áçéğíñóŕúýÁÇÉĞÍÑÓŔÚÝ")
KEPT = re.compile(r"(%%|%(?:\(\w+\))?[sd]|\{\w*\}|<[^>]+>|&\w+;|https?://\S*|mailto:)")
PADDING = "ñöŵ ľóñğéŕ ťĥáñ íť ŵáš "


def pseudo(words: str) -> str:
    """Return `words` in the pseudo-language, its ends and placeholders as they were."""
    core = words.strip()
    if not core:
        return words
    said = "".join(part if KEPT.fullmatch(part) else part.translate(ACCENTS) for part in KEPT.split(core))
    length = len(KEPT.sub("", core))
    padding = (PADDING * (length // len(PADDING) + 1))[: (length + 1) // 2].strip()
    return words.replace(core, f"{OPEN}{said} {padding}{CLOSE}")


def write_pseudo(folder: Path) -> None:
    """Compile the pseudo-language into a folder of catalogues."""
    catalogue = Catalog(charset="utf-8", fuzzy=False)
    for message in catalogues.gather():
        if message.id:
            forms = [pseudo(form) for form in catalogues.forms(message.id)]
            catalogue.add(
                message.id, forms[0] if isinstance(message.id, str) else tuple(forms), context=message.context
            )
    target = folder / FOLDER / "LC_MESSAGES" / "django.mo"
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        write_mo(file, catalogue)
