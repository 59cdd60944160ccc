"""Reports in every state, made through actions, for the tests."""

from collections.abc import Callable
from unittest.mock import patch

from tests.cast import Cast
from workgroups.deliverables import actions
from workgroups.deliverables.adapters.formats import Workshop
from workgroups.deliverables.models import Build, Deliverable, Release, Report
from workgroups.deliverables.tasks import build as build_task
from workgroups.drafts.actions import create_draft, name_version
from workgroups.drafts.models import DraftVersion

WORDS = """## Where to start

What nobody would miss for an hour.

## Who coordinates

| Arrangement | Speed |
|---|---|
| Central | slow |
| Hybrid | steady |

- one desk
- one budget
"""


def version(cast: Cast, words: str = WORDS) -> DraftVersion:
    draft = create_draft(actor=cast.member("chair"), title="Issues paper", words=words)
    return name_version(actor=cast.member("chair"), draft=draft, label="Adopted")


def report(cast: Cast, words: str = WORDS) -> Deliverable:
    found = actions.create_deliverable(actor=cast.member("chair"), title="Cloud: four issues", summary="What we found.")
    actions.add_source(actor=cast.member("chair"), deliverable=found, version=version(cast, words))
    return found


def _only_what_must_be(work: Workshop) -> dict[str, Callable[[], bytes]]:
    """PDF and page: most tests look at who may do what with a build; `test_formats` looks at all of its files."""
    return {"pdf": work.pdf, "web": work.web}


def built(cast: Cast, *, signed: bool = False, words: str = WORDS) -> Build:
    asked = actions.request_build(actor=cast.member("chair"), deliverable=report(cast, words))
    with patch.object(Workshop, "makers", _only_what_must_be):
        build_task(asked.pk)
    found = Build.objects.select_related("deliverable__group").get(pk=asked.pk)
    assert found.status == Build.Status.READY, found.error
    if signed:
        for who in ("chair", "cochair"):
            actions.sign_off(actor=cast.member(who), build=found)
    return found


def released(cast: Cast) -> Release:
    return actions.publish(actor=cast.member("secretariat"), build=built(cast, signed=True))


def released_again(first: Release, cast: Cast, words: str = WORDS.replace("an hour", "a day")) -> Release:
    """Publish a second release, from another version of the draft."""
    deliverable = first.build.deliverable
    source = deliverable.sources.get()
    actions.remove_source(actor=cast.member("chair"), source=source)
    actions.add_source(actor=cast.member("chair"), deliverable=deliverable, version=version(cast, words))
    asked = actions.request_build(actor=cast.member("chair"), deliverable=deliverable)
    build_task(asked.pk)
    build = Build.objects.select_related("deliverable__group").get(pk=asked.pk)
    for who in ("chair", "cochair"):
        actions.sign_off(actor=cast.member(who), build=build)
    return actions.publish(actor=cast.member("secretariat"), build=build)


def recorded(cast: Cast) -> Report:
    return actions.record_report(
        actor=cast.member("chair"), title="Safe travel", url="https://example.org/safe-travel", published_on="2021"
    )
