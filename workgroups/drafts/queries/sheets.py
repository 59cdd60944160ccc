"""The matrix of comments and proposals as a file: a workbook, CSV, or a table across the page in Word."""

from datetime import UTC, datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from workgroups.core import clock, dates, languages, sheets
from workgroups.drafts.adapters import office, ydoc
from workgroups.drafts.logic import dispositions, matrix, schema
from workgroups.drafts.logic.matrix import Piece
from workgroups.drafts.models import Copy, Draft, Proposal
from workgroups.drafts.queries.documents import payloads
from workgroups.drafts.queries.matrix import Answer, Entry, matrix_of
from workgroups.groups.models import Marking

WIDTHS = (16, 24, 16, 36, 20, 22, 60, 20, 12, 40, 18, 22, 12, 60, 40, 14)
TEXT_WIDTHS = (24, 16, 90, 18)


def written_matrix(copy: Copy) -> tuple[bytes, int]:
    """The matrix as its reader gets it, in their language, and the seq of the text beside which it stands.

    Of what is not for attribution no name and no delegation leaves: the file goes where nobody knows who reads it.
    """
    draft = copy.draft
    found, seq = payloads(draft.pk)
    doc = schema.normal(ydoc.read(ydoc.load(found)))
    with translation.override(copy.language):
        entries = matrix_of(draft, doc)
        if copy.format == Copy.Format.WORD:
            return _word(draft, entries), seq
        rows = [list(heads().values()), *(_row(draft, one) for one in entries)]
        if copy.format == Copy.Format.CSV:
            return sheets.write_csv(rows), seq
        is_rtl = languages.direction(copy.language) == "rtl"
        about = [*_about(draft, _("[-words-] would go, {+words+} would come.")), *_how()]
        more = [
            sheets.Sheet(_("The text"), _text(doc), TEXT_WIDTHS),
            sheets.Sheet(_("About this file"), about, (28, 90), has_heads=False),
        ]
        first = sheets.Sheet(_("Comments and proposals"), rows, WIDTHS)
        return sheets.write_xlsx(first, more, is_rtl=is_rtl), seq


def heads() -> dict[str, str]:
    """The columns by their fields (`logic.filled` reads them again), in the language of the page."""
    return {
        "number": _("Number"),
        "section": _("Section"),
        "place": _("Place"),
        "quoted": _("Quoted text"),
        "delegation": _("Delegation"),
        "person": _("Person"),
        "comment": _("Comment or proposed wording"),
        "kind": _("Kind"),
        "date": _("Date"),
        "answer": _("Answer"),
        "became": _("What became of it"),
        "by": _("Answered by"),
        "on": _("Answered on"),
        "proposed": _("Proposed words"),
        "reason": _("Reason"),
        "code": _("Code"),
    }


def _how() -> list[list[str]]:
    """How the file is filled in, so that it comes back."""
    lines = (
        _("For a new row leave Number and Code empty. Place is the number that the sheet “The text” shows."),
        _("A comment goes under “Comment or proposed wording”; new words for the block under “Proposed words”."),
        _("Kind says what the words do: %(kinds)s. Without it they take the place of the block’s.")
        % {"kinds": ", ".join(str(label) for label in Proposal.Kind.labels)},
        _("An answer goes under “Answer”. Under “What became of it”: %(names)s or Resolved; of a proposal Declined.")
        % {"names": ", ".join(dispositions.name(key) for key in dispositions.KEYS)},
        _("Bring the file to the page of comments and proposals. You see what each row does before it is done."),
    )
    return [[_("To fill it in") if not at else "", line] for at, line in enumerate(lines)]


def _text(doc: schema.Node) -> list[list[str]]:
    """The text as the file's rows point into it, by the names that its numbers had."""
    known = heads()
    named = [known["section"], known["place"], _("Words"), known["code"]]
    return [named, *([one.title, one.label, one.words, one.block] for one in matrix.spots(doc))]


