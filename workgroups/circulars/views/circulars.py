"""Pages of circulars that went out: the archive, the letter, who has acknowledged it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from workgroups.circulars import actions
from workgroups.circulars.http import table_file
from workgroups.circulars.permissions import can_acknowledge, can_write, circular_for
from workgroups.circulars.queries import (
    acknowledgement_of,
    answers_of,
    circulars_for,
    drafts_in,
    head_of,
    is_asked,
    letters_for,
    print_of,
    reader_of,
    recipient_of,
    reminders_of,
    subject_in,
)
from workgroups.core import dates, slots
from workgroups.core.errors import Missing, Refused
from workgroups.groups.http import MemberRequest, group_page
from workgroups.groups.permissions import Member, can_manage
from workgroups.groups.queries import ManageEntry, ManageSection

PAGE, LATEST = 50, 3
LONGEST_QUERY = 200


@require_GET
@group_page
def circular_list(request: MemberRequest) -> HttpResponse:
    """The archive: what a member may read, newest first; officers see what has not gone out."""
    member, search = request.member, request.GET.get("q", "").strip()[:LONGEST_QUERY]
    asked = request.GET.get("page", "1")
    page = int(asked) if asked.isascii() and asked.isdigit() and 0 < len(asked) < 4 and asked != "0" else 1
    found = list(circulars_for(member, search=search)[(page - 1) * PAGE : page * PAGE + 1])
    drafts = list(drafts_in(member.group)) if can_manage(member) else []
    language = request.user.language
    context = {
        "circulars": [(one, subject_in(one, language)) for one in found[:PAGE]],
        "drafts": [(one, subject_in(one, language)) for one in drafts],
        "search": search,
        "earlier": page - 1,
        "later": page + 1 if len(found) > PAGE else 0,
        "may_write": can_write(member),
        "may_manage": can_manage(member),
    }
    return render(request, "circulars/circular_list.html", context)


@require_GET
@group_page
def circular_page(request: MemberRequest, year: int, number: int) -> HttpResponse:
    """The letter on its letterhead, as this reader gets it, in another of its languages if they ask."""
    member = request.member
    circular = circular_for(member, year, number)
    recipient = recipient_of(circular, member.person)
    if recipient and recipient.opened_at is None:
        actions.open_circular(actor=member, circular=circular)
    letters = letters_for(circular, [reader_of(member)], language=request.GET.get("language", ""))
    letter = letters[member.person.pk]
    context = {
        "circular": circular,
        "letter": letter,
        "printed": print_of(circular, member.person, letter.language),
        "head": head_of(circular),
        "asked": is_asked(circular, recipient),
        "done": acknowledgement_of(circular, member.person) if recipient else None,
        "may_acknowledge": can_acknowledge(member, circular, recipient),
        "may_manage": can_manage(member),
        "may_write": can_write(member),
        "corrections": [one for one in circular.corrections.select_related("group").order_by("pk") if one.number],
    }
    return render(request, "circulars/circular_page.html", context)


@require_POST
@group_page
def circular_print(request: MemberRequest, year: int, number: int) -> HttpResponse:
    """Have it made as PDF, in one of its languages."""
    circular = circular_for(request.member, year, number)
    language = request.POST.get("language", "")
    if language not in {one.language for one in circular.texts.all()}:
        raise Missing
    actions.ask_print(actor=request.member, circular=circular, language=language)
    return redirect(f"{circular.get_absolute_url()}?language={language}#pdf")


@require_POST
@group_page
def circular_acknowledge(request: MemberRequest, year: int, number: int) -> HttpResponse:
    """Acknowledge it for one's delegation or oneself."""
    circular = circular_for(request.member, year, number, may="acknowledge")
    try:
        actions.acknowledge_circular(actor=request.member, circular=circular)
        messages.success(request, _("Receipt is acknowledged. The secretariat sees it now."))
    except Refused as refusal:
        messages.info(request, str(refusal))
    return redirect(circular)


@require_GET
@group_page
def circular_answers(request: MemberRequest, year: int, number: int) -> HttpResponse:
    """For officers: who has acknowledged and when, who has not, when they were reminded."""
    circular = circular_for(request.member, year, number, may="manage")
    answers = answers_of(circular)
    context = {
        "circular": circular,
        "subject": subject_in(circular, request.user.language),
        "answers": answers,
        "late": sum(1 for one in answers if one.done is None),
        "done": sum(1 for one in answers if one.done),
        "reminders": list(reminders_of(circular)),
        "may_write": can_write(request.member),
    }
    return render(request, "circulars/circular_answers.html", context)


@require_GET
@group_page
def circular_export(request: MemberRequest, year: int, number: int) -> HttpResponse:
    """Who has acknowledged, as a file."""
    circular = circular_for(request.member, year, number, may="manage")
    head = [_("Who"), _("Sent to"), _("Acknowledged by"), _("When (UTC)"), _("Last reminded (UTC)")]
    rows = [
        [
            one.name,
            "; ".join(person.name for person in one.people),
            one.done.person.name if one.done else "",
            dates.utc(one.done.at) if one.done else "",
            dates.utc(one.chased_at) if one.chased_at else "",
        ]
        for one in answers_of(circular)
    ]
    return table_file(f"{request.member.group.slug}-circular-{year}-{number}", [head, *rows])


@require_POST
@group_page
def circular_remind(request: MemberRequest, year: int, number: int) -> HttpResponse:
    """Write once more to those who have not acknowledged."""
    circular = circular_for(request.member, year, number, may="manage")
    reminder = actions.remind_circular(actor=request.member, circular=circular)
    count = reminder.chased.count()
    words = ngettext("A reminder goes to %(count)d person.", "A reminder goes to %(count)d people.", count)
    messages.success(request, words % {"count": count})
    return redirect("circulars:circular-answers", request.member.group.slug, year, number)


@slots.fill("groups.rail", order=60)
def latest(request: HttpRequest, member: Member) -> str | None:
    """The newest circulars on the group's overview, and the way to all."""
    found = list(circulars_for(member)[:LATEST])
    if not found:
        return None
    language = member.person.language
    shown = [(one, subject_in(one, language)) for one in found]
    return render_to_string("circulars/_latest.html", {"circulars": shown, "group": member.group}, request)


@slots.fill("groups.manage", order=10)
def manage_entry(request: HttpRequest, member: Member) -> ManageEntry:
    """Lead officers to letters."""
    about = _("Letters to members: who gets them, who has acknowledged, templates, letterhead.")
    url = reverse("circulars:circular-list", args=[member.group.slug])
    return ManageEntry(_("Circulars"), about, url, ManageSection.MAIL)
