"""Reports published elsewhere, and corrections to what is published."""

from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import Cast
from tests.deliverables import stage
from tests.deliverables.sample import picture
from tests.deliverables.stage import recorded, released, report
from workgroups.core.errors import NotAllowed, Refused
from workgroups.deliverables import actions
from workgroups.deliverables.models import Report
from workgroups.deliverables.queries import corrections_of, elsewhere_in, published

pytestmark = pytest.mark.django_db


def test_record_report_answers_like_any_report(cast: Cast) -> None:
    here, elsewhere = released(cast).report, recorded(cast)
    assert [(one.title, one.summary, one.is_elsewhere) for one in published()] == [
        ("Safe travel", "", True),
        ("Cloud: four issues", "What we found.", False),
    ]
    assert (elsewhere.published_on, elsewhere.year, here.year) == ("2021", 2021, here.first_published_at.year)
    assert elsewhere_in(cast.group) == [elsewhere]


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", " "), ("url", "javascript:alert(1)"), ("url", "file:///etc/passwd"), ("published_on", "2021-13")],
)
def test_record_report_refuses_what_cannot_be(cast: Cast, field: str, value: str) -> None:
    with pytest.raises(Refused) as refusal:
        actions.record_report(
            actor=cast.member("chair"), **{"title": "Safe travel", "url": "https://example.org/", field: value}
        )
    assert (refusal.value.field, Report.objects.count()) == (field, 0)


def test_record_and_report_in_assembly_never_share_an_address(cast: Cast) -> None:
    recorded(cast)
    assert actions.create_deliverable(actor=cast.member("chair"), title="Safe travel").slug == "safe-travel-2"


def test_correct_report_changes_a_record_and_keeps_what_it_said(cast: Cast) -> None:
    report = recorded(cast)
    actions.correct_report(
        actor=cast.member("secretariat"), report=report, field="published_on", now="2021-11", note="The file says so."
    )
    found = corrections_of(Report.objects.get(pk=report.pk))
    assert [(one.concerning, one.was, one.now, one.note) for one in found] == [
        ("Published on", "2021", "2021-11", "The file says so.")
    ]
    assert Report.objects.get(pk=report.pk).published_on == "2021-11"
    with pytest.raises(Refused, match="says already"):
        actions.correct_report(actor=cast.member("chair"), report=report, field="published_on", now="2021-11")


def test_correct_report_stands_beside_a_release_and_never_changes_it(cast: Cast) -> None:
    release = released(cast)
    with pytest.raises(Refused):
        actions.correct_report(actor=cast.member("chair"), report=release.report, field="title", now="Other")
    with pytest.raises(NotAllowed):
        actions.correct_report(actor=cast.member("delegate"), report=release.report, concerning="Table 1", now="7")
    actions.correct_report(actor=cast.member("chair"), report=release.report, concerning="Table 1", was="5", now="7")
    assert [one.now for one in corrections_of(release.report)] == ["7"]
    assert release.report.title == "Cloud: four issues"


def test_correction_page_keeps_what_was_typed(cast: Cast, client: Client) -> None:
    report = recorded(cast)
    client.force_login(cast.chair)
    address = f"/groups/{cast.group.slug}/deliverables/published/{report.slug}/corrections/new/"
    answer = client.post(address, {"field": "url", "now": "nowhere", "note": "my words"})
    assert (answer.status_code, b"my words" in answer.content) == (422, True)
    client.post(address, {"field": "publisher", "now": "A ministry", "note": "my words"})
    page = client.get(report.get_absolute_url()).content.decode()
    assert "<ins>A ministry</ins>" in page
    assert "my words" in page


def test_picture_of_a_report_is_for_members_until_it_is_published(cast: Cast, client: Client) -> None:
    deliverable = report(cast)
    client.force_login(cast.chair)
    words = {"heading": "Blue", "alternative": "A blue picture.", "file": SimpleUploadedFile("blue.png", picture())}
    assert client.post(f"{deliverable.get_absolute_url()}pictures/new/", words).status_code == 302
    address = deliverable.sources.get(kind="figure").file.get_absolute_url()  # type: ignore[union-attr]
    assert client.get(address).status_code == 200
    assert Client().get(address).status_code != 200
    with patch.object(stage, "report", lambda *_args: deliverable):
        released(cast)
    assert Client().get(address).status_code == 200
