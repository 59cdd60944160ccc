"""What operators see and do: people and their accounts, failed jobs, storage, health."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from workgroups.accounts import actions as accounts
from workgroups.accounts.http import PersonRequest
from workgroups.accounts.models import Person
from workgroups.accounts.queries import factors_of, is_last_operator, officers_need_factor
from workgroups.accounts.registry import Obstacle
from workgroups.audit.actions import note_look
from workgroups.core import slots
from workgroups.core.errors import Missing, Refused
from workgroups.deliverables.actions import retry_build
from workgroups.events.actions import retry_reader
from workgroups.groups.http import operator_page
from workgroups.groups.queries import NavEntry, groups_of
from workgroups.notifications.actions import retry_mail
from workgroups.operating.permissions import build_for, cursor_for, delivery_for, person_for, timer_for
from workgroups.operating.queries import (
    FILTERS,
    addresses_of,
    checks,
    failed_jobs,
    officers_without_factor,
    people,
    stored,
)
from workgroups.timers.actions import retry_timer

A_PAGE = 50
LONGEST_QUERY = 200
FILTER_WORDS = {
    "operators": gettext_lazy("Operators"),
    "never": gettext_lazy("Never signed in"),
    "closed": gettext_lazy("Closed accounts"),
    "leaving": gettext_lazy("Leaving"),
    "left": gettext_lazy("Left for good"),
}
ENTRIES = (
    ("groups:site", gettext_lazy("Programmes and groups")),
    ("operating:person-list", gettext_lazy("People")),
    ("operating:rules", gettext_lazy("Rules")),
    ("operating:job-list", gettext_lazy("Jobs that failed")),
    ("operating:storage", gettext_lazy("Storage")),
    ("operating:health", gettext_lazy("Health")),
)


# Each says whether it is tried again; Missing where there is no such job.
RETRIES: dict[str, Callable[[Person, int], bool]] = {
    "mail": lambda _who, number: retry_mail(delivery=delivery_for(number)),
    "reader": lambda _who, number: retry_reader(cursor=cursor_for(number)),
    "timer": lambda _who, number: retry_timer(timer=timer_for(number)),
    "build": lambda who, number: retry_build(actor=who, build=build_for(number)),
}


def _show(request: HttpRequest, template: str, context: Mapping[str, object]) -> HttpResponse:
    return render(request, f"operating/{template}.html", {"entries": ENTRIES, **context})


@slots.fill("groups.site")
def site_entries(request: HttpRequest) -> list[NavEntry]:
    """Lead from programmes and groups to the other pages of those who run the installation."""
    return [NavEntry(str(label), reverse(name)) for name, label in ENTRIES[1:]]


@require_GET
@operator_page
def person_list(request: PersonRequest) -> HttpResponse:
    """List everybody, by name; narrowed by words and by what matters."""
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    only = request.GET.get("only", "")
    found = people(query=query, only=only if only in FILTERS else "")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "query": query, "only": only, "filters": FILTER_WORDS.items()}
    return _show(request, "person_list", context)


@require_GET
@operator_page
def person_page(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Show somebody's account: addresses, groups, last sign-in. The look is kept, and they can read it."""
    person = person_for(uid)
    note_look(actor_id=request.user.pk, what="contacts", people=[person.pk])
    known = {"addresses": addresses_of(person), "groups": groups_of(person), "factors": factors_of(person)}
    context = {"shown": person, **known}
    return _show(request, "person_page", context)


@require_POST
@operator_page
def account_change(request: PersonRequest, uid: UUID) -> HttpResponse:
    """Close or open an account, make somebody an operator or no longer."""
    person, act = person_for(uid), request.POST.get("act", "")
    done = {
        "close": lambda: accounts.close_account(actor=request.user, person=person),
        "open": lambda: accounts.open_account(actor=request.user, person=person),
        "name": lambda: accounts.choose_operator(actor=request.user, person=person, operator=True),
        "release": lambda: accounts.choose_operator(actor=request.user, person=person, operator=False),
        "factors": lambda: accounts.reset_factors(actor=request.user, person=person),
    }
    if act not in done:
        raise Refused(_("Choose what to do with this account."))
    try:
        done[act]()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Done. It acts at once, also on pages that are open."))
    return redirect("operating:person-page", uid)


@require_http_methods(["GET", "POST"])
@operator_page
def rules(request: PersonRequest) -> HttpResponse:
    """Show and change what holds for the whole installation: whether officers need a second factor."""
    if request.method == "POST":
        accounts.choose_rules(actor=request.user, officers_need_factor="officers_need_factor" in request.POST)
        messages.success(request, _("Saved. It holds from now on, also for who is signed in."))
        return redirect("operating:rules")
    return _show(request, "rules", {"is_needed": officers_need_factor(), "officers": officers_without_factor()})


@require_GET
@operator_page
def job_list(request: PersonRequest) -> HttpResponse:
    """List the jobs that failed, each with its reason."""
    return _show(request, "job_list", {"jobs": failed_jobs()})


@require_POST
@operator_page
def job_retry(request: PersonRequest, kind: str, number: int) -> HttpResponse:
    """Try a job again."""
    if kind not in RETRIES:
        raise Missing
    if RETRIES[kind](request.user, number):
        messages.success(request, _("It is tried again now. Reload in a moment to see how it went."))
    else:
        messages.info(request, _("Nothing to do: it was made good meanwhile, or is under way."))
    return redirect("operating:job-list")


@require_GET
@operator_page
def storage(request: PersonRequest) -> HttpResponse:
    """Show what takes up room."""
    return _show(request, "storage", {"store": stored()})


@require_GET
@operator_page
def health(request: PersonRequest) -> HttpResponse:
    """Show whether everything runs, in words."""
    return _show(request, "health", {"checks": checks()})


@slots.fill("accounts.obstacles", order=10)
def of_operators(person: Person) -> list[Obstacle]:
    """Somebody has to run the installation."""
    if not is_last_operator(person):
        return []
    words = _("You are the last operator of this place. Make somebody else an operator first.")
    return [Obstacle(words, reverse("operating:person-list"), _("People"))]
