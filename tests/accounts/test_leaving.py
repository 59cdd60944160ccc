"""Leaving for good: refused with reasons, undone by a sign-in, then everything that is mine goes and my words stay."""

from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.test import Client
from django.urls import get_resolver
from django.utils import translation

from tests.accounts.conftest import PASSWORD
from tests.accounts.test_views import sign_in
from tests.cast import Cast
from tests.polls.stage import call
from workgroups.accounts.actions import ask_to_leave, change_card, stay
from workgroups.accounts.models import FORMER, Person
from workgroups.accounts.queries import kinds_kept, obstacles_of
from workgroups.core import clock
from workgroups.core.errors import Refused
from workgroups.events.actions import catch_up
from workgroups.groups import actions as groups
from workgroups.groups.models import Delegation, Invitation, Office, Seat
from workgroups.groups.permissions import contact_for, member_of
from workgroups.notifications.actions import post_mail, send_waiting
from workgroups.notifications.models import Delivery
from workgroups.notifications.queries import desk_lines
from workgroups.threads.actions import add_post, start_thread
from workgroups.threads.models import Post
from workgroups.timers.actions import fire_due
from workgroups.timers.models import Timer

get_resolver().url_patterns  # noqa: B018  (every address loads the views, and with them what fills the slots)
PAGE = "/settings/leaving/"
CANARIES = ("Quetzalcoatl", "quetzal@canary.example", "555 0199")

# What leads to somebody and stays under a former member's name: the record of groups, and words others rely on.
STAYS = {
    "circulars.Acknowledgement.person", "circulars.Chased.person", "circulars.Circular.by", "circulars.Circular.people",
    "circulars.Recipient.person", "circulars.Reminder.by", "deliverables.Build.requested_by",
    "deliverables.Correction.by", "deliverables.Deliverable.created_by", "deliverables.Elsewhere.recorded_by",
    "deliverables.Release.published_by", "deliverables.SignOff.person", "documents.Document.by",
    "documents.Document.withdrawn_by", "documents.Version.by", "drafts.Comment.resolved_by",
    "drafts.CommentCall.person", "drafts.CommentPost.author", "drafts.CommentPost.removed_by",
    "drafts.Alternative.by", "drafts.Bracket.by", "drafts.Bracket.cleaned_by", "drafts.Position.by",
    "drafts.Support.by",
    "drafts.Draft.created_by",
    "drafts.DraftClient.person",
    "drafts.DraftMove.by", "drafts.DraftPurge.by",
    "drafts.DraftSection.given_by", "drafts.DraftSection.handed_by", "drafts.DraftSection.locked_by",
    "drafts.DraftSection.removed_by", "drafts.SectionOwner.person",
    "drafts.DraftUpdate.person", "drafts.DraftVersion.by", "drafts.PenHolder.by", "drafts.PenHolder.person",
    "drafts.Proposal.answered_by", "drafts.Proposal.by", "drafts.Reference.added_by",
    "files.File.owner", "groups.Charter.drafted_by",
    "groups.Conclusion.concluded_by", "groups.Conclusion.reopened_by", "groups.DateChange.changed_by",
    "groups.GuestPass.accepted_by", "groups.GuestPass.given_by", "groups.Handover.leaver", "groups.Handover.made_by",
    "groups.Handover.successor", "groups.Invitation.accepted_by", "groups.Invitation.invited_by",
    "groups.JoinRequest.decided_by", "groups.JoinRequest.person", "groups.Milestone.person",
    "groups.MilestoneMove.moved_by", "groups.NominationAsked.answered_by", "groups.NominationCall.opened_by",
    "groups.Nominee.decided_by", "groups.Nominee.nominated_by", "groups.Office.acting_for", "groups.Office.person",
    "groups.PeopleList.by", "groups.Seat.person", "meetings.Attendance.person", "meetings.Paper.by",
    "meetings.Participant.person", "meetings.Series.by", "meetings.Task.done_by", "news.Comment.decided_by",
    "polls.Answer.person", "polls.Asked.person", "polls.Coding.by", "polls.CodingStep.by", "polls.Decision.by",
    "polls.Response.brought_by", "polls.Response.person", "threads.Post.author", "threads.Post.guest_of",
    "threads.Post.removed_by", "threads.Thread.closed_by", "threads.Thread.started_by",
}  # fmt: skip


