"""What waits for people because of a group, its people, seats and offices, and what they are told."""

from workgroups.groups.notices import joining, leaving, tenure
from workgroups.groups.notices.joining import NobodyByLink, letter_of, letter_preview

__all__ = ["NobodyByLink", "joining", "leaving", "letter_of", "letter_preview", "tenure"]
