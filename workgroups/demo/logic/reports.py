"""Reports of the record: one published, one in assembly with checks that fail."""

from dataclasses import dataclass
from typing import Final

BUILT: Final = 14  # working days ago, at noon, the worker built the short report


@dataclass(frozen=True)
class Outline:
    """A report: the title page, the drafts (key, version) and the polls that go in, and whom it lists."""

    title: str
    subtitle: str
    summary: str
    texts: tuple[tuple[str, int], ...]
    polls: tuple[str, ...] = ()


PUBLISHED: Final = Outline(
    title="A short list of words on the cloud",
    subtitle="What we mean, and what may be heard instead",
    summary=(
        "Sixteen words that members of the working group used in different ways, each with what the group "
        "means by it and the misunderstanding that it met. With the poll on the questions that the issues paper "
        "goes into first."
    ),
    texts=(("words", 2),),
    polls=("first-questions",),
)

IN_ASSEMBLY: Final = Outline(
    title="Four questions on cloud computing in government",
    subtitle="Issues paper of the working group",
    summary=(
        "What governments ask each other about the cloud: what it is worth, who decides and who helps, "
        "which rules a project needs to know, and how to buy in a way that leaves the door open."
    ),
    texts=(("paper", 2),),
    polls=("first-questions", "coordination"),
)
