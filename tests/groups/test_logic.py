"""Differences in words, slipping, and the way to the next report: values in, values out."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from workgroups.groups.logic.diff import Run, compare, counts, paragraphs
from workgroups.groups.logic.plan import Slip, Step, slip_of, way_ahead
from workgroups.groups.queries.record import Act, folded

OLD = "## Task\n\nThe group compares practice among members.\n\n- It meets twice a year."
NEW = "## Task\n\nThe group compares practice\namong all members.\n\n- It meets twice a year.\n- It reports in autumn."


def marked(old: str, new: str) -> list[tuple[str, str]]:
    return [(change.kind, "".join(_shown(run) for run in change.runs)) for change in compare(old, new)]


def _shown(run: Run) -> str:
    return {"same": run.words, "ins": f"[+{run.words}]", "del": f"[-{run.words}]"}[run.mark]


def test_a_difference_is_told_in_words_paragraph_by_paragraph() -> None:
    assert marked(OLD, NEW) == [
        ("same", "Task"),
        ("changed", "The group compares practice among [+all ]members."),
        ("same", "- It meets twice a year."),
        ("added", "[+- It reports in autumn.]"),
    ]
    assert counts(compare(OLD, NEW)) == {"changed": 1, "added": 1}


def test_changed_neighbours_read_as_one_phrase() -> None:
    old, new = "It reports to the plenary every year.", "It reports to the steering committee every year."
    assert marked(old, new) == [("changed", "It reports to the [-plenary][+steering committee] every year.")]


def test_line_breaks_and_spaces_are_no_difference() -> None:
    assert counts(compare("One  two\nthree.\r\n\r\nFour.", "One two three.\n\n\nFour.")) == {}


def test_what_is_quite_different_is_gone_and_new() -> None:
    changes = marked("Old words stand here.", "Nothing of that remains now, at all.")
    assert [kind for kind, _ in changes] == ["removed", "added"]


def test_a_difference_of_other_scripts_marks_whole_words() -> None:
    assert marked("يجتمع الفريق مرتين في السنة", "يجتمع الفريق ثلاث مرات في السنة") == [
        ("changed", "يجتمع الفريق [-مرتين][+ثلاث مرات] في السنة")
    ]


def test_nothing_is_lost_on_either_side() -> None:
    for old, new in ((OLD, NEW), (NEW, OLD), ("", NEW), (OLD, "")):
        runs = [run for change in compare(old, new) for run in change.runs]
        for mark, text in (("del", old), ("ins", new)):
            kept = "".join(run.words for run in runs if run.mark in {"same", mark})
            assert "".join(kept.split()) == "".join(" ".join(paragraphs(text)).replace("## ", "").split())


def test_a_slip_runs_from_the_first_day_to_the_last() -> None:
    may, june, july = date(2026, 5, 3), date(2026, 6, 10), date(2026, 7, 1)
    assert slip_of(may, []) is None
    slip = slip_of(july, [may, june])
    assert (slip, slip and slip.days) == (Slip(may, july, 2), 59)


def test_the_way_ends_at_the_next_report() -> None:
    steps = [Step(1, False, False), Step(2, True, False), Step(3, True, True), Step(4, True, False)]
    assert way_ahead(steps) == [2, 3]


def test_without_a_report_ahead_the_next_steps_are_shown() -> None:
    assert way_ahead([Step(n, True, False) for n in range(1, 6)]) == [1, 2, 3]
    assert way_ahead([]) == []


def test_a_long_way_keeps_its_end() -> None:
    steps = [*(Step(n, True, False) for n in range(1, 10)), Step(10, True, True)]
    assert way_ahead(steps) == [1, 2, 3, 4, 5, 10]


def test_the_record_makes_one_row_of_what_was_done_again_and_again_on_a_day() -> None:
    noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    change = Act(9, noon, "Ana", "changed a report", "Costs")
    acts = [
        change,
        replace(change, number=8),
        replace(change, number=7, at=noon - timedelta(days=1)),
        replace(change, of=""),
    ]
    assert [(act.number, act.times) for act in folded([*acts, replace(change, number=5, of="")])] == [
        (9, 2),
        (7, 1),
        (9, 1),
        (5, 1),
    ]
