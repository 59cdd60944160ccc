"""Papers in the library of the living group, as values: what the secretariat and the chairs circulate."""

from dataclasses import dataclass

from workgroups.demo.logic.roster import OPERATOR

PATTERN = "CLOUD/{year}/{n}"
LANGUAGES = ("en", "fr")


@dataclass(frozen=True)
class Paper:
    """A document: who brought it how many working days ago; `texts` by language; `due` is its deadline's day."""

    key: str
    title: str
    type: str
    by: str
    back: int
    texts: dict[str, str]
    ending: str = "txt"
    part_of: str = ""
    given_for: str = ""
    due: int | None = None
    body: str = ""


@dataclass(frozen=True)
class Later:
    """A version that came after the first one."""

    key: str
    by: str
    back: int
    text: str
    note: str
    is_revision: bool = False


PROGRAMME = """Proposed programme of work

The group meets by call every three weeks and works on texts in between. Four questions are taken in \
turn: benefits and value, coordination between ministries, classification and residency of data, \
procurement.

Each question begins with a thread. What the thread agrees on goes into the issues paper, paragraph by \
paragraph; what it does not agree on is put to the next call with the options side by side.

The issues paper is closed one week before the last call of the term. The secretariat circulates it in \
English and French.
"""
OUTLINE = """Outline of the issues paper

1. Why public administrations move to shared infrastructure: benefits that can be measured, and those \
that cannot.
2. Who decides: one office for all ministries, or each for itself with common rules.
3. Which data may lie where: classes of data, residency, and the cost of each class.
4. How to buy: frameworks, exit clauses, what a small administration can ask of a large provider.

Annexes: terms used, questions to delegations, sources.
"""
QUESTIONS = """Questions to delegations

Addendum to the outline of the issues paper. Short answers are enough; where a text of your \
administration answers, a link to it is best.

(a) Does one office approve the use of cloud services, or does each ministry?
(b) How many classes of data are in use, and which of them may be processed abroad?
(c) Which costs surprised you in the first year: transfer, storage, training, leaving?
(d) Which clause of a contract would you never sign again?
"""
TERMS = """Terms used in the group's papers

Cloud first: new services use shared infrastructure unless a reason against it is written down.
Residency: the country in which data lie at rest.
Sovereignty: who can be made to hand data over, and under whose law.
Exit: leaving a provider with one's data in a form that another can use.
Framework: a contract under which ministries order without a tender of their own.
"""
TERMES = """Termes employés dans les documents du groupe

Nuage d'abord : les nouveaux services utilisent l'infrastructure partagée, sauf raison contraire \
consignée par écrit.
Résidence : le pays où se trouvent les données au repos.
Souveraineté : qui peut être contraint de livrer les données, et selon quel droit.
Sortie : quitter un fournisseur avec ses données sous une forme utilisable par un autre.
Accord-cadre : un contrat au titre duquel les ministères commandent sans appel d'offres propre.
"""
READING = """Reading list for the next call

Public guidance on exit from a provider, with a page of summary each. The list is open: additions are \
welcome before the call.

The summaries say what a document recommends, for whom it was written, and whether it names figures. \
None of them speaks for this group.
"""
PAPERS = (
    Paper("programme", "Proposed programme of work", "working", OPERATOR, 52, {"en": PROGRAMME}, ending="pdf"),
    Paper("outline", "Outline of the issues paper", "working", "chair@singapore", 40, {"en": OUTLINE}),
    Paper(
        "questions", "Questions to delegations", "working", "chair@singapore", 36, {"en": QUESTIONS}, part_of="outline"
    ),
    Paper("terms", "Terms used in the group's papers", "reference", OPERATOR, 30, {"en": TERMS, "fr": TERMES}),
    Paper(
        "reading",
        "Reading list for the next call",
        "information",
        OPERATOR,
        3,
        {"en": READING},
        given_for="Next drafting call",
        due=-4,
        body="worldbank",
    ),
)
VERSIONS = (
    Later("programme", OPERATOR, 50, PROGRAMME.replace("three weeks", "two weeks"), "Calls are every two weeks"),
    Later(
        "outline",
        "cochair@uk",
        12,
        OUTLINE.replace("\n\nAnnexes:", "\n5. What small administrations share with each other.\n\nAnnexes:"),
        "A fifth part on what small administrations share, as the second call asked",
        is_revision=True,
    ),
)
