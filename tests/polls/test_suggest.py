"""Suggestions from shared words, and what is typed line by line."""

from decimal import Decimal

import pytest

from workgroups.core.errors import Refused
from workgroups.polls.logic.asked import QuestionAsked, RecordedResult, SectionAsked
from workgroups.polls.logic.outline import results_in, sections_in, themes_in
from workgroups.polls.logic.suggest import suggest

ANSWERS = [
    ("a", "Digital skills are missing, and trust in the cloud is low."),
    ("b", "We lack digital skill; the law is old."),
    ("c", "Trust. Also the laws on data."),
    ("d", "La confiance dans les données, la confiance des citoyens."),
    ("e", "Des données ouvertes."),
]


def test_suggest_finds_what_answers_share_and_the_longer_word_wins() -> None:
    found = [(one.label, one.keys) for one in suggest(ANSWERS)]
    assert found == [
        ("Digital skills", ("a", "b")),
        ("Données", ("d", "e")),
        ("Law", ("b", "c")),
        ("Trust", ("a", "c")),
    ]


def test_suggest_leaves_out_what_is_a_theme_already_and_what_means_nothing() -> None:
    assert [one.label for one in suggest(ANSWERS, taken=["Digital skills", "TRUST"])] == ["Données", "Law"]
    assert suggest([("a", "the and of with"), ("b", "the and of with")]) == []
    assert [one.label for one in suggest([("a", "les lois"), ("b", "les lois")], languages=["en"])][:1] == ["Les lois"]


def test_sections_in_reads_a_questionnaire() -> None:
    typed = """
    Which year? *
    # Coordination
    > As of today
    Which model? [2]
    > Choose what comes nearest
    - Centralised
    - Hybrid
    - None
    # Skills
    Which one?
    - Law
    - Code
    """
    assert sections_in(typed) == [
        SectionAsked("", (QuestionAsked("Which year?", max_choices=1, required=True),)),
        SectionAsked(
            "Coordination",
            (
                QuestionAsked(
                    "Which model?", "multiple", ("Centralised", "Hybrid", "None"), 2, hint="Choose what comes nearest"
                ),
            ),
            "As of today",
        ),
        SectionAsked("Skills", (QuestionAsked("Which one?", "single", ("Law", "Code"), 1),)),
    ]
    with pytest.raises(Refused, match="before any question"):
        sections_in("- Law")


def test_results_in_reads_percentages_counts_and_neither() -> None:
    assert results_in("Literacy | 81 %\nA | b | 12\nAccess\nMobile | 18,5%\nLast |") == [
        RecordedResult("Literacy", percent=Decimal(81)),
        RecordedResult("A | b", count=12),
        RecordedResult("Access"),
        RecordedResult("Mobile", percent=Decimal("18.5")),
        RecordedResult("Last"),
    ]
    with pytest.raises(Refused, match="neither a percentage"):
        results_in("Literacy | most")


def test_themes_in_reads_themes_with_points() -> None:
    assert themes_in("Trust\n- Law\n- Choice\nSkills") == [("Trust", ["Law", "Choice"]), ("Skills", [])]
    with pytest.raises(Refused, match="Begin with a theme"):
        themes_in("- Law")