def told(one: Entry) -> str:
    """What a row says, as a file tells it."""
    reason = _("Why: %(words)s") % {"words": one.reason} if one.reason else ""
    return "\n".join(part for part in (matrix.marked(one.pieces), reason) if part)


def _row(draft: Draft, one: Entry) -> list[str]:
    last = one.answers[-1] if one.answers else None
    names = [one.speaker, one.author] if _names(draft) else [_("Not for attribution"), ""]
    return [
        one.name,
        one.spot.title if one.spot else "",
        one.spot.label if one.spot else _("gone from the text"),
        one.quoted,
        *names,
        told(one),
        one.what,
        _day(one.at),
        "\n".join(answered(draft, answer) for answer in one.answers if answer.words),
        one.disposition,
        last.who if last and _names(draft) else "",
        _day(last.at) if last else "",
        "",
        "",
        matrix.code(draft.uid, one.kind, one.number),
    ]


def _word(draft: Draft, entries: list[Entry]) -> bytes:
    head = [
        (_("Number"), 1.5),
        (_("Place"), 1.5),
        (_("Quoted text"), 2.4),
        (_("Delegation"), 1.4),
        (_("Comment or proposed wording"), 3.6),
        (_("Answer"), 2.6),
    ]
    changes = _("Struck out would go, underlined would come.")
    facts = [": ".join(line) for line in _about(draft, changes)]
    tree = matrix.table(draft.title, facts, head, [_cells(draft, one) for one in entries])
    title = _("Comments and proposals: %(title)s") % {"title": draft.title}
    tree["meta"] = {
        "title": {"t": "MetaString", "c": title},
        "lang": {"t": "MetaString", "c": translation.get_language()},
    }
    sheet = office.Sheet(
        title=title,
        language=translation.get_language(),
        direction=languages.direction(translation.get_language()),
        group=draft.group.name,
        facts=(),
        marking=_marking(draft),
        page=_("Page"),
        is_wide=True,
    )
    return office.write(tree, "docx", sheet)


def _cells(draft: Draft, one: Entry) -> list[list[Piece]]:
    place = [one.spot.title, one.spot.label] if one.spot else [_("gone from the text")]
    who = [one.speaker, one.author] if _names(draft) else [_("Not for attribution")]
    said: list[Piece] = [*one.pieces]
    if one.reason:
        said.append(("equal", "\n" + _("Why: %(words)s") % {"words": one.reason}))
    became = [one.disposition, *(answered(draft, answer) for answer in one.answers)]
    return [
        _lines([one.name, one.what if one.tracked else "", _day(one.at)]),
        _lines(place),
        _lines([one.quoted]),
        _lines(who),
        said,
        _lines(became),
    ]


def _lines(words: list[str]) -> list[Piece]:
    return [("equal", "\n".join(one for one in words if one))]


def answered(draft: Draft, answer: Answer) -> str:
    """An answer with who gave it and when."""
    name = answer.who if _names(draft) else ""
    who = ", ".join(part for part in (name, answer.speaker if name else "", _day(answer.at)) if part)
    return f"{answer.words} ({who})" if answer.words else who


def _names(draft: Draft) -> bool:
    return draft.marking != Marking.UNATTRIBUTED


def _day(value: datetime | None) -> str:
    """A day as every program sorts it (ISO 8601, UTC)."""
    return value.astimezone(UTC).date().isoformat() if value else ""


def _marking(draft: Draft) -> str:
    return "" if draft.marking in {Marking.PUBLIC, Marking.GROUP} else str(Marking(draft.marking).label)


def _about(draft: Draft, changes: str) -> list[list[str]]:
    """What the file is: of which draft, of when, how changes are marked in it."""
    lines: list[tuple[Any, Any]] = [
        (_("Draft"), f"{draft.number}. {draft.title}"),
        (_("Group"), draft.group.name),
        (_("As it stood on"), dates.utc(clock.now())),
        (_("Marking"), _marking(draft)),
        (_("Changes"), changes),
    ]
    return [[str(name), str(value)] for name, value in lines if value]
