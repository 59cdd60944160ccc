"""What the domains tell accounts: a section of the settings, what they keep about a person."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SettingsEntry:
    """A section of `/settings/`: fill the slot `accounts.settings` with `fn(request) -> SettingsEntry or None`."""

    label: str
    url: str
    words: str  # one line: what can be set there, or how it is set now


@dataclass(frozen=True)
class Kept:
    """One kind of things that are kept about a person: fill the slot `accounts.kept` with `fn() -> list[Kept]`.

    `fields` name every column that leads to the person (`threads.Post.author`); a test finds one that nobody names.
    """

    title: str
    fields: tuple[str, ...]
    why: str
    stays: str  # how long
    url: str = ""  # where the person sees or changes it
