"""What is asked, as values: labels, sections, questions; and what is wrong with them, in words."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from workgroups.core import text
from workgroups.core.errors import Refused

MAX_OPTIONS = 20
MAX_QUESTIONS = 40
KEYWORD_LENGTH = 40
WORDS_LENGTH = 8000
KINDS = ("words", "single", "multiple")


@dataclass(frozen=True)
class QuestionAsked:
    """One question of a call. `kind` is words, single or multiple; `max_choices` of 0 means as many as there are."""

    text: str
    kind: str = "words"
    options: Sequence[str] = ()
    max_choices: int = 0
    required: bool = False
    hint: str = ""
    type_words: str = ""  # the type of question as its source words it


@dataclass(frozen=True)
class SectionAsked:
    """A part of a call under a heading of its own."""

    title: str
    questions: Sequence[QuestionAsked] = field(default_factory=tuple)
    text: str = ""


@dataclass(frozen=True)
class RecordedResult:
    """One answer as a source gives it: with its percentage, its count, or neither."""

    label: str
    percent: Decimal | int | None = None
    count: int | None = None


def labels_of(options: Sequence[str], *, least: int = 2, field: str = "options") -> list[str]:
    """Return the options on one line each, the empty ones left out; raises Refused."""
    labels = [label for option in options if (label := text.single_line(option))]
    if len(labels) < least:
        raise Refused(_("Give at least two answers, one a line."), field=field)
    if len(labels) > MAX_OPTIONS:
        raise Refused(_("Give at most %(limit)d answers.") % {"limit": MAX_OPTIONS}, field=field)
    if len({text.fold(label) for label in labels}) < len(labels):
        raise Refused(_("Two answers are the same; make each one different."), field=field)
    if too_long := next((label for label in labels if len(label) > 200), None):
        raise Refused(
            _("An answer has at most 200 characters; shorten “%(start)s…”.") % {"start": too_long[:40]}, field=field
        )
    return labels


def title_of(value: str, *, field: str = "question", limit: int = 300) -> str:
    """Return what is asked or decided on one line; raises Refused when it is empty or too long."""
    line = text.single_line(value)
    if not line:
        raise Refused(_("Write the question first."), field=field)
    if len(line) > limit:
        raise Refused(_("Use at most %(limit)d characters here.") % {"limit": limit}, field=field)
    return line


def sections_of(sections: Sequence[SectionAsked]) -> list[SectionAsked]:
    """Return the sections that hold a question, every question in order; raises Refused."""
    found = [
        replace(
            one,
            title=text.single_line(one.title)[:200],
            text=one.text.strip(),
            questions=tuple(_question(question) for question in one.questions),
        )
        for one in sections
        if one.questions
    ]
    count = sum(len(one.questions) for one in found)
    if not count:
        raise Refused(_("Ask at least one question."), field="questions")
    if count > MAX_QUESTIONS:
        raise Refused(_("Ask at most %(limit)d questions.") % {"limit": MAX_QUESTIONS}, field="questions")
    return found


def _question(asked: QuestionAsked) -> QuestionAsked:
    wording = title_of(asked.text, field="questions", limit=500)
    if asked.kind not in KINDS:
        raise Refused(_("Choose what kind of answer is expected."), field="questions")
    if asked.kind == "words":
        return replace(asked, text=wording, options=(), max_choices=1)
    labels = tuple(labels_of(asked.options, field="questions"))
    most = 1 if asked.kind == "single" else asked.max_choices or len(labels)
    if not 1 <= most <= len(labels):
        raise Refused(_("Choose a number between 1 and the number of answers."), field="questions")
    return replace(asked, text=wording, options=labels, max_choices=most)


def keywords_of(words: Sequence[str], limit: int) -> list[str]:
    """Return up to `limit` different keywords, each on one line; raises Refused."""
    found = {text.fold(word): word for one in reversed(words) if (word := text.single_line(one).strip(" ,;.·"))}
    kept = list(reversed(found.values()))
    if not kept:
        raise Refused(_("Write at least one keyword."), field="words")
    if len(kept) > limit:
        raise Refused(_("Write at most %(limit)d keywords.") % {"limit": limit}, field="words")
    if too_long := next((word for word in kept if len(word) > KEYWORD_LENGTH), None):
        message = _("A keyword has at most %(limit)d characters; shorten “%(start)s…”.")
        raise Refused(message % {"limit": KEYWORD_LENGTH, "start": too_long[:20]}, field="words")
    return kept


def open_words_of(words: Sequence[str]) -> list[str]:
    """Return one answer in open words; raises Refused."""
    said = "\n".join(words).strip()
    if not said:
        raise Refused(_("Write your answer first."), field="words")
    if len(said) > WORDS_LENGTH:
        raise Refused(_("Use at most %(limit)d characters here.") % {"limit": WORDS_LENGTH}, field="words")
    return [said]
