"""The expert group meeting as values, as its report of 2021 gives them. Words stand in `words/meeting/`."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from workgroups.demo.logic.plans import Period, Plan, Sitting
from workgroups.demo.logic.roster import OPERATOR, STANDING_IN, Body

PROGRAMME: Final = "e-government-survey"
PROGRAMME_NAME: Final = "United Nations E-Government Survey"
TITLE: Final = "Expert Group Meeting in preparation for the UN E-Government Survey 2022"
SOURCE: Final = "Report of the Expert Group Meeting in preparation for the UN E-Government Survey 2022"
CHAIR: Final = "chair@survey"
OFFICE: Final = "office@survey"
FIRST, SECOND, LAST = date(2021, 3, 29), date(2021, 3, 30), date(2021, 3, 31)
WRITTEN: Final = date(2021, 4, 1)  # the day after: the source does not say when its report was published
ZONE: Final = "America/New_York"

GROUP: Final = Plan(
    slug="expert-group-meeting-2021",
    name="Expert Group Meeting 2021",
    bodies=(
        Body("desa", "United Nations Department of Economic and Social Affairs (UN DESA)", standing="convening"),
        STANDING_IN,
    ),
    sittings=(Sitting(CHAIR, "office", "head", "chair"), Sitting(OFFICE, "office", "expert", "secretariat")),
    founded=date(2021, 3, 22),
    kind="special",
    terms=(Period("29 to 31 March 2021", FIRST, LAST),),
    ended=date(2021, 4, 30),
    state="concluded",
    readers=(Sitting(OPERATOR, office="secretariat"), Sitting("observer@un", "desa")),
)


@dataclass(frozen=True)
class Part:
    """A session: its words are a part of `words/meeting/sessions`, its items titles with a line each (or none)."""

    key: str
    kind: str
    title: str
    day: date
    within: str = ""
    items: tuple[tuple[str, str], ...] = ()


BREAKOUTS: Final = ("breakout-1", "breakout-2", "breakout-3")
SESSIONS: Final = (
    Part(
        "opening",
        "opening",
        "Opening",
        FIRST,
        items=(
            ("Access to the Internet", "More than half of the countries remain well below the average of the world."),
            ("Digital commons", "The Internet as a public good of the whole world."),
            ("Open data and managing digital risks", "Collect little, keep little, share only what is needed."),
            ("Connected and seamless government", "From being present everywhere to being almost invisible."),
            ("The way forward", "Experts' views, so that the Survey's method takes in today's technology."),
        ),
    ),
    Part(
        "first",
        "dialogue",
        "The future of digital government",
        FIRST,
        items=(
            ("Three horizons: 5, 10 and 20 years", ""),
            ("Accessibility, connectivity and skill gaps", ""),
            ("Artificial intelligence and machine learning", ""),
            ("Anticipatory public services", ""),
            ("Data governance", ""),
            ("Cybersecurity", ""),
            ("Cloud computing", ""),
            ("New technologies", ""),
            ("Partnerships", ""),
            ("The impact of the COVID-19 pandemic on digital government", ""),
        ),
    ),
    Part(
        "second",
        "dialogue",
        "UN E-Government Survey methodology",
        SECOND,
        items=(
            ("Recap of the first day", ""),
            ("Focus area 1: assessment of a new set of e-services and features", ""),
            ("Focus area 2: key areas and features not captured by the OSI and LOSI indicators", ""),
            ("Focus area 3: synchronisation of the OSI and LOSI analytical frameworks", ""),
            ("Focus area 4: methodological implications of assessing new features, areas and services", ""),
            ("Focus area 5: alternative ways of capturing the advancement of e-government development", ""),
        ),
    ),
    Part("breakout-1", "breakout", "Breakout group 1", SECOND, within="second"),
    Part("breakout-2", "breakout", "Breakout group 2", SECOND, within="second"),
    Part("breakout-3", "breakout", "Breakout group 3", SECOND, within="second"),
    Part(
        "keynote",
        "keynote",
        "Keynote: leaving no one behind and no one offline",
        LAST,
        items=(
            ("Inclusion", "How can digital government and new technologies serve inclusion?"),
            ("Gender balance", "How can gender balance in e-government services be ensured?"),
            ("Trust", "How can people's trust in digital government and technologies be built and kept?"),
        ),
    ),
    Part(
        "third",
        "dialogue",
        "E-government: leaving no one behind and leaving no one offline",
        LAST,
        items=(
            ("Role of governments in ensuring meaningful access to e-services", ""),
            ("How the Survey can better assess e-participation and open government data", ""),
        ),
    ),
    Part("closing", "closing", "The way forward", LAST),
)

# function → "organisation | country" a line, in the order of the annex; what stands nowhere is left out
PARTICIPANTS: Final = {
    "keynote": "UN DESA |\nUN DESA; Office of the Envoy on Technology |",
    "expert": """Amazon Web Services | AU
a2i (Aspire to Innovate) | BD
Cetic.br NIC.br | BR
China National Academy of Governance | CN
Fudan University | CN
Copenhagen Business School | DK
Adama Science and Technology University | ET
Department for Informatics, European Commission | LU
Government Technology Agency of Singapore | SG
Open University of Catalonia | ES
the Mohammed Bin Rashid School of Government | AE
London School of Economics and Political Science | GB
Microsoft | US
Google | US
UNDP | US
University of Massachusetts Boston | US
State University of New York | US
GovTech | UY
Internet Society |
SAP Africa |
Delft university of Technology |
The World Bank Group |
 |
Whiteshield Partners |""",
    "resource": """Al-Balqa Applied University | JO
Makerere University | UG
Danube University Krem Politecnico Milano | IT
UNU |
UNU |
UNU |
UNUEGOV |""",
    "staff": "\n".join(["UN DESA |"] * 12),
}


def participants(function: str) -> list[tuple[str, str]]:
    """Return (organisation, country as ISO 3166-1 alpha-2) of each; empty is what the source does not say."""
    rows = (line.partition("|") for line in PARTICIPANTS[function].split("\n"))
    return [(organisation.strip(), country.strip()) for organisation, _bar, country in rows]


SURVEY: Final = "UN E-Government Survey"
RECOMMENDATIONS: Final = (  # what, and to whom
    (
        (
            "Continue to give the ranking of countries less weight, and replace or complement it with levels of "
            "digital government maturity, in groups of countries that share characteristics and approaches"
        ),
        SURVEY,
    ),
    ("Establish a set of cybersecurity mechanisms, and act as a whole of government", "not recorded in the source"),
    ("Develop new indicators from academic research when online participation is assessed", SURVEY),
    ("Bring people's feedback into how the performance of services is measured", SURVEY),
    ("Bring quantitative statistics and qualitative research, such as interviews in depth, into the Survey", SURVEY),
)

DIALOGUE_III: Final = "E-government: leaving no one behind and leaving no one offline"  # its text's title
SUBTITLE: Final = "Report on the meeting of 29 to 31 March 2021"
SUMMARY: Final = (
    "Three days in which experts prepared the E-Government Survey of 2022: the future of digital government with its "
    "trends, the Survey's method in five focus areas, and how nobody is left behind or offline. With a survey among "
    "the experts, theme maps of their suggestions, five recommendations, and the participants by function. A "
    "demonstration text in our own words that says no more than the published report; it is dated by the day after "
    "the meeting, because the day of publication is not recorded in the source."
)
# Texts of the report, in order: in `words/meeting/`
TEXTS: Final = ("key-points", "introduction", "dialogue-1", "dialogue-2", "dialogue-3", "way-forward")
