"""From assembly to a published report."""

import pytest

from tests.cast import Cast
from tests.deliverables.stage import built, released, report, version
from tests.duties import waiting
from workgroups.core import clock
from workgroups.core.errors import NotAllowed, Refused
from workgroups.deliverables import actions
from workgroups.deliverables.logic.canonical import canonical
from workgroups.deliverables.models import Build, Deliverable, Release, Report, Source
from workgroups.deliverables.queries import findings_of, inputs_of, outputs_of
from workgroups.deliverables.tasks import build, sweep
from workgroups.groups.queries import people_in
from workgroups.polls.actions import close_poll, open_poll

SIGN = "deliverables.sign"
pytestmark = pytest.mark.django_db


def test_create_deliverable_gives_each_its_own_address(cast: Cast) -> None:
    for _ in range(3):
        actions.create_deliverable(actor=cast.member("chair"), title="Coûts & bénéfices")
    assert list(Deliverable.objects.order_by("pk").values_list("slug", flat=True)) == [
        "couts-benefices",
        "couts-benefices-2",
        "couts-benefices-3",
    ]


def test_add_source_takes_nothing_twice_and_nothing_of_another_group(cast: Cast) -> None:
    found = report(cast)
    same = found.sources.get().version
    with pytest.raises(Refused, match="in the report already"):
        actions.add_source(actor=cast.member("chair"), deliverable=found, version=same)
    Deliverable.objects.filter(pk=found.pk).update(group=cast.elsewhere)
    found.refresh_from_db()
    with pytest.raises(Refused, match="of this group"):
        actions.add_source(actor=cast.member("chair"), deliverable=found, version=version(cast))


def test_move_source_changes_the_order_and_stays_within_it(cast: Cast) -> None:
    found = report(cast)
    annex = actions.add_source(actor=cast.member("chair"), deliverable=found)
    for up, expected in (
        (True, ["participants", "draft"]),
        (True, ["participants", "draft"]),
        (False, ["draft", "participants"]),
    ):
        actions.move_source(actor=cast.member("chair"), source=Source.objects.get(pk=annex.pk), up=up)
        assert list(found.sources.values_list("kind", flat=True)) == expected


def test_open_poll_stops_the_build_until_it_is_closed(cast: Cast) -> None:
    found = report(cast)
    poll = open_poll(actor=cast.member("chair"), question="Which way?", options=["This", "That"])
    actions.add_source(actor=cast.member("chair"), deliverable=found, decision=poll, nested=True)
    assert [finding.code for finding in findings_of(found, inputs_of(found))] == ["poll-open"]
    with pytest.raises(Refused, match="nothing was built"):
        actions.request_build(actor=cast.member("chair"), deliverable=found)
    close_poll(actor=cast.member("chair"), decision=poll)
    assert findings_of(found, inputs_of(found)) == ()


def test_checks_name_what_to_mend(cast: Cast) -> None:
    found = report(cast, "## One\n\nText.\n\n#### Three\n\nSee [here](https://example.org).\n\n## Bare\n")
    codes = [finding.code for finding in findings_of(found, inputs_of(found))]
    assert codes == ["heading-level", "heading-bare", "link-words"]


def test_annex_of_participants_freezes_no_name_since_the_bundle_shows_its_inputs_to_everybody(cast: Cast) -> None:
    found = report(cast)
    actions.add_source(actor=cast.member("chair"), deliverable=found)
    frozen = canonical(inputs_of(found)).decode()
    assert '"kind":"participants"' in frozen
    assert not [one.name for one in people_in(cast.group) if one.name in frozen]


def test_request_build_of_the_same_inputs_is_the_same_build(cast: Cast) -> None:
    found = report(cast)
    one = actions.request_build(actor=cast.member("chair"), deliverable=found)
    assert actions.request_build(actor=cast.member("secretariat"), deliverable=found) == one
    actions.add_source(actor=cast.member("chair"), deliverable=found)
    two = actions.request_build(actor=cast.member("chair"), deliverable=found)
    assert (two.number, two.inputs_hash != one.inputs_hash) == (2, True)


def test_build_is_made_once_and_left_by_a_dead_worker_is_taken_up_again(cast: Cast) -> None:
    asked = actions.request_build(actor=cast.member("chair"), deliverable=report(cast))
    assert actions.take_build(build_id=asked.pk) is not None  # and then that worker dies
    assert actions.take_build(build_id=asked.pk) is None
    assert sweep() == 0
    with clock.at(clock.now() + 2 * actions.LEASE):
        assert sweep() == 1
    found = Build.objects.get(pk=asked.pk)
    assert (found.status, found.attempts, list(found.manifest["checks"].values())) == ("ready", 2, [True] * 9)


def test_build_that_always_kills_its_worker_fails_in_the_end(cast: Cast) -> None:
    asked = actions.request_build(actor=cast.member("chair"), deliverable=report(cast))
    later = clock.now()
    for _ in range(4):
        with clock.at(later):
            actions.take_build(build_id=asked.pk)
        later += 2 * actions.LEASE
    asked.refresh_from_db()
    assert (asked.status, asked.attempts) == (Build.Status.FAILED, 3)


def test_sign_off_is_for_the_chairs_and_for_one_exact_build(cast: Cast) -> None:
    found = built(cast)
    for who in ("secretariat", "delegate"):
        with pytest.raises(NotAllowed):
            actions.sign_off(actor=cast.member(who), build=found)
    assert [waiting(person, SIGN) for person in (cast.chair, cast.cochair, cast.secretariat)] == [
        [found.pk],
        [found.pk],
        [],
    ]
    actions.sign_off(actor=cast.member("chair"), build=found)
    with pytest.raises(Refused, match="signed this build already"):
        actions.sign_off(actor=cast.member("chair"), build=found)
    assert [waiting(person, SIGN) for person in (cast.chair, cast.cochair)] == [[], [found.pk]]


def test_publish_needs_every_chair_and_happens_once(cast: Cast) -> None:
    found = built(cast)
    actions.sign_off(actor=cast.member("chair"), build=found)
    with pytest.raises(Refused, match=r"Not every chair has signed this build: Cochair\."):
        actions.publish(actor=cast.member("chair"), build=found)
    assert Release.objects.count() == 0
    actions.sign_off(actor=cast.member("cochair"), build=found)
    release = actions.publish(actor=cast.member("secretariat"), build=found)
    assert release.get_absolute_url() == "/reports/cloud-four-issues/1/"
    with pytest.raises(Refused, match="published already"):
        actions.publish(actor=cast.member("secretariat"), build=Build.objects.get(pk=found.pk))


def test_second_release_stands_beside_the_first(cast: Cast) -> None:
    first = released(cast)
    deliverable = Deliverable.objects.get()
    actions.add_source(actor=cast.member("chair"), deliverable=deliverable)
    asked = actions.request_build(actor=cast.member("chair"), deliverable=deliverable)
    build(asked.pk)
    asked.refresh_from_db()
    for who in ("chair", "cochair"):
        actions.sign_off(actor=cast.member(who), build=asked)
    second = actions.publish(actor=cast.member("chair"), build=asked)
    assert (first.number, second.number, Report.objects.count()) == (1, 2, 1)
    first.refresh_from_db()
    assert first.build.manifest["outputs"]["pdf"]["sha256"] == outputs_of(first.build)["pdf"].sha256
