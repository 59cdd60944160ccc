"""Meetings, tasks and polls of the record as values; days are working days from the day it is built."""

from dataclasses import dataclass
from datetime import time

from workgroups.demo.logic.roster import OPERATOR

Answers = dict[str, tuple[str, ...]]  # answer → handles


@dataclass(frozen=True)
class Item:
    """An agenda item with its time box."""

    title: str
    minutes: int
    presenter: str = ""


@dataclass(frozen=True)
class Todo:
    """What a delegation owes: `due` days from today; `done` by whom and how many days ago, when it is done."""

    title: str
    body: str
    due: int
    done: tuple[str, int] | None = None


@dataclass(frozen=True)
class Occasion:
    """A meeting that was: so many days ago, at a wall time in a zone."""

    key: str
    title: str
    back: int
    at: time
    zone: str
    minutes: int
    items: tuple[Item, ...]
    coming: Answers
    tasks: tuple[Todo, ...]
    join_url: str = "https://meet.example/cloud-computing"
    marking: str = ""  # empty: the group's first


@dataclass(frozen=True)
class Question:
    """A poll: when it opened and closes (days from today), and who chose which options (from 1)."""

    key: str
    title: str
    detail: str
    options: tuple[str, ...]
    most: int
    opened: int
    closes: int
    answers: dict[str, tuple[int, ...]]
    asker: str = "chair@singapore"


PLACE = "Online"
JOIN_URL = "https://meet.example/cloud-computing"

MEETINGS = (
    Occasion(
        key="minutes-1",
        title="First meeting: questions and way of working",
        back=50,
        at=time(20, 0),
        zone="Asia/Tokyo",
        minutes=90,
        items=(
            Item("Welcome, and who is in the room", 15, "Lim Hui Wen"),
            Item("The four issues: what each delegation hopes to hear", 40, "Harriet Colbourne"),
            Item("How we work: threads, drafts, hours", 20, "Amara Nwosu"),
            Item("Who does what until the second meeting", 15, "Lim Hui Wen"),
        ),
        coming={
            "yes": (
                "chair@singapore", "cochair@uk", "head@uruguay", "head@india", "head@israel", "head@japan",
                "expert@japan", "head@korea", "expert@switzerland", "head@uae", "expert@uruguay", "observer@un",
                "former@uk",
            ),
            "maybe": ("head@switzerland", "expert@india"),
            "no": ("expert@israel",),
        },
        tasks=(
            Todo("Write one page on counting savings before a move and after", "japan", -40, ("expert@japan", 41)),
            Todo("List the words that the four issues use differently", "worldbank", -38, (OPERATOR, 37)),
            Todo("Share a checklist for classifying one system", "switzerland", -36, ("expert@switzerland", 34)),
        ),
    ),
    Occasion(
        key="minutes-2",
        title="Second meeting: outline of the issues paper",
        back=22,
        at=time(9, 0),
        zone="Europe/London",
        minutes=90,
        items=(
            Item("Where the four threads stand", 25, "Heads of delegation"),
            Item("Outline of the issues paper", 30, "Harriet Colbourne"),
            Item("Who holds the pen for which section", 20, "Lim Hui Wen"),
            Item("Hours of the drafting calls", 10, "Amara Nwosu"),
            Item("Any other matter", 5),
        ),
        coming={
            "yes": (
                "chair@singapore", "cochair@uk", "secretariat@worldbank", "head@uruguay", "head@india",
                "expert@israel", "expert@japan", "head@korea", "expert@korea", "head@switzerland",
                "expert@switzerland", "expert@uae", "observer@un",
            ),
            "maybe": ("expert@uruguay",),
            "no": ("head@japan", "head@israel"),
        },
        tasks=(
            Todo("Draft section 2 on coordination, at most two pages", "uk", -13, ("expert@uk", 14)),
            Todo("Draft section 4 on procurement, at most two pages", "india", -13, ("expert@india", 12)),
            Todo("Circulate the list of references for the paper", "worldbank", 1),
            Todo("Describe one exit test in half a page, without names of suppliers", "korea", 2),
            Todo("Add an example of a shared service desk to section 2", "uruguay", 3),
            Todo("Check the table of section 3 against the list of words", "singapore", 4),
            Todo("Read the whole paper once for plain words", "uk", 6),
        ),
    ),
)  # fmt: skip

CALLS = "Drafting call"
CALL_MINUTES = 45
CALL_HOURS = ((time(8, 0), "America/Montevideo"), (time(18, 0), "Asia/Tokyo"))
CALL_AGENDAS = (
    (
        Item("Section 2: which arrangement opens the section", 15, "Owen Tregear"),
        Item("Section 3: the table of minimum measures", 15, "Luca Bernasconi"),
        Item("Section 4: how much of the exit test goes in", 10, "Oh Tae-hyun"),
        Item("What is left before the co-chairs can sign", 5, "Lim Hui Wen"),
    ),
    (
        Item("Comments on the second draft, section by section", 30, "Harriet Colbourne"),
        Item("List of references and list of words", 15, "Amara Nwosu"),
    ),
)
CALL_ANSWERS: tuple[Answers, ...] = (
    {
        "yes": (
            "chair@singapore", "secretariat@worldbank", "expert@uruguay", "expert@uk", "head@japan", "expert@korea",
            "expert@switzerland",
        ),
        "maybe": ("head@india",),
        "no": ("expert@uae",),
    },
    {"yes": ("chair@singapore", "secretariat@worldbank", "expert@japan"), "maybe": ("expert@uruguay",)},
)  # fmt: skip

QUESTIONS = (
    Question(
        key="first-questions",
        title="Which questions should the paper go into first?",
        detail=(
            "Choose up to four. The result decides in which order we write, not what is left out: "
            "all seven stay on the list."
        ),
        options=(
            "How to say what the cloud is worth without promising savings",
            "Who decides, and who only advises",
            "What cloud-first means when a system stays where it is",
            "How data is classified, and by whom",
            "Where data must be kept, and why",
            "Marketplaces and pre-approved lists",
            "How to leave a supplier",
        ),
        most=4,
        opened=-47,
        closes=-38,
        answers={
            "chair@singapore": (1, 2, 4, 7),
            "cochair@uk": (2, 3, 6, 7),
            "head@india": (2, 5, 6, 7),
            "head@israel": (4, 5, 7),
            "expert@japan": (1, 2, 4, 6),
            "head@korea": (3, 4, 6, 7),
            "expert@switzerland": (2, 4, 5, 7),
            "head@uae": (1, 2, 3, 7),
            "head@uruguay": (1, 2, 6, 7),
        },
    ),
    Question(
        key="coordination",
        title="Which arrangement should open section 2: centralised, decentralised or hybrid?",
        detail=(
            "Section 2 describes all three. The first one sets the scene, and the other two are told against it. "
            "This asks about the paper alone and says nothing about how any member has arranged things at home."
        ),
        options=("Centralised", "Decentralised", "Hybrid"),
        most=1,
        opened=-6,
        closes=4,
        answers={
            "expert@singapore": (1,),
            "cochair@uk": (3,),
            "expert@japan": (3,),
            "head@korea": (1,),
            "head@switzerland": (2,),
            "expert@uae": (3,),
        },
    ),
)
