"""A programme's own pages: what an editor writes, who may, and what one press puts back."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from tests.groups.years import a_programme, a_year
from workgroups.core.errors import Missing, NotAllowed, Refused
from workgroups.groups import actions
from workgroups.groups.actions import Listed
from workgroups.groups.models import Body, Group, Programme
from workgroups.groups.permissions import programme_edited_by
from workgroups.groups.queries import groups_in_year

pytestmark = pytest.mark.django_db


def test_list_is_kept_word_for_word_and_names_bodies_once(cast: Cast) -> None:
    programme = a_programme(cast)
    first, second, third = programme.participant_lists.all()
    assert [one.as_listed for one in first.entries.all()] == ["Australia", "the Netherlands (Amsterdam)"]
    assert [one.as_listed for one in second.entries.all()] == ["Germany", "Australia"]
    assert (first.date_words, second.date_words, third.date_words) == ("24 January 2022", "2022", "")
    assert Body.objects.filter(name__in=["Australia", "Netherlands", "Germany"]).count() == 3


def test_editor_copies_a_list_and_corrects_it(cast: Cast, client: Client) -> None:
    client.force_login(cast.secretariat)
    lines = "Australia\r\n\r\nthe Netherlands (Amsterdam) = Netherlands\r\n"
    adding = reverse("groups:participants-add", args=["exchange"])
    assert (
        client.post(adding, {"source_title": "A page", "entries": lines, "year": 2022, "month": 1}).status_code == 302
    )
    made = cast.group.programme.participant_lists.get()
    assert [(one.as_listed, str(one.body)) for one in made.entries.all()] == [
        ("Australia", "Australia"),
        ("the Netherlands (Amsterdam)", "Netherlands"),
    ]
    page = client.get(reverse("groups:participants-edit", args=["exchange", made.pk])).content.decode()
    assert "the Netherlands (Amsterdam) = Netherlands" in page
    wrong = client.post(adding, {"source_title": "A page", "entries": "X", "day": 3})
    assert (wrong.status_code, "no such date" in wrong.content.decode()) == (422, True)


def test_what_is_removed_comes_back_with_one_press(cast: Cast, client: Client) -> None:
    programme = a_programme(cast)
    client.force_login(cast.chair)
    things = {
        "collaboration": programme.collaborations.get().pk,
        "occasion": programme.occasions.get().pk,
        "participants": programme.participant_lists.order_by("pk")[0].pk,
    }
    before = (programme.collaborations.count(), programme.occasions.count(), programme.participant_lists.count())
    for name, number in things.items():
        found = client.post(reverse(f"groups:{name}-remove", args=["exchange", number]), follow=True)
        assert "Undo" in found.content.decode()
        undo = found.context["undo"]
        assert client.post(undo["url"], dict(undo["fields"])).status_code == 302
    after = (programme.collaborations.count(), programme.occasions.count(), programme.participant_lists.count())
    assert after == before
    again = programme.participant_lists.order_by("-pk")[0]
    assert [one.as_listed for one in again.entries.all()] == ["Australia", "the Netherlands (Amsterdam)"]


def test_year_lists_groups_by_terms_even_when_nothing_is_said_of_them(cast: Cast) -> None:
    year = a_year(cast)
    actor = cast.operator
    for slug, since, until in (
        ("open", date(2020, 5, 1), None),
        ("ended", date(2019, 1, 1), date(2020, 12, 31)),
        ("later", date(2022, 1, 1), None),
        ("last-day", date(2021, 12, 31), date(2022, 6, 1)),
    ):
        group = actions.create_group(actor=actor, programme=year.programme, slug=slug, name=slug)
        actions.add_term(actor=actor, group=group, name="A term", since=since, until=until)
    assert [(one.group.slug, bool(one.text)) for one in groups_in_year(year)] == [
        ("cloud", True),
        ("last-day", False),
        ("open", False),
    ]


def test_year_is_described_with_groups_of_its_own_programme_only(cast: Cast) -> None:
    year = a_year(cast)
    other = actions.create_programme(actor=cast.operator, slug="other", name="Other")
    stranger = actions.create_group(actor=cast.operator, programme=other, slug="stranger", name="Stranger")
    with pytest.raises(Refused, match="another programme"):
        actions.describe_group(actor=cast.chair, year=year, group=stranger, text="Words.")
    with pytest.raises(Refused, match="already"):
        actions.create_year(actor=cast.chair, programme=year.programme, year=2021, title="Again")


def test_who_writes_a_programmes_pages(cast: Cast) -> None:
    programme = cast.group.programme
    for person in (cast.operator, cast.chair, cast.cochair, cast.secretariat, cast.outsider):
        assert programme_edited_by(person, "exchange") == programme
    for person in (cast.delegate, cast.observer, cast.former):
        with pytest.raises(NotAllowed):
            programme_edited_by(person, "exchange")
    Programme.objects.filter(pk=programme.pk).update(is_public=False)
    with pytest.raises(Missing):
        programme_edited_by(cast.delegate, "exchange")
    Group.objects.filter(pk=cast.group.pk).update(state="archived")
    with pytest.raises(Missing):
        programme_edited_by(cast.chair, "exchange")


def test_year_page_is_written_published_and_taken_back(cast: Cast, client: Client) -> None:
    client.force_login(cast.secretariat)
    data = {"year": 2030, "title": "The year 2030", "overview": "To come.", "language": "en"}
    assert client.post(reverse("groups:year-add", args=["exchange"]), data).status_code == 302
    assert Client().get("/programmes/exchange/2030/").status_code == 404
    client.post(reverse("groups:year-publish", args=["exchange", 2030]))
    assert "To come." in Client().get("/programmes/exchange/2030/").content.decode()
    found = client.post(reverse("groups:year-withdraw", args=["exchange", 2030]), follow=True)
    assert Client().get("/programmes/exchange/2030/").status_code == 404
    again = reverse("groups:year-publish", args=["exchange", 2030])
    assert found.content.decode().count(f'action="{again}"') == 2  # the note with "Undo", and the page's main action
    client.post(again)
    assert Client().get("/programmes/exchange/2030/").status_code == 200


def test_pages_ask_as_often_for_many_rows_as_for_one(
    cast: Cast, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    programme = a_programme(cast)
    client.force_login(cast.chair)
    client.get(reverse("groups:year-list", args=["exchange"]))  # the first page of a session writes it down
    for many in (1, 50):
        for number in range(many):
            name = f"{many} {number}"
            actions.add_collaboration(actor=cast.chair, programme=programme, name=name, text="Words.")
            actions.add_participants(
                actor=cast.chair, programme=programme, source_title=name, entries=[Listed("A"), Listed("B")]
            )
        for page, queries in (("programme-manage", 9), ("participants-list", 9), ("year-list", 8)):
            with django_assert_num_queries(queries):
                client.get(reverse(f"groups:{page}", args=["exchange"]))
