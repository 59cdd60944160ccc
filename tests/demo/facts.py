"""What the five sources say, written down from them by hand: the record is compared with this, in equality.

Names of persons stay out. None stands for what a source leaves open; the record prints it as "not recorded in the
source". Sources: `reports` (the library page of 24 January 2022), `groups` (the page of the 2021 groups), `article`
(the community article on the gathering of 2022), `collaboration` (the page on international collaboration, undated),
`meeting` (the report of the expert group meeting of 29 to 31 March 2021; its facts stand in `meeting_facts`).
"""

NOT_RECORDED = "not recorded in the source"

# --- The exchange -----------------------------------------------------------------------------------------------------

ANNUAL_SINCE = 2016
SEVENTH_GATHERING = 2022

# source → whom it lists, in its own words and order, and whom the words mean
PARTICIPANTS = {
    "reports": (
        ("Australia", "Australia"),
        ("the Netherlands (Amsterdam)", "Netherlands"),
        ("Canada", "Canada"),
        ("China (Shanghai)", "China"),
        ("Denmark", "Denmark"),
        ("Estonia", "Estonia"),
        ("Finland", "Finland"),
        ("France", "France"),
        ("Israel", "Israel"),
        ("Japan", "Japan"),
        ("New Zealand", "New Zealand"),
        ("Sweden", "Sweden"),
        ("the United Kingdom (UK)", "United Kingdom"),
        ("the U.S (New York)", "United States"),
        ("the United Nations", "United Nations"),
        ("the World Economic Forum", "World Economic Forum"),
        ("the World Bank", "World Bank"),
    ),
    "article": (
        ("Australia", "Australia"),
        ("the Netherlands", "Netherlands"),
        ("Canada", "Canada"),
        ("China", "China"),
        ("Finland", "Finland"),
        ("France", "France"),
        ("Germany", "Germany"),
        ("Israel", "Israel"),
        ("Japan", "Japan"),
        ("New Zealand", "New Zealand"),
        ("Republic of Korea", "Republic of Korea"),
        ("Sweden", "Sweden"),
        ("the United Kingdom", "United Kingdom"),
        ("the U.S.", "United States"),
        ("the United Nations", "United Nations"),
        ("the World Bank", "World Bank"),
    ),
    "collaboration: past participants": (
        ("Australia", "Australia"),
        ("Canada", "Canada"),
        ("China (Shanghai)", "China"),
        ("Denmark", "Denmark"),
        ("Estonia", "Estonia"),
        ("Finland", "Finland"),
        ("France", "France"),
        ("Israel", "Israel"),
        ("Japan", "Japan"),
        ("New Zealand", "New Zealand"),
        ("the Netherlands (Amsterdam)", "Netherlands"),
        ("Sweden", "Sweden"),
        ("the United Kingdom (UK)", "United Kingdom"),
        ("the United States (USA)", "United States"),
        ("the United Nations (UN)", "United Nations"),
        ("the World Economic Forum (WEF)", "World Economic Forum"),
        ("the World Bank", "World Bank"),
    ),
    "collaboration: ninth gathering": (
        ("Australia", "Australia"),
        ("the Netherlands (Amsterdam)", "Netherlands"),
        ("Canada", "Canada"),
        ("China (Shanghai)", "China"),
        ("Denmark", "Denmark"),
        ("Estonia", "Estonia"),
        ("Finland", "Finland"),
        ("France", "France"),
        ("Israel", "Israel"),
        ("Japan", "Japan"),
        ("New Zealand", "New Zealand"),
        ("Sweden", "Sweden"),
        ("the United Kingdom (UK)", "United Kingdom"),
        ("the U.S. (New York)", "United States"),
    ),
}
# source → (when it is dated, the programme's year that it speaks of)
LISTED = {
    "reports": ("2022-01-24", 2021),
    "article": ("2022", 2022),
    "collaboration: past participants": ("", None),
    "collaboration: ninth gathering": ("", None),
}

# year → its groups: name, kind, state in the record, and whether the source knows a report of the group
GROUPS = {
    2021: {
        "DGX Cloud Working Group": ("standing", "archived", True),
        "DGX Data Governance Working Group": ("standing", "archived", False),
        "DGX Digital Identity Working Group": ("standing", "archived", True),
        "DGX Digital Maturity Working Group": ("standing", "archived", True),
        "DGX Safe Travel Working Group": ("special", "archived", False),  # published elsewhere
    },
    2022: {
        "DGX Artificial Intelligence Working Group": ("standing", "concluded", False),
        "DGX Digital Identity Working Group": ("standing", "archived", False),  # the group of 2021, a second term
        "DGX Cybersecurity Working Group": ("standing", "concluded", False),
    },
}

# The downloads of the year page 2021 in its order: title there, the group it credits, the group it belongs to.
# The third file is named after another group than the page credits; the record shows this as a correction.
DOWNLOADS = (
    ("Cloud governance", "DGX Cloud WG", "DGX Cloud Working Group"),
    ("Digital Identity in response to COVID-19", "DGX Digital Identity WG", "DGX Digital Identity Working Group"),
    (
        "Digital Maturity Minimum Viable Product (MVP) framework",
        "DGX Digital Identity WG",
        "DGX Digital Maturity Working Group",
    ),
)

