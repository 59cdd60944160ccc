"""People from a spreadsheet: read it, see what comes of it, bring in what is good; and the list out again."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from workgroups.core import sheets, slots
from workgroups.core.errors import Refused
from workgroups.core.http import carries_out
from workgroups.groups import actions
from workgroups.groups.forms import PeopleForm
from workgroups.groups.http import MemberRequest, officer_page
from workgroups.groups.logic import columns
from workgroups.groups.models import Body, PeopleList
from workgroups.groups.permissions import Member, people_list_for
from workgroups.groups.queries import ManageEntry, ManageSection, exported, report_of
from workgroups.groups.views.manage import get_or_post


@slots.fill("groups.manage", order=20)
def import_entry(request: HttpRequest, member: Member) -> ManageEntry:
    """Lead to the import and the export of people."""
    about = _("Bring in many people at once, see first who comes in; take the list out again.")
    url = reverse("groups:people-import", args=[member.group.slug])
    return ManageEntry(_("People from a spreadsheet"), about, url, ManageSection.PEOPLE)


@get_or_post
@officer_page
def people_import(request: MemberRequest) -> HttpResponse:
    """Take a spreadsheet in; nothing is written to the group before its report was seen."""
    group = request.member.group
    form = PeopleForm(request.POST or None, request.FILES or None)
    made: list[PeopleList] = []

    def act(*, name: str, table: Sequence[Sequence[str]]) -> None:
        made.append(actions.read_people(actor=request.user, group=group, name=name, table=table))

    if carries_out(form, act):
        return redirect("groups:people-report", group.slug, made[0].pk)
    context = {"form": form, "labels": columns.LABELS.values()}
    return render(request, "groups/people_import.html", context, status=422 if form.errors else 200)


@get_or_post
@officer_page
def people_report(request: MemberRequest, list_id: int) -> HttpResponse:
    """Say row by row what comes of a list; one press brings in what is good."""
    people = people_list_for(request.member, list_id)
    choices = {key.removeprefix("body-"): str(said) for key, said in request.POST.items() if key.startswith("body-")}
    refused = False
    if request.method == "POST" and "again" not in request.POST:
        try:
            made = actions.import_people(actor=request.user, people=people, choices=choices)
        except Refused as refusal:
            messages.error(request, str(refusal))
            refused = True
        else:
            messages.success(request, _came_in(len(made)))
            return redirect("groups:people-report", request.member.group.slug, people.pk)
    report = report_of(people, choices)
    context = {"people": people, "report": report, "kinds": Body.Kind.choices}
    context |= {"mended": _as_cells(people, [row.entry.number for row in report.faulty])}
    return render(request, "groups/people_report.html", context, status=422 if refused else 200)


@require_GET
@officer_page
def people_faults(request: MemberRequest, list_id: int, extension: str) -> HttpResponse:
    """Give out the rows that cannot come in, each with its reason, to be mended and brought in again."""
    people = people_list_for(request.member, list_id)
    why = {row.entry.number: " ".join(row.why) for row in report_of(people, {}).faulty}
    keys = _keys(people)
    rows = [[*(str(columns.LABELS[key]) for key in keys), str(columns.REASON)]]
    rows += [[*_cells(row, keys), why[row["number"]]] for row in people.rows if row["number"] in why]
    return _file(request, rows, "to-mend", extension)


@require_GET
@officer_page
def people_template(request: MemberRequest, extension: str) -> HttpResponse:
    """Give out an empty list with its headings, and a sheet that says what each column takes."""
    heads = [str(label) for label in columns.LABELS.values()]
    notes = [[_("Column"), _("What it takes")], *([heads[at], words] for at, words in enumerate(_column_words()))]
    return _file(request, [heads], "template", extension, notes)


@require_GET
@officer_page
def people_export(request: MemberRequest, extension: str) -> HttpResponse:
    """Give out members and invited people, in the columns that an import reads."""
    heads = [str(label) for label in columns.LABELS.values()]
    return _file(request, [heads, *exported(request.member.group)], "people", extension)


def _file(
    request: MemberRequest, rows: list[list[str]], name: str, extension: str, notes: Sequence[Sequence[str]] = ()
) -> HttpResponse:
    if extension not in sheets.TYPES:
        raise Http404
    if extension == "csv":
        data = sheets.write_csv(rows)
    else:
        more = [sheets.Sheet(_("How to fill it in"), notes)] if notes else []
        data = sheets.write_xlsx(sheets.Sheet(_("People"), rows), more)
    response = HttpResponse(data, content_type=sheets.TYPES[extension])
    file_name = f"{request.member.group.slug}-{name}.{extension}"
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response


def _came_in(count: int) -> str:
    words = ngettext(
        "%(count)s person is brought in: the invitation is prepared, not sent.",
        "%(count)s people are brought in: their invitations are prepared, not sent.",
        count,
    )
    return words % {"count": count}


def _keys(people: PeopleList) -> list[str]:
    """The columns that a list has, in their order; name and address always."""
    used = {name for row in people.rows for name in row["cells"]} | {"name", "email"}
    return [key for key in columns.LABELS if key in used]


def _cells(row: dict[str, dict[str, str]], keys: list[str]) -> list[str]:
    return [row["cells"].get(key, "") for key in keys]


def _as_cells(people: PeopleList, numbers: list[int]) -> str:
    """The rows that cannot come in as cells to be mended in the page: headings first, tabs between."""
    keys, chosen = _keys(people), set(numbers)
    if not chosen:
        return ""
    lines = [[str(columns.LABELS[key]) for key in keys]]
    lines += [_cells(row, keys) for row in people.rows if row["number"] in chosen]
    return "\n".join("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in line) for line in lines)


def _column_words() -> list[str]:
    """What each column takes, in the order of `columns.LABELS`."""
    return [
        _("Needed. As the person writes it."),
        _("Needed. One address a person; the invitation goes there."),
        _("The state, city or organisation; empty for an office without a seat."),
        ", ".join(columns.offered("kind")) + ". " + _("Only for a delegation that is new here."),
        ", ".join(columns.offered("standing")) + ". " + _("Only for a delegation that is new here."),
        ", ".join(columns.offered("seat")) + ". " + _("Empty: expert."),
        ", ".join(columns.offered("office")) + ". " + _("Empty: none."),
        _("First day of the seat, as 2026-04-03. Empty: from when they join."),
        _("Last day of the seat, as 2026-04-03. Empty: it goes on."),
        _("Language of the letter: English or French. Empty: English."),
    ]
