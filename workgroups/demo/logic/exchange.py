"""The exchange as values: its groups, its years, what it tells the public. Words stand in `words/exchange/`."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from workgroups.demo.logic.plans import Plan, Sitting, year
from workgroups.demo.logic.roster import OPERATOR, STANDING_IN, Body

PROGRAMME: Final = "digital-government-exchange"
NAME: Final = "Digital Government Exchange (DGX)"
HOST: Final = "Smart Nation and Digital Government Group, Singapore"
CHAIR: Final = "chair@exchange"
OFFICE: Final = "office@exchange"
FOUNDED: Final = 2016
LIBRARY_DAY: Final = date(2022, 1, 24)  # the date of the exchange's library page

LIBRARY_PAGE: Final = "Digital Government Exchange (DGX) Reports"
GROUPS_PAGE: Final = "Working Groups 2021"
ARTICLE_PAGE: Final = "DGX is bringing the GovTech Community together"
COLLABORATION_PAGE: Final = "International Collaboration"
ARTICLE_ADDRESS: Final = "https://blogs.worldbank.org/en/governance/dgx-bringing-govtech-community-together"
SAFE_TRAVEL_ADDRESS: Final = "https://publicadministration.un.org/en/Home/Blog"

_BODIES = (Body("host", HOST, standing="convening"), STANDING_IN)
_PEOPLE = (Sitting(CHAIR, "office", "head", "chair"), Sitting(OFFICE, "office", "expert", "secretariat"))
_READERS = (Sitting(OPERATOR, office="secretariat"), Sitting("chair@singapore", "host"))


def _group(key: str, subject: str, *years: int, state: str = "archived", kind: str = "standing") -> Plan:
    return Plan(
        slug=f"exchange-{key}",
        name=f"DGX {subject} Working Group",
        bodies=_BODIES,
        sittings=_PEOPLE,
        founded=date(years[0], 1, 11),
        kind=kind,
        terms=tuple(year(number) for number in years),
        ended=date(2022, 12, 30) if 2022 in years else date(2022, 1, 26),
        state=state,
        readers=_READERS,
    )


GROUPS: Final = (
    _group("cloud", "Cloud", 2021),
    _group("data-governance", "Data Governance", 2021),
    _group("digital-identity", "Digital Identity", 2021, 2022),
    _group("digital-maturity", "Digital Maturity", 2021),
    _group("safe-travel", "Safe Travel", 2021, kind="special"),
    _group("artificial-intelligence", "Artificial Intelligence", 2022, state="concluded"),
    _group("cybersecurity", "Cybersecurity", 2022, state="concluded"),
)

# year, its page's title, which gathering it was where the source counts
YEARS: Final = (
    (2021, "Working Groups 2021", None),
    (2022, "Gathering and working groups 2022", 7),
    (2023, "2023", None),
)


@dataclass(frozen=True)
class Paper:
    """A report of a group: the title under which the year page offers it, and its text in `words/exchange/`."""

    group: str
    title: str
    subtitle: str
    summary: str
    text: str


REPORTS: Final = (
    Paper(
        "exchange-cloud",
        "Cloud governance",
        "Baseline policies. The DGX Cloud Working Group in 2021",
        (
            "What the cloud working group of the exchange looked at in 2021: a new way of delivering information "
            "systems, its eight benefits, and two kinds of answers to the risks of taking it up. A demonstration text "
            "in our own words that says no more than the published pages; what they leave open is named."
        ),
        "cloud-report",
    ),
    Paper(
        "exchange-digital-identity",
        "Digital Identity in response to COVID-19",
        "The DGX Digital Identity Working Group in 2021",
        (
            "How countries use digital identity, which models might let them recognise each other's, and what "
            "governments told each other about digital identity in the pandemic. A demonstration text in our own words "
            "that says no more than the published pages; what they leave open is named."
        ),
        "identity-report",
    ),
    Paper(
        "exchange-digital-maturity",
        "Digital Maturity Minimum Viable Product (MVP) framework",
        "The DGX Digital Maturity Working Group in 2021",
        (
            "Seven elements of digital maturity, interviews with member countries that were to validate them, and a "
            "first framework for understanding levels. A demonstration text in our own words that says no more than "
            "the published pages; what they leave open is named."
        ),
        "maturity-report",
    ),
)

CREDIT: Final = {  # the correction, and the report that it stands on
    "title": "Digital Maturity Minimum Viable Product (MVP) framework",
    "concerning": "The group to which the report is credited",
    "was": "DGX Digital Identity WG",
    "now": "DGX Digital Maturity Working Group",
    "note": (
        "The year page credits this report to the digital identity group. The file behind its link is named after the "
        "digital maturity group, and the text of the same page describes it as that group's work."
    ),
}


ELSEWHERE_GROUP: Final = "exchange-safe-travel"
ELSEWHERE_TITLE: Final = "Insights on safe travel solutions"
ELSEWHERE_PUBLISHER: Final = "United Nations Department of Economic and Social Affairs, Public Institutions blog"
ELSEWHERE_SUMMARY: Final = (
    "What digital governments and smart cities discussed in 2021: digital health certificates, verification across "
    "borders, and technical specifications or frameworks as open source. The exchange's pages link to the blog as a "
    "whole; titles and days of its entries are not recorded in the source."
)


@dataclass(frozen=True)
class Roll:
    """Whom a source lists, in its own words; `of`: the programme's year that it speaks of."""

    source: str
    words: str
    of: int | None = None
    day: tuple[int | None, int | None, int | None] = (None, None, None)
    note: str = ""
    address: str = ""