MATURITY_ELEMENTS = (
    "User-centred design",
    "Culture of digital by design",
    "Data-driven approach",
    "Appropriate technology and infrastructure",
    "Senior leadership buy-in and appropriate governance",
    "Appropriate institutional funding and capacity",
    "Digital capability",
)

CLOUD_BENEFITS = (
    *("agility and velocity", "innovation", "digital transformation", "scalability", "resiliency", "cost savings"),
    *("data security", "transparency"),
)

SAFE_TRAVEL_ELSEWHERE = "https://publicadministration.un.org/en/Home/Blog"

# year → (month, what happened, links in it) in the order of the source; 2024 stands there without an entry
OVERVIEW = "https://www.developer.tech.gov.sg/our-digital-journey/digital-government-exchange/overview"
CONFERENCE = "https://ica-it.org/index.php/conferences/previous-conferences/56th-ica-conference"
TIMELINE = {
    2022: (
        (
            5,
            "Memorandum of cooperation with the Digital Agency of Japan in the area of digital government",
            (
                "https://www.tech.gov.sg/media/technews/"
                "govtech-partners-the-digital-agency-of-japan-to-push-digital-government-transformation"
            ),
        ),
        (
            7,
            (
                "Memorandum of understanding with the United Kingdom's Government Digital Service on the design and "
                "delivery of digital public services"
            ),
            (
                "https://www.tech.gov.sg/media/media-releases/"
                "2022-07-04-mou-signing-between-govtech-and-uk-government-digital-service"
            ),
        ),
        (
            9,
            f"Hosting of the [Digital Government Exchange]({OVERVIEW}) and the [56th ICA Conference]({CONFERENCE})",
            "",
        ),
    ),
    2023: (
        (
            4,
            "Participation in the ASEAN Secure Smart Cities Exchange, held in conjunction with the RSA Conference",
            "",
        ),
        (9, "Hosting of the Digital Government Exchange 2023", ""),
        (
            11,
            (
                "Showcase at the Smart City Expo World Congress by the Smart City Technology Division, with JTC "
                "Corporation and ST Engineering"
            ),
            "",
        ),
    ),
    2024: (),
}

COLLABORATION_KINDS = (
    "Bilateral",
    "Multilateral",
    "Knowledge sharing via the Singapore Government Developer Portal",
)

HOST = "Smart Nation and Digital Government Group, Singapore"
HOST_IN_THE_ARTICLE = "GovTech Singapore"
CONTACTS = ("tmo@tech.gov.sg", "info@tech.gov.sg")

ARTICLE_AUTHORS = (  # function, organisation
    ("Government Chief Digital Technology Officer", "Singapore"),
    ("Senior Governance Specialist in the GovTech Global team of the Governance Global Practice", "World Bank"),
)
EVENTS = (  # name, as exactly as it is dated, place
    ("Digital Government Exchange 2022", "2022-09", "Singapore"),
    ("Digital Government Exchange 2023", "2023-09", ""),
    ("Smart City Expo World Congress 2023", "2023-11", "Barcelona"),
    ("Delegation of the German Federal Ministry of the Interior and Community", "2023-07", "GovTech headquarters"),
    ("ASEAN Secure Smart Cities Exchange", "2023-04", "San Francisco, USA"),
)
SHOWN_IN_BARCELONA = (  # the four projects in their order, and the names of what belongs to them
    ("Open-Robotics Middle Framework (Open-RMF)",),
    (
        "Tech-Enabled Assisted Living",
        "Government Assisted Living Ecosystem (GALE)",
        "Wireless Alert Alarm System (AAS)",
        "Personal Alert Buttons (PABs)",
        "Senior Activity Centres (SAC)",
    ),
    ("Sensei Care Kit",),
    ("Remote Photoplethysmography (rPPG)",),
)
CLOUD_ISSUES = 4  # that the World Bank's group on cloud computing has discussed, as the article lists them
ARTICLE_NAMES = {  # language → what its text has to name: organiser, partnership, and who else is in the cloud group
    "en": (
        *("GovTech Singapore", "GovTech Global Partnership", "Zero Trust", "seventh", "verifiable credentials"),
        *("India", "Israel", "Japan", "Republic of Korea", "Switzerland", "United Arab Emirates", "Uruguay"),
    ),
    "fr": (
        *("GovTech Singapore", "GovTech Global Partnership", "Zero Trust", "septième", "attestations vérifiables"),
        *("Inde", "Israël", "Japon", "République de Corée", "Suisse", "Émirats arabes unis", "Uruguay"),
    ),
}
ARTICLE_CAPTIONS = ("World Bank", "World Bank 2022", "World Bank 2022")
COMMENT_LIMIT = 1000  # characters

# --- The living group -------------------------------------------------------------------------------------------------

CLOUD_GROUP = {
    "participating": (
        *("India", "Israel", "Japan", "Republic of Korea", "Singapore", "Switzerland", "United Arab Emirates"),
        *("United Kingdom", "Uruguay"),
    ),
    "chairs": (("chair", "Singapore"), ("cochair", "United Kingdom")),
}
ARRANGEMENTS = ("Centralised", "Decentralised", "Hybrid")
CALL_HEADINGS = (
    "Benefits and value",
    "Coordination",
    "Cloud-first, classification and residency",
    "Procurement",
)
CALL_ANSWERED = (6, 9)
