"""What an officer types into one field, line by line: a questionnaire, recorded results, recorded themes."""

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from workgroups.core.errors import Refused

from .asked import QuestionAsked, RecordedResult, SectionAsked

_most = re.compile(r"\s*\[(\d{1,2})\]\s*$")
_percent = re.compile(r"^(\d{1,3}(?:[.,]\d{1,2})?)\s*[%٪]$")


def sections_in(text: str) -> list[SectionAsked]:
    """Read a questionnaire.

    A line that begins with `#` is a section's heading, with `-` an answer to choose, with `>` a word of explanation;
    any other line is a question. `*` at its end: it must be answered; `[2]`: up to two answers. Raises Refused.
    """
    sections: list[SectionAsked] = []
    questions: list[QuestionAsked] = []
    for line in _lines(text):
        if line.startswith("#"):
            sections.append(SectionAsked(line.lstrip("# "), ()))
            questions = []
            continue
        if not sections:
            sections.append(SectionAsked("", ()))
        if line.startswith(">"):
            _explain(sections, questions, line.lstrip("> "))
        elif line.startswith(("- ", "– ", "* ", "• ")):
            _offer(questions, line[2:].strip())
        else:
            questions.append(_question(line))
        sections[-1] = replace(sections[-1], questions=tuple(questions))
    return sections


def results_in(text: str) -> list[RecordedResult]:
    """Read recorded results: one answer a line, after `|` its percentage or its count if the source gives one."""
    found = []
    for line in _lines(text):
        label, bar, value = line.rpartition("|")
        found.append(_result(label.strip(), value.strip()) if bar else RecordedResult(line))
    return found


def themes_in(text: str) -> list[tuple[str, list[str]]]:
    """Read themes, one a line, each followed by its points on lines that begin with `-`. Raises Refused."""
    found: list[tuple[str, list[str]]] = []
    for line in _lines(text):
        if not line.startswith(("- ", "– ", "* ", "• ")):
            found.append((line, []))
        elif found:
            found[-1][1].append(line[2:].strip())
        else:
            raise Refused(_("Begin with a theme; its points follow on lines that begin with “-”."), field="themes")
    return found


def _lines(text: str) -> Iterable[str]:
    return (line for one in text.splitlines() if (line := one.strip()))


def _question(line: str) -> QuestionAsked:
    required = line.endswith("*")
    line = line.rstrip("* ")
    most = _most.search(line)
    return QuestionAsked(_most.sub("", line), max_choices=int(most[1]) if most else 1, required=required)


def _explain(sections: list[SectionAsked], questions: list[QuestionAsked], words: str) -> None:
    if questions:
        questions[-1] = replace(questions[-1], hint=f"{questions[-1].hint} {words}".strip())
    else:
        sections[-1] = replace(sections[-1], text=f"{sections[-1].text}\n{words}".strip())


def _offer(questions: list[QuestionAsked], label: str) -> None:
    if not questions:
        raise Refused(_("An answer stands before any question: “%(line)s”.") % {"line": label[:40]}, field="questions")
    asked = questions[-1]
    kind = "multiple" if asked.max_choices > 1 else "single"
    questions[-1] = replace(asked, kind=kind, options=(*asked.options, label))


def _result(label: str, value: str) -> RecordedResult:
    if not value:
        return RecordedResult(label)
    if percent := _percent.match(value):
        return RecordedResult(label, percent=Decimal(percent[1].replace(",", ".")))
    if value.isdecimal():
        return RecordedResult(label, count=int(value))
    message = _("“%(value)s” is neither a percentage (such as 81 %%) nor a count.")
    raise Refused(message % {"value": value[:40]}, field="results")
