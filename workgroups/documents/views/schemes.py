"""How the group numbers its documents; for officers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from workgroups.core import clock
from workgroups.core.http import carries_out
from workgroups.documents import actions
from workgroups.documents.forms.schemes import SchemeForm
from workgroups.documents.logic import symbols
from workgroups.documents.queries import next_symbol, rules_of
from workgroups.groups.http import MemberRequest, officer_page


@require_http_methods(["GET", "POST"])
@officer_page
def scheme_change(request: MemberRequest) -> HttpResponse:
    """Say how symbols look, which types are in use, which languages are expected."""
    rules = rules_of(request.member.group)
    initial = {"pattern": rules.pattern, "types": rules.types, "languages": rules.languages}
    form = SchemeForm(request.POST or None, initial=initial)

    def act(**values: object) -> None:
        actions.set_scheme(actor=request.member, **form.values())

    if request.method == "POST" and carries_out(form, act):
        messages.success(request, _("The next document is numbered by it; those that have a symbol keep it."))
        return redirect("documents:document-list", slug=request.member.group.slug)
    context = {"form": form, "examples": _examples(request, str(form["pattern"].value() or ""))}
    return render(request, "documents/scheme_change.html", context, status=422 if form.errors else 200)


@require_GET
@officer_page
def scheme_preview(request: MemberRequest) -> HttpResponse:
    """Show what the next symbols would look like under a pattern that is being written."""
    examples = _examples(request, request.GET.get("pattern", "")[:200])
    return render(request, "documents/_examples.html", {"examples": examples})


def _examples(request: MemberRequest, pattern: str) -> list[tuple[str, str]]:
    pattern = pattern.strip()
    if symbols.fault_in(pattern):
        return []
    first = next_symbol(request.member.group, pattern, clock.now().year)
    return [
        (_("The next document"), first),
        (_("Its first revision"), symbols.revision_of(first, 1)),
        (_("Its first addendum"), symbols.part_of(first, "add", 1)),
        (_("Its first corrigendum"), symbols.part_of(first, "corr", 1)),
    ]