ROLLS: Final = (
    Roll(
        LIBRARY_PAGE,
        "Australia; the Netherlands (Amsterdam); Canada; China (Shanghai); Denmark; Estonia; Finland; France; Israel; "
        "Japan; New Zealand; Sweden; the United Kingdom (UK); the U.S (New York); the United Nations; "
        "the World Economic Forum; the World Bank",
        of=2021,
        day=(2022, 1, 24),
        note=(
            "The page names whom the exchange includes; it describes the working groups of 2021. "
            "Who took part in each group is not recorded in the source."
        ),
    ),
    Roll(
        ARTICLE_PAGE,
        "Australia; the Netherlands; Canada; China; Finland; France; Germany; Israel; Japan; New Zealand; "
        "Republic of Korea; Sweden; the United Kingdom; the U.S.; the United Nations; the World Bank",
        of=2022,
        day=(2022, None, None),
        note="Those who attended the seventh gathering, as the article names them.",
        address=ARTICLE_ADDRESS,
    ),
    Roll(
        f"{COLLABORATION_PAGE}: past participants",
        "Australia; Canada; China (Shanghai); Denmark; Estonia; Finland; France; Israel; Japan; New Zealand; "
        "the Netherlands (Amsterdam); Sweden; the United Kingdom (UK); the United States (USA); "
        "the United Nations (UN); the World Economic Forum (WEF); the World Bank",
        note="Participants of the past as the page names them; their years are not recorded in the source.",
    ),
    Roll(
        f"{COLLABORATION_PAGE}: the ninth gathering",
        "Australia; the Netherlands (Amsterdam); Canada; China (Shanghai); Denmark; Estonia; Finland; France; Israel; "
        "Japan; New Zealand; Sweden; the United Kingdom (UK); the U.S. (New York)",
        note="The page calls it the ninth gathering; its year is not recorded in the source.",
    ),
)

# What a source's words mean where they are not the name itself: words → name of the body, ISO 3166-1 (empty: none).
MEANT: Final = {
    "Australia": ("Australia", "AU"),
    "Canada": ("Canada", "CA"),
    "China": ("China", "CN"),
    "China (Shanghai)": ("China", "CN"),
    "Denmark": ("Denmark", "DK"),
    "Estonia": ("Estonia", "EE"),
    "Finland": ("Finland", "FI"),
    "France": ("France", "FR"),
    "Germany": ("Germany", "DE"),
    "Israel": ("Israel", "IL"),
    "Japan": ("Japan", "JP"),
    "New Zealand": ("New Zealand", "NZ"),
    "Republic of Korea": ("Republic of Korea", "KR"),
    "Sweden": ("Sweden", "SE"),
    "the Netherlands": ("Netherlands", "NL"),
    "the Netherlands (Amsterdam)": ("Netherlands", "NL"),
    "the U.S (New York)": ("United States", "US"),
    "the U.S. (New York)": ("United States", "US"),
    "the U.S.": ("United States", "US"),
    "the United Kingdom": ("United Kingdom", "GB"),
    "the United Kingdom (UK)": ("United Kingdom", "GB"),
    "the United Nations": ("United Nations", ""),
    "the United Nations (UN)": ("United Nations", ""),
    "the United States (USA)": ("United States", "US"),
    "the World Bank": ("World Bank", ""),
    "the World Economic Forum": ("World Economic Forum", ""),
    "the World Economic Forum (WEF)": ("World Economic Forum", ""),
}
