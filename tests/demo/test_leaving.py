"""Somebody of the whole record leaves: their name stays only where the page on leaving says that it does."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from tests.accounts.test_leaving import found
from workgroups.accounts.actions import ask_to_leave, change_card
from workgroups.accounts.models import Person
from workgroups.core import clock
from workgroups.events.actions import catch_up
from workgroups.groups.models import Group
from workgroups.timers.actions import fire_due

# Words of people's own, mail that others hold, and what is frozen.
STATED = {
    "deliverables.Build.inputs",
    "drafts.DraftVersion.pm_json",
    "files.File.name",
    "meetings.AgendaItem.presenter",
    "meetings.Pack.inputs",
    "notifications.Mailed.html",
    "notifications.Mailed.text",
    "search.Item.text",
    "threads.Post.body",
    "threads.Post.html",
}


@pytest.mark.django_db
def test_a_member_of_the_record_leaves_without_a_trace_but_the_stated_ones(record: Group) -> None:
    me = Person.objects.get(email="expert@uruguay.example")
    change_card(person=me, telephone="+598 555 0199")
    assert found(me.name)
    ask_to_leave(person=me)
    catch_up()
    with clock.at(clock.now() + timedelta(days=7, seconds=5)):
        fire_due()
        catch_up()
    assert set(found("Bruno Salaberry")) <= STATED
    assert set(found("Salaberry")) <= STATED
    assert found("555 0199") == []
    assert set(found("expert@uruguay.example")) <= {"notifications.Mailed.text", "notifications.Mailed.html"}
    call_command("verify", stdout=StringIO(), stderr=StringIO())