def test_every_column_that_leads_to_somebody_either_goes_or_is_known_to_stay() -> None:
    """A new kind says what becomes of it: in `Kept.goes`, or here, with its words in STAYS."""
    kinds = kinds_kept()
    goes = {name for kind in kinds for name in kind.goes}
    assert sorted({name for kind in kinds for name in kind.fields} - goes) == sorted(STAYS)


@pytest.mark.django_db
def test_officers_and_the_last_operator_pass_on_first(cast: Cast) -> None:
    for who in ("chair", "secretariat", "operator"):
        with pytest.raises(Refused):
            ask_to_leave(person=getattr(cast, who))
    (held,) = obstacles_of(cast.secretariat)
    assert held.words == "In “Cloud” you hold an office: Secretariat. Hand it over first."
    assert held.url == f"/groups/cloud/manage/offices/{Office.objects.get(person=cast.secretariat).pk}/hand-over/"
    Person.objects.filter(pk=cast.delegate.pk).update(is_operator=True)
    ask_to_leave(person=cast.operator)


@pytest.mark.django_db
def test_a_head_whose_delegation_is_waited_for_hands_over_first(cast: Cast, client: Client) -> None:
    assert obstacles_of(cast.delegate) == []
    call(cast)
    with pytest.raises(Refused, match="You are head of the delegation of Westland"):
        ask_to_leave(person=cast.delegate)
    assert obstacles_of(cast.delegate2) == []  # an expert leaves, the delegation still has its head
    client.force_login(cast.delegate)
    page = client.get(PAGE).content.decode()
    assert "Hand the seat over" in page
    assert "Leave in seven days" not in page


@pytest.mark.django_db
def test_whoever_asks_to_leave_proves_it_is_signed_out_and_a_sign_in_undoes_it(ana: Person, visitor: Client) -> None:
    sign_in(visitor, "ana@montevideo.example")
    step_up = visitor.post(PAGE)
    assert step_up["Location"].startswith("/accounts/reauthenticate/")
    page = visitor.post(step_up["Location"], {"password": PASSWORD}).content.decode()
    assert "Sign in and stay" in page
    assert visitor.get(PAGE).status_code == 302
    catch_up()
    assert Timer.objects.filter(kind="accounts.leaves", subject_id=ana.pk, done_at=None).exists()
    (mail,) = Delivery.objects.filter(person=ana, key__startswith="leaving:")
    assert mail.context["subject"] == "You are leaving"
    answer = sign_in(visitor, "ana@montevideo.example")
    assert "your leaving is taken back" in visitor.get(answer["Location"], follow=True).content.decode()
    ana.refresh_from_db()
    assert ana.leaves_at is None
    catch_up()
    with clock.at(clock.now() + timedelta(days=8)):
        fire_due()
    ana.refresh_from_db()
    assert (ana.erased_at, ana.name) == (None, "Ana Pérez")


@pytest.mark.django_db
def test_meanwhile_others_see_no_card_officers_know_and_no_other_mail_goes_out(cast: Cast) -> None:
    change_card(person=cast.delegate2, telephone="+598 555 0199", shown={"telephone": "members"})
    ask_to_leave(person=cast.delegate2)
    post_mail(key="x", template="notifications/mail/digest", context={}, to_person=cast.delegate2.pk)
    assert contact_for(cast.member("chair"), cast.delegate2.pk).telephone == ""
    catch_up()
    send_waiting()
    told = dict(Delivery.objects.filter(person=cast.delegate2).values_list("template", "state"))
    assert told == {"notifications/mail/digest": "empty", "accounts/mail/security": "sent"}
    lines = [line.title for _notice, line in desk_lines(cast.chair)]
    assert [one for one in lines if one.startswith("Delegate2 (Westland) leaves this place on ")]
    stay(person=cast.delegate2)
    assert not [line for _notice, line in desk_lines(cast.chair) if "leaves this place" in line.title]


