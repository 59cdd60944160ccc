"""The help that everybody may read, and the way by which a person's words about a page reach the secretariat."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from workgroups.accounts.http import PersonRequest, signed_in
from workgroups.core.errors import Missing
from workgroups.core.http import carries_out
from workgroups.core.languages import PLAIN
from workgroups.groups.queries import public_programmes
from workgroups.help import actions
from workgroups.help.forms import FeedbackForm
from workgroups.help.logic import articles
from workgroups.help.logic.index import GUIDES, PARTS
from workgroups.help.queries import answer_address, desk_for
from workgroups.public.http import public_page
from workgroups.threads.models import Thread

LONGEST_QUERY = 200


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """List the articles by chapter, or those that answer a query."""
    query, tag = request.GET.get("q", "").strip()[:LONGEST_QUERY], _language()
    parts = [(part.label, [articles.article(slug, tag) for slug in part.slugs]) for part in PARTS]
    context = {"query": query, "parts": parts, "guides": GUIDES.items(), "found": articles.search(query, tag)}
    return render(request, "help/index.html", context)


@public_page
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an article."""
    found = articles.article(slug, _language()) if slug in {one for part in PARTS for one in part.slugs} else None
    if found is None:
        raise Missing
    return render(request, "help/article.html", {"article": found})


@public_page
def guide(request: HttpRequest, office: str) -> HttpResponse:
    """Show the guide of an office: one page, to print."""
    found = articles.guide(office, _language())
    if found is None:
        raise Missing
    return render(request, "help/guide.html", {"article": found, "office": office})


@public_page
def contact(request: HttpRequest) -> HttpResponse:
    """Say whom one writes to: each programme's own contact."""
    return render(request, "help/contact.html", {"programmes": list(public_programmes())})


@require_http_methods(["GET", "POST"])
@signed_in
def feedback_send(request: PersonRequest) -> HttpResponse:
    """Take what a person says about a page and bring it to the secretariat, with the page and the browser."""
    about = {"page": request.GET.get("page", ""), "browser": request.headers.get("User-Agent", "")}
    form = FeedbackForm(request.POST or None, initial=about)
    sent: list[Thread] = []
    if request.method == "POST" and carries_out(
        form, lambda **given: sent.append(actions.send_feedback(actor=request.user, **given))
    ):
        address = answer_address(request.user, sent[0])
        thanks = _("Thank you. The secretariat has it. The answer will stand on this page.")
        messages.success(request, thanks if address else _("Thank you. The secretariat has it."))
        return redirect(address or "home:desk")
    context = {"form": form, "answered": desk_for(request.user, about["page"]) is not None}
    return render(request, "help/feedback_send.html", context, status=422 if form.errors else 200)


def _language() -> str:
    return get_language() or PLAIN
