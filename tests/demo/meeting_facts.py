"""What the report of the expert group meeting says, written down from it by hand, as `facts` is from the others."""

from datetime import date

from tests.demo.facts import NOT_RECORDED

MEETING_DAYS = (date(2021, 3, 29), date(2021, 3, 31))  # the first and the last of three

# kind and title of each session, the day, and what it took up; trends, focus areas and questions are its items
SESSIONS = (
    (
        "opening",
        "Opening",
        date(2021, 3, 29),
        (
            "Access to the Internet",
            "Digital commons",
            "Open data and managing digital risks",
            "Connected and seamless government",
            "The way forward",
        ),
    ),
    (
        "dialogue",
        "The future of digital government",
        date(2021, 3, 29),
        (
            "Three horizons: 5, 10 and 20 years",
            "Accessibility, connectivity and skill gaps",
            "Artificial intelligence and machine learning",
            "Anticipatory public services",
            "Data governance",
            "Cybersecurity",
            "Cloud computing",
            "New technologies",
            "Partnerships",
            "The impact of the COVID-19 pandemic on digital government",
        ),
    ),
    (
        "dialogue",
        "UN E-Government Survey methodology",
        date(2021, 3, 30),
        (
            "Recap of the first day",
            "Focus area 1: assessment of a new set of e-services and features",
            "Focus area 2: key areas and features not captured by the OSI and LOSI indicators",
            "Focus area 3: synchronisation of the OSI and LOSI analytical frameworks",
            "Focus area 4: methodological implications of assessing new features, areas and services",
            "Focus area 5: alternative ways of capturing the advancement of e-government development",
        ),
    ),
    ("breakout", "Breakout group 1", date(2021, 3, 30), ()),
    ("breakout", "Breakout group 2", date(2021, 3, 30), ()),
    ("breakout", "Breakout group 3", date(2021, 3, 30), ()),
    (
        "keynote",
        "Keynote: leaving no one behind and no one offline",
        date(2021, 3, 31),
        ("Inclusion", "Gender balance", "Trust"),
    ),
    (
        "dialogue",
        "E-government: leaving no one behind and leaving no one offline",
        date(2021, 3, 31),
        (
            "Role of governments in ensuring meaningful access to e-services",
            "How the Survey can better assess e-participation and open government data",
        ),
    ),
    ("closing", "The way forward", date(2021, 3, 31), ()),
)

# The trends of dialogue I, each with challenges and opportunities, and its horizons in years.
TRENDS = SESSIONS[1][3][1:9]
HORIZONS = ("5 years", "10 years", "20 years")
PILOT_STUDIES = 6

# question → (type of question, its results with their percentages); None: the source gives none
QUESTIONS: dict[str, tuple[str | None, tuple[tuple[str, int | None], ...]]] = {
    "Key factors for a more connected future": (  # of the survey before the meeting; its exact words are not given
        None,
        (
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
    ),
    "What are some important trends or functions/solutions/innovations that will impact and drive the future of "
    "digital government for sustainable development?": (
        "Closed-ended questions in the format of multiple choice with multiple answers (up to 4)",
        (),
    ),
    "What are TWO (2) keywords that are important for today's and future digital government in leaving no one "
    "behind?": (None, (("trust", None), ("education", None), ("equity", None))),
    "Please rate the quality and clarity of this Expert Group Meeting": (
        "Closed-ended questions in the format of multiple-choice with a single answer",
        (),
    ),
}

# The only question of which the source says on which day it was asked, by its first words.
DATED = {"What are TWO (2) keywords": date(2021, 3, 31)}

# function → (organisation, country as ISO 3166-1) in the order of the annex; empty: not in the source
MEETING_PARTICIPANTS: dict[str, tuple[tuple[str, str], ...]] = {
    "keynote": (("UN DESA", ""), ("UN DESA; Office of the Envoy on Technology", "")),
    "expert": (
        ("Amazon Web Services", "AU"),
        ("a2i (Aspire to Innovate)", "BD"),
        ("Cetic.br NIC.br", "BR"),
        ("China National Academy of Governance", "CN"),
        ("Fudan University", "CN"),
        ("Copenhagen Business School", "DK"),
        ("Adama Science and Technology University", "ET"),
        ("Department for Informatics, European Commission", "LU"),
        ("Government Technology Agency of Singapore", "SG"),
        ("Open University of Catalonia", "ES"),
        ("the Mohammed Bin Rashid School of Government", "AE"),
        ("London School of Economics and Political Science", "GB"),
        ("Microsoft", "US"),
        ("Google", "US"),
        ("UNDP", "US"),
        ("University of Massachusetts Boston", "US"),
        ("State University of New York", "US"),
        ("GovTech", "UY"),
        ("Internet Society", ""),
        ("SAP Africa", ""),
        ("Delft university of Technology", ""),
        ("The World Bank Group", ""),
        ("", ""),
        ("Whiteshield Partners", ""),
    ),
    "resource": (
        ("Al-Balqa Applied University", "JO"),
        ("Makerere University", "UG"),
        ("Danube University Krem Politecnico Milano", "IT"),
        ("UNU", ""),
        ("UNU", ""),
        ("UNU", ""),
        ("UNUEGOV", ""),
    ),
    "staff": (("UN DESA", ""),) * 12,
}

# Themes of figures 2 to 5 with their points: the words of figures 3 and 4 as far as they can be read in the source,
# those of 2 and 5 from the text beside them, because the source has no words of these figures.
FIGURES = {
    "Targeted e-services for vulnerable groups": {
        "Wider participatory scope": ("Frontline public services", "Hospitals", "Other communities"),
        "Broader reference sources": ("Quantitative statistics", "In-depth interviews"),
    },
    "Digital capacity": {
        "User friendly": ("Front-end design", "Usability", "Simple service", "WYSIWYG service"),
        "Education": ("Online and offline training", "Standardized training"),
        "Online tools": ("FAQs",),
        "Public communication": (),
        "Engagement": ("Private sector",),
    },
    "Digital trust": {
        "Security and privacy": ("Regulatory framework", "A whole-of-government approach", "Minimize data"),
        "Citizens' empowerment": ("Transparency on the use of data",),
        "Engagement": ("Public awareness", "Public communication"),
        "Available": ("Accessible in all kinds of devices and channels",),
    },
    "Open government data and e-participation": {
        "Open government data": ("Open data services", "Accessibility", "Usability", "Impact on policy"),
        "E-participation": ("Citizens' feedback on services", "Various forms of participation"),
        "Method": ("Academic research", "Private initiatives", "Effort required from assessors"),
    },
}

# What the way forward recommends, by the words that tell each from the others, and to whom if the source says so.
RECOMMENDATIONS = (
    ("ranking of countries", "UN E-Government Survey"),
    ("cybersecurity mechanisms", NOT_RECORDED),
    ("academic research", "UN E-Government Survey"),
    ("feedback", "UN E-Government Survey"),
    ("interviews", "UN E-Government Survey"),
)
