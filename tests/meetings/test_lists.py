"""Pasted lists of participants: what is taken, and what is said of the rest."""

import pytest

from workgroups.meetings.logic.lists import COLUMNS, Taken, read_lines

WORDS = {"expert": "expert", "experts": "expert", "resource persons": "resource"}


def read(text: str, order: str = "organisation country") -> tuple[list[tuple[str, ...]], list[tuple[int, str]]]:
    found = read_lines(text, COLUMNS[order], "guest", WORDS)
    return [tuple(vars(one).values()) for one in found.taken], [(one.number, one.why) for one in found.faults]


@pytest.mark.parametrize("mark", ["\t", ";", ",", " ; "])
def test_cells_are_parted_by_tabs_semicolons_or_commas(mark: str) -> None:
    assert read(f"A university{mark}India") == ([("guest", "", "A university", "IN")], [])


def test_a_line_is_somebody_even_when_nothing_is_recorded() -> None:
    taken, faults = read("Somebody;;\n\n  \t \n;\nOnly an organisation")
    assert (faults, taken) == ([], [
        ("guest", "", "Somebody", ""), ("guest", "", "", ""), ("guest", "", "Only an organisation", ""),
    ])  # fmt: skip


def test_heading_of_a_copied_table_is_left_out() -> None:
    found = read_lines("Name\tOrganization\tCountry\nX\tY\tUruguay", COLUMNS["name organisation country"], "guest", {})
    assert (found.taken, found.faults, found.headings) == ((Taken("guest", "X", "Y", "UY"),), (), 1)


def test_function_of_each_line_by_value_or_name() -> None:
    taken, faults = read("Resource Persons; U; \nkings; V;\n; W;", "function organisation country")
    assert [one[0] for one in taken] == ["resource"]
    assert faults == [(2, "“kings” is not a function that participants have."), (3, "It names no function.")]


def test_a_faulty_line_is_explained_and_blocks_no_other() -> None:
    taken, faults = read(
        "A; Atlantis\nDepartment, Commission, Luxembourg\n" + "x" * 301 + '\n"B, C", Luxembourg\n"D; UY'
    )
    assert [one[2:] for one in taken] == [("B, C", "LU"), ('"D', "UY")]
    assert faults == [
        (1, "“Atlantis” is not a country that is known here; write its two-letter code, or leave it empty."),
        (2, "It has 3 cells, and a line holds 2; put quotation marks around a cell with commas."),
        (3, "A cell is longer than 300 characters."),
    ]
