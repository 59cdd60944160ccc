"""A poll's, a call's and a decision's marking: chosen when it is made, obeyed by what leaves."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.doors.polls import asked, decided, elsewhere, question
from tests.polls.stage import call, submit
from workgroups.events.actions import catch_up
from workgroups.notifications.models import Notice
from workgroups.notifications.queries.readers import lines_of
from workgroups.polls.models import Decision

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("poll-add", question),
        ("call-add", asked),
        ("decision-add", decided),
        ("poll-record", elsewhere),
        ("themes-record", elsewhere),
    ],
)
def test_each_form_for_something_new_takes_a_marking_and_no_other(
    cast: Cast, client: Client, name: str, values
) -> None:  # type: ignore[no-untyped-def]
    client.force_login(cast.chair)
    at = reverse(f"polls:{name}", args=[cast.group.slug])
    assert client.post(at, values(cast) | {"marking": "secret"}).status_code == 422
    assert client.post(at, values(cast) | {"marking": "restricted"}).status_code == 302
    assert Decision.objects.get().marking == "restricted"


def test_file_of_a_call_that_is_not_for_attribution_names_nobody_and_says_so(cast: Cast, client: Client) -> None:
    found = call(cast, marking="unattributed")
    submit(cast, found, "cochair", "Zebra.", "Hybrid")
    submit(cast, found, "delegate", "Antelope.", "Hybrid")
    client.force_login(cast.delegate2)
    response = client.get(reverse("polls:call-export", args=[cast.group.slug, found.number]))
    words = response.content.decode()
    assert "_NOT-FOR-ATTRIBUTION.csv" in response["Content-Disposition"]
    assert [name for name in ("Westland", "Southland") if name in words] == []
    assert words.index("Antelope.") < words.index("Zebra."), "in an order that says nothing of whose they are"


def test_mail_of_an_answer_that_is_not_for_attribution_says_not_whose(cast: Cast) -> None:
    found = call(cast, marking="unattributed")
    submit(cast, found, "delegate", "Words.", "Hybrid")
    catch_up()
    notices = Notice.objects.filter(kind="polls.call_answered", person=cast.chair).select_related("person", "group")
    (line,) = lines_of(list(notices)).values()
    assert line.title == "Westland answered “Input on cloud”", "members see who spoke"
    assert line.mailed("Cloud").title == "[Not for attribution] “Input on cloud” was answered"
