"""What a draft and one message to it may measure, checked before anything is stored or relayed."""

from typing import Final

FRAME_BYTES: Final = 256 * 1024
STRUCTS: Final = 20_000
DELETIONS: Final = 100_000
CLIENTS: Final = 1_000
DEPTH: Final = 64
DOCUMENT_BYTES: Final = 5 * 1024 * 1024
CHARACTERS: Final = 400_000
"""Of the text as it stands, in UTF-16 units."""
HREF: Final = 2_000
WORDS_BYTES: Final = 8_000
PRESENCE_BYTES: Final = 4 * 1024

# One socket: a flood is stopped, a keyboard (or a load test of fifty) never notices.
FRAMES_BURST: Final = 5_000
"""Beyond what `DRAFT_FRAMES_PER_SECOND` lets through in the long run."""
BYTES_PER_SECOND: Final = 512 * 1024
BYTES_BURST: Final = 4 * 1024 * 1024
