"""The page on which a report is assembled."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.deliverables.stage import report
from workgroups.core import clock
from workgroups.deliverables import actions
from workgroups.deliverables.queries import SILENT
from workgroups.polls.actions import open_poll

pytestmark = pytest.mark.django_db


def test_each_finding_leads_to_where_it_is_mended(cast: Cast, client: Client) -> None:
    found = report(cast, "## One\n\nSee [here](https://example.org).\n")
    poll = open_poll(actor=cast.member("chair"), question="Which way?", options=["This", "That"])
    actions.add_source(actor=cast.member("chair"), deliverable=found, decision=poll)
    client.force_login(cast.secretariat)
    block = found.sources.get(kind="draft").version.pm_json["content"][1]["attrs"]["id"]  # type: ignore[union-attr]
    places = {finding.code: place for finding, place in client.get(found.get_absolute_url()).context["findings"]}
    assert places == {"poll-open": poll.get_absolute_url(), "link-words": f"/groups/cloud/drafts/1/#block-{block}"}


def test_page_says_when_nobody_builds(cast: Cast, client: Client) -> None:
    found = report(cast)
    actions.request_build(actor=cast.member("chair"), deliverable=found)
    client.force_login(cast.delegate)
    address = f"{found.get_absolute_url()}builds/"
    assert "It is not running." not in client.get(address).content.decode()
    with clock.at(clock.now() + 2 * SILENT):
        assert "Nothing is lost: the build begins when it is back." in client.get(address).content.decode()
