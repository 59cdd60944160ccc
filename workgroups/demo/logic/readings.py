"""What the cast has read, follows and has muted."""

from datetime import time

CHOSEN_AT = time(7, 45)

# handle, thread, level
CHOSEN = (
    ("head@uruguay", "coordination", "follow"),
    ("expert@uruguay", "procurement", "follow"),
    ("expert@uruguay", "calls", "mute"),
    ("cochair@uk", "baseline", "follow"),
    ("secretariat@worldbank", "calls", "follow"),
    ("observer@un", "calls", "mute"),
)

# Up to which post, in the order of the threads; ALL reads whatever there is.
ALL = 10_000
READ_UP_TO = {
    "chair@singapore": (ALL, ALL, ALL, 9, ALL),
    "cochair@uk": (ALL, 10, ALL, 11, 6),
    "secretariat@worldbank": (ALL, ALL, 12, ALL, ALL),
    "head@uruguay": (12, 13, 6, ALL, 3),
    "expert@uruguay": (ALL, 12, 9, ALL, 2),
    "observer@un": (ALL, 5, 4, 3, 0),
}
