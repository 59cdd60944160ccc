"""What the domains tell accounts: a section of the settings, what they keep about a person."""

from collections.abc import Mapping
from dataclasses import dataclass, field


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
    What a copy of the person's data and a leaving need to know of them besides:

    - `touched`: of these columns, those by which they only acted on what is another's (removed a post, decided on a
      request); the copy names the thing and the day, never its words.
    - `parts`: columns of other tables that lead to such a row and belong to it (`threads.PostRevision.post`).
    - `omits`: columns that the copy never holds: secrets, and what is not the person's (a draft's whole text).
    - `goes`: of these columns, those whose rows are deleted when the person leaves for good; the rest stays under
      the name of a former member.
    - `called`: how the tables are called on the copy's page, where there are several (`threads.Post`: Posts).
    """

    title: str
    fields: tuple[str, ...]
    why: str
    stays: str  # how long
    url: str = ""  # where the person sees or changes it
    touched: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    omits: tuple[str, ...] = ()
    goes: tuple[str, ...] = ()
    called: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Obstacle:
    """What somebody has to pass on before they can leave: fill the slot `accounts.obstacles` with `fn(person) -> list`.

    `words` are a whole sentence; `url` and `label` lead to where it is done.
    """

    words: str
    url: str
    label: str
