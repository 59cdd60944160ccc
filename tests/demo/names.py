"""Personal names of the sources as hashes, so that the names themselves stand nowhere in the repository.

`names.txt` holds the first twelve digits of SHA-256 of folded names: first and last word, last two, and all words.
"""

from pathlib import Path

NAMES = frozenset(Path(__file__).with_suffix(".txt").read_text("ascii").split())
