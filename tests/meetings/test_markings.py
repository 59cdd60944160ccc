"""A meeting's marking: chosen when it is planned, said by the names of its files, obeyed by what leaves."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.doors.door import Values
from tests.doors.meetings import participant, planned, record, series, shape
from workgroups.meetings.actions import mark_meeting
from workgroups.meetings.models import Meeting, Series

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "values"), [("meeting-add", shape), ("meeting-record", record), ("series-add", series)]
)
def test_each_form_for_something_new_takes_a_marking_and_no_other(
    cast: Cast, client: Client, name: str, values: Callable[[Cast], Values]
) -> None:
    client.force_login(cast.chair)
    at = reverse(f"meetings:{name}", args=[cast.group.slug])
    assert client.post(at, values(cast) | {"marking": "secret"}).status_code == 422
    assert client.post(at, values(cast) | {"marking": "unattributed"}).status_code == 302
    assert {*Meeting.objects.values_list("marking", flat=True), *Series.objects.values_list("marking", flat=True)} == {
        "unattributed"
    }


def test_change_of_a_meeting_asks_for_no_marking_and_keeps_it(cast: Cast, client: Client) -> None:
    one = planned(cast)
    mark_meeting(actor=cast.member("chair"), meeting=one, marking="restricted")
    client.force_login(cast.chair)
    at = reverse("meetings:meeting-edit", args=[cast.group.slug, one.number])
    assert b'name="marking"' not in client.get(at).content
    assert client.post(at, shape(cast) | {"marking": "group"}).status_code == 302
    assert Meeting.objects.get().marking == "restricted"


def test_names_of_files_say_the_marking_and_no_list_of_who_took_part_leaves(cast: Cast, client: Client) -> None:
    args = participant(cast)
    one = [args["slug"], args["number"]]
    client.force_login(cast.chair)

    def file(name: str) -> tuple[int, str]:
        response = client.get(reverse(f"meetings:{name}", args=one))
        return response.status_code, response.get("Content-Disposition", "").partition("=")[2]

    assert file("participant-file") == (200, '"participants-1.csv"')
    for marking, tag in (("restricted", "_RESTRICTED"), ("unattributed", "_NOT-FOR-ATTRIBUTION"), ("group", "")):
        mark_meeting(actor=cast.member("chair"), meeting=Meeting.objects.get(), marking=marking)
        assert file("meeting-file") == (200, f'"calendar{tag}.ics"')
        status, name = file("participant-file")
        expected = (403, "") if marking == "unattributed" else (200, f'"participants-1{tag}.csv"')
        assert (status, name) == expected
        words = client.get(reverse("meetings:participant-list", args=one)).content
        assert (b"file.csv" in words) is (marking != "unattributed")
