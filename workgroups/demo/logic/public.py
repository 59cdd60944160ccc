"""What the exchange tells the public, as values: timeline, events, authors, readers."""

from dataclasses import dataclass
from typing import Final

CONTACT: Final = "tmo@tech.gov.sg"
COLLABORATION_CONTACT: Final = "info@tech.gov.sg"


@dataclass(frozen=True)
class Moment:
    """An entry of the timeline, dated by year and month."""

    year: int
    month: int
    words: str
    link: str = ""


_HOSTED = "https://www.developer.tech.gov.sg/our-digital-journey/digital-government-exchange/overview"
_ICA = "https://ica-it.org/index.php/conferences/previous-conferences/56th-ica-conference"

TIMELINE: Final = (
    Moment(
        2022,
        5,
        "Memorandum of cooperation with the Digital Agency of Japan in the area of digital government",
        "https://www.tech.gov.sg/media/technews/"
        "govtech-partners-the-digital-agency-of-japan-to-push-digital-government-transformation",
    ),
    Moment(
        2022,
        7,
        "Memorandum of understanding with the United Kingdom's Government Digital Service on the design and delivery "
        "of digital public services",
        "https://www.tech.gov.sg/media/media-releases/"
        "2022-07-04-mou-signing-between-govtech-and-uk-government-digital-service",
    ),
    Moment(2022, 9, f"Hosting of the [Digital Government Exchange]({_HOSTED}) and the [56th ICA Conference]({_ICA})"),
    Moment(
        2023,
        4,
        "Participation in the ASEAN Secure Smart Cities Exchange, held in conjunction with the RSA Conference",
    ),
    Moment(2023, 9, "Hosting of the Digital Government Exchange 2023"),
    Moment(
        2023,
        11,
        "Showcase at the Smart City Expo World Congress by the Smart City Technology Division, with JTC Corporation "
        "and ST Engineering",
    ),
)
EMPTY_YEAR: Final = 2024
EMPTY_NOTE: Final = "The source names this year without an entry."


PORTAL: Final = "https://www.developer.tech.gov.sg/"


@dataclass(frozen=True)
class Happening:
    """An event that is described on the programme's page; its text is a part of `words/exchange/events`."""

    name: str
    year: int | None = None
    month: int | None = None
    place: str = ""


EVENTS: Final = (
    Happening("Digital Government Exchange 2022", 2022, 9, "Singapore"),
    Happening("Digital Government Exchange 2023", 2023, 9),
    Happening("Smart City Expo World Congress 2023", 2023, 11, "Barcelona"),
    Happening(
        "Delegation of the German Federal Ministry of the Interior and Community", 2023, 7, "GovTech headquarters"
    ),
    Happening("ASEAN Secure Smart Cities Exchange", 2023, 4, "San Francisco, USA"),
)

ARTICLE_SLUGS: Final = {"en": "community-of-the-exchange", "fr": "communaute-de-l-echange"}
SOURCE_NAMES: Final = {
    "en": "After an article on the World Bank's blog, retold in our own words (demonstration text)",
    "fr": "D’après un article du blog de la Banque mondiale, raconté avec nos mots (texte de démonstration)",
}
# Names stay out: function and organisation, as the article gives them.
AUTHORS: Final = {
    "en": (
        ("Government Chief Digital Technology Officer", "Singapore"),
        (
            "Senior Governance Specialist in the GovTech Global team of the Governance Global Practice",
            "World Bank",
        ),
    ),
    "fr": (
        ("Responsable en chef des technologies numériques du gouvernement", "Singapour"),
        (
            "Spécialiste senior de la gouvernance, équipe GovTech Global du pôle mondial d’expertise Gouvernance",
            "Banque mondiale",
        ),
    ),
}


@dataclass(frozen=True)
class Reader:
    """Somebody invented who comments on the article (demonstration): a part of `words/exchange/comments`."""

    name: str
    address: str
    outcome: str  # published, waiting or rejected
    back: int  # working days ago
    reason: str = ""


READERS: Final = (
    Reader("A reader in a city administration", "reader@city.example", "published", 12),
    Reader("A student of public administration", "student@university.example", "waiting", 1),
    Reader("Somebody with something to sell", "offers@solutions.example", "rejected", 5, "This is an advertisement."),
)


@dataclass(frozen=True)
class Drawing:
    """A picture of the article, drawn by `adapters`: language → (what it shows, its caption)."""

    name: str
    words: dict[str, tuple[str, str]]


DRAWINGS: Final = (
    Drawing(
        "community",
        {
            "en": (
                "Drawing: sixteen seats around one place in the middle, each linked to it.",
                "World Bank. Photograph and photographer's name are left out of the record: a drawing stands in place.",
            ),
            "fr": (
                "Dessin : seize sièges autour d’un point au milieu, chacun relié à lui.",
                "Banque mondiale. La photographie et le nom de son auteur ne figurent pas ici : un dessin la remplace.",
            ),
        },
    ),
    Drawing(
        "table",
        {
            "en": (
                "Drawing: twenty seats around an oval table, linked with each other across it.",
                "World Bank 2022. The photograph is not part of the record: a drawing stands in its place.",
            ),
            "fr": (
                "Dessin : vingt sièges autour d’une table ovale, reliés entre eux.",
                "Banque mondiale, 2022. La photographie ne figure pas ici : un dessin la remplace.",
            ),
        },
    ),
    Drawing(
        "groups",
        {
            "en": (
                "Drawing: three circles of nine seats each, joined to one place in the middle.",
                "World Bank 2022. The photograph is not part of the record: a drawing stands in its place.",
            ),
            "fr": (
                "Dessin : trois cercles de neuf sièges, reliés à un point au milieu.",
                "Banque mondiale, 2022. La photographie ne figure pas ici : un dessin la remplace.",
            ),
        },
    ),
)
