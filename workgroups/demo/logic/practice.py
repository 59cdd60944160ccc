"""The practice group as values: invented bodies on an invented lagoon, in the negotiating profile."""

from datetime import date, time
from typing import Final

from workgroups.demo.logic.agendas import Item, Occasion, Question, Todo
from workgroups.demo.logic.plans import Plan, Sitting
from workgroups.demo.logic.roster import OPERATOR, Body

PROGRAMME: Final = "practice"
PROGRAMME_NAME: Final = "Practice"
CHAIR: Final = "chair@amaranth"
COCHAIR: Final = "cochair@norrow"
OUTSIDER: Final = "outsider@nowhere"
BEGAN: Final = 40  # working days ago

GROUP: Final = Plan(
    slug="practice-lagoon",
    name="Practice Group on Lagoon Data",
    bodies=(
        Body("amaranth", "Port Amaranth"),
        Body("kesterly", "Kesterly"),
        Body("norrow", "Norrow"),
        Body("saltmere", "Saltmere"),
        Body("vell", "Vell"),
    ),
    sittings=(
        Sitting(CHAIR, "amaranth", "head", "chair"),
        Sitting(COCHAIR, "norrow", "head", "cochair"),
        Sitting("expert@amaranth", "amaranth"),
        Sitting("head@kesterly", "kesterly", "head"),
        Sitting("expert@kesterly", "kesterly"),
        Sitting(OUTSIDER, "saltmere", "head"),
        Sitting("head@vell", "vell", "head"),
    ),
    founded=date.min,  # counted from the day on which the record is built: `BEGAN`
    profile="negotiating",
    is_public=False,
    operator_stays=True,
)

THREADS: Final = ("welcome", "intervals", "costs")  # scripts in `words/practice/`
TEXT: Final = "charter"
TEXT_TITLE: Final = "Charter on sharing measurements of the lagoon"
ARTICLE_3: Final = "Automatic gauges report"
STANDS: Final[tuple[tuple[int, time, str, tuple[str, ...]], ...]] = (  # working days before, hour, who, what
    (
        7,
        time(10, 20),
        "head@vell",
        (
            "bracket",
            ARTICLE_3,
            "with a reason, in the annex",
            "in the annex",
            "An annex without reasons is shorter, and Vell would sign it.",
        ),
    ),
    (6, time(9, 45), COCHAIR, ("behind", ARTICLE_3, "1")),
    (6, time(15, 5), "head@kesterly", ("behind", ARTICLE_3, "2")),
    (5, time(11, 30), OUTSIDER, ("linguistic", ARTICLE_3, "“Interval” has two words in Saltmere.")),
    (5, time(11, 40), OUTSIDER, ("supports", "In this charter", "")),
    (4, time(10, 10), CHAIR, ("lives_with", "In this charter", "")),
    (3, time(9, 30), "head@kesterly", ("pending", "", "Two ministries read it at home.")),
    (4, time(16, 0), "head@vell", ("general", "The bodies around the lagoon", "Until article 4 is written.")),
)
SENT_NAME: Final = "kesterly-comments.csv"
SENT: Final = (  # what Kesterly wrote into a commenting template; the secretariat brought it and has not pressed yet
    (
        "MB/NC",
        "Clause/ Subclause",
        "Paragraph",
        "Type of comment",
        "Comments",
        "Proposed change",
        "Observations of the secretariat",
    ),
    (
        "Kesterly",
        "Article 1: purpose",
        "1",
        "te",
        "“Seen early” promises more than a gauge can do.",
        "",
        "Noted. The annex will say what a gauge can do.",
    ),
    ("Kesterly", "Article 2: words", "1", "ed", "“The owner” may be read as whoever paid.", "", "Partly accepted."),
    (
        "Kesterly",
        "Article 5: entry into use",
        "1",
        "te",
        "Name the day.",
        "The charter is used from the first day of the month after all bodies have agreed to it.",
        "",
    ),
    ("Kesterly", "Article 7", "", "te", "Say who keeps the annex.", "", ""),
)
CLEARED_IN: Final = 4  # working days after the record is built
READ_UP_TO: Final = (  # handle, thread, post
    (OUTSIDER, "welcome", 4),
    (OUTSIDER, "intervals", 11),
    (OUTSIDER, "costs", 7),
    (OPERATOR, "welcome", 4),
    (OPERATOR, "intervals", 13),
    (OPERATOR, "costs", 8),
)

JOIN_URL: Final = "https://meet.example/practice"
MEETING: Final = Occasion(
    key="practice-1",
    title="First reading of the charter",
    back=11,
    at=time(14, 0),
    zone="Europe/Lisbon",
    minutes=60,
    items=(
        Item("Who measures what today", 15, "Heads of delegation"),
        Item("First reading: articles 1 to 3", 30, "Petra Vane"),
        Item("Who writes the article on costs", 15, "Eskil Tandberg"),
    ),
    coming={
        "yes": (CHAIR, COCHAIR, "head@kesterly", "expert@kesterly", OUTSIDER, OPERATOR),
        "maybe": ("expert@amaranth",),
        "no": ("head@vell",),
    },
    tasks=(
        Todo("List the gauges of the southern shore with their intervals", "kesterly", -4, ("head@kesterly", 5)),
        Todo("Propose a first wording on who pays for repairs", "saltmere", 3),
    ),
    join_url=JOIN_URL,
)
NEXT_TITLE: Final = "Second reading of the charter"
NEXT_IN: Final = 3  # working days from now
NEXT_ITEMS: Final = (
    Item("Article 3: the interval of measurements", 25, "Petra Vane"),
    Item("Article 4: who pays for repairs", 25, "Sam Whitlock"),
    Item("The way to adoption", 10, "Eskil Tandberg"),
)
NEXT_COMING: Final = {"yes": (CHAIR, COCHAIR, "head@kesterly"), "maybe": ("head@vell",)}

QUESTION: Final = Question(
    key="practice-interval",
    title="Which interval should article 3 name for the gauges?",
    detail="For the second reading. A delegation that cannot live with any of these says so in the thread.",
    options=("Every 10 minutes", "Every 30 minutes", "Every hour", "As the owner of the gauge decides"),
    most=1,
    opened=-7,
    closes=3,
    answers={CHAIR: (1,), "head@kesterly": (2,), "head@vell": (4,)},
    asker=CHAIR,
)
