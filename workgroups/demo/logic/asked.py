"""What was asked at the expert group meeting, and the suggestions as they were coded into themes."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from workgroups.demo.logic.expert_meeting import LAST


@dataclass(frozen=True)
class Recorded:
    """A question of which the source gives the words: its kind, its type of question, results and a note."""

    key: str
    question: str
    kind: str
    role: str
    session: str
    source: str
    type_words: str = ""
    most: int = 1
    results: tuple[tuple[str, int | None], ...] = ()  # with the percentage that the source gives
    asked_on: date | None = None
    note: str = ""


QUESTIONS: Final = (
    Recorded(
        "survey",
        "Key factors for a more connected future",
        "multiple",
        "survey",
        "third",
        "Report, dialogue III: responses to the survey before the meeting",
        most=10,
        results=(
            ("Digital literacy", 81),
            ("Digital connectivity", 54),
            ("Mobile services", 18),
            ("Digital governance awareness", 18),
            ("Inclusive access", 18),
            ("Partnership and cooperation", None),
            ("Digital rights", None),
            ("Leapfrogging technologies", None),
            ("Usability", None),
            ("Research and development efforts", None),
        ),
        note=(
            "The exact question, its type and the number of answers are not recorded in the source. "
            "The last five factors stand there without a percentage."
        ),
    ),
    Recorded(
        "trends",
        "What are some important trends or functions/solutions/innovations that will impact and drive the future of "
        "digital government for sustainable development?",
        "multiple",
        "room",
        "first",
        "Report, annex II, graph 1",
        type_words="Closed-ended questions in the format of multiple choice with multiple answers (up to 4)",
        most=4,
        note=(
            "The graph is not recorded in the source: neither the answers that were offered nor how often each was "
            "chosen. Nor is the day on which it was asked; it stands here with the dialogue on the same subject."
        ),
    ),
    Recorded(
        "keywords",
        "What are TWO (2) keywords that are important for today's and future digital government in leaving no one "
        "behind?",
        "keywords",
        "room",
        "third",
        "Report, dialogue III, figure 1: word cloud",
        most=2,
        results=(("trust", None), ("education", None), ("equity", None)),
        asked_on=LAST,
        note=(
            "The text names these three among others. The other words of the cloud, and how often each was given, "
            "are not recorded in the source."
        ),
    ),
    Recorded(
        "evaluation",
        "Please rate the quality and clarity of this Expert Group Meeting",
        "single",
        "evaluation",
        "closing",
        "Report, annex II, graph 2: evaluation outcome",
        type_words="Closed-ended questions in the format of multiple-choice with a single answer",
        note=(
            "The graph is not recorded in the source: neither the steps of the rating nor how often each was chosen. "
            "Nor is the day on which it was asked."
        ),
    ),
)

IN_THE_BODY: Final = ("survey", "keywords")  # the others stand in the annex of polls only


@dataclass(frozen=True)
class Figure:
    """Suggestions coded into themes: (theme, its points)."""

    key: str
    title: str
    question: str
    source: str
    themes: tuple[tuple[str, tuple[str, ...]], ...]
    note: str


_FROM_TEXT = "The words of the figure are not recorded in the source; these themes are taken from the text beside it."
_FROM_FIGURE = (
    "The words are those of the figure as far as they can be read in the source, or of the text beside it where they "
    "cannot; how they hang together follows that text."
)

FIGURES: Final = (
    Figure(
        "vulnerable",
        "Targeted e-services for vulnerable groups",
        "How could the Survey better evaluate the targeted provision of e-services to specific vulnerable groups?",
        "Report, dialogue III, figure 2",
        (
            ("Wider participatory scope", ("Frontline public services", "Hospitals", "Other communities")),
            ("Broader reference sources", ("Quantitative statistics", "In-depth interviews")),
        ),
        _FROM_TEXT,
    ),
    Figure(
        "capacity",
        "Digital capacity",
        "How can the digital capacity of users be built, especially of vulnerable groups?",
        "Report, dialogue III, figure 3",
        (
            ("User friendly", ("Front-end design", "Usability", "Simple service", "WYSIWYG service")),
            ("Education", ("Online and offline training", "Standardized training")),
            ("Online tools", ("FAQs",)),
            ("Public communication", ()),
            ("Engagement", ("Private sector",)),
        ),
        _FROM_FIGURE,
    ),
    Figure(
        "trust",
        "Digital trust",
        "What builds digital trust in government services?",
        "Report, dialogue III, figure 4",
        (
            (
                "Security and privacy",
                ("Regulatory framework", "A whole-of-government approach", "Minimize data"),
            ),
            ("Citizens' empowerment", ("Transparency on the use of data",)),
            ("Engagement", ("Public awareness", "Public communication")),
            ("Available", ("Accessible in all kinds of devices and channels",)),
        ),
        _FROM_FIGURE,
    ),
    Figure(
        "participation",
        "Open government data and e-participation",
        "How can the UN E-Government Survey better assess e-participation and open government data?",
        "Report, dialogue III, figure 5",
        (
            ("Open government data", ("Open data services", "Accessibility", "Usability", "Impact on policy")),
            ("E-participation", ("Citizens' feedback on services", "Various forms of participation")),
            ("Method", ("Academic research", "Private initiatives", "Effort required from assessors")),
        ),
        _FROM_TEXT,
    ),
)