@pytest.mark.django_db
def test_after_seven_days_my_words_stay_and_nothing_says_who_i_was(cast: Cast) -> None:
    me = member_with_traces(cast)
    pk, seat = me.pk, Seat.objects.get(person=me)
    mine = add_post(actor=member_of(me, cast.group), thread=started(cast), body="My words.")
    add_post(actor=cast.member("chair"), thread=mine.thread, body="@Quetzalcoatl Canary, thank you & all.")
    post_mail(key="late", template="accounts/mail/security", context={"subject": "S", "body": "B"}, to_person=pk)
    catch_up()
    assert found("Quetzalcoatl")
    ask_to_leave(person=me)
    catch_up()
    leave_for_good()
    person = Person.objects.get(pk=pk)
    assert (person.name, person.email, person.is_active) == ("A former member", None, False)
    assert person.erased_at is not None
    seat.refresh_from_db()
    assert seat.until is not None
    assert (Post.objects.get(pk=mine.pk).body, mine.delegation_id) == ("My words.", seat.delegation_id)
    assert {canary: found(canary) for canary in CANARIES} == {canary: [] for canary in CANARIES}
    with translation.override("fr"):
        assert Person.objects.get(pk=pk).name == "Un ancien membre"
        assert list(Post.objects.filter(pk=mine.pk).values_list("author__name", flat=True)) == ["Un ancien membre"]
    assert not Delivery.objects.filter(person=pk).exists()
    call_command("verify", stdout=StringIO(), stderr=StringIO())  # exits when it finds anything


@pytest.mark.django_db
def test_a_name_put_away_stays_so_when_its_row_is_saved_in_another_language(cast: Cast) -> None:
    Person.objects.filter(pk=cast.former.pk).update(name=FORMER)
    with translation.override("fr"):
        Person.objects.get(pk=cast.former.pk).save()
    with translation.override("en"):
        assert Person.objects.get(pk=cast.former.pk).name == "A former member"


@pytest.mark.django_db
def test_operators_see_that_somebody_left_and_not_who(cast: Cast, client: Client) -> None:
    ask_to_leave(person=cast.former)
    client.force_login(cast.operator)
    assert "Former" in client.get("/manage/people/", {"only": "leaving"}).content.decode()
    catch_up()
    leave_for_good()
    page = client.get("/manage/people/", {"only": "left"}).content.decode()
    assert "A former member" in page
    assert client.get(f"/manage/people/{cast.former.uid}/").status_code == 404


def member_with_traces(cast: Cast) -> Person:
    """Somebody whose name, address and telephone stand wherever the product puts them."""
    name, address, telephone = "Quetzalcoatl Canary", CANARIES[1], f"+598 {CANARIES[2]}"
    me = Person.objects.create_user(email=address, password=PASSWORD, name=name, latin_name=f"{name} L")
    west = Delegation.objects.get(seats__person=cast.delegate)
    groups.take_seat(actor=cast.operator, delegation=west, person=me, role=Seat.Role.EXPERT)
    change_card(person=me, telephone=telephone, title=f"Office of {name}")
    came = {"group": cast.group, "delegation": west, "seat_role": "expert", "expires_at": clock.now()}
    Invitation.objects.create(**came, email=address, name=name, invited_by=cast.chair, accepted_by=me)
    letter = {"subject": "An invitation", "body": f"From {name}, in haste.", "language": "en"}
    post_mail(key="to-another", template="accounts/mail/security", context=letter, to_address="other@cast.example")
    return me


def started(cast: Cast) -> object:
    """A thread to speak in."""
    return start_thread(actor=cast.member("delegate"), title="Costs", body="What does it cost?")


def leave_for_good() -> None:
    """Let the seven days go by."""
    with clock.at(clock.now() + timedelta(days=7, seconds=5)):
        fire_due()
        catch_up()


def found(word: str) -> list[str]:
    """Every column of every table whose text or JSON holds a word, the search index among them."""
    columns = [
        (model, one)
        for model in apps.get_models()
        for one in model._meta.concrete_fields
        if isinstance(one, models.CharField | models.TextField | models.JSONField)
    ]
    return [f"{model._meta.label}.{one.name}" for model, one in columns if holds(model, one, word)]


def holds(model: type[models.Model], column: "models.Field[object, object]", word: str) -> bool:
    text = models.functions.Lower(models.functions.Cast(column.name, models.TextField()))
    return model._base_manager.alias(said=text).filter(said__contains=word.lower()).exists()
