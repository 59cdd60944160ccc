"""Put papers into the living group's library, by the same code that stores what a member sends."""

from dataclasses import replace
from datetime import datetime, time
from functools import partial

from workgroups.accounts.models import Person
from workgroups.demo import adapters
from workgroups.demo.actions import Step
from workgroups.demo.actions.stage import Stage
from workgroups.demo.logic.papers import LANGUAGES, PAPERS, PATTERN, VERSIONS, Later, Paper
from workgroups.demo.logic.roster import GROUP_SLUG, OPERATOR, person_of
from workgroups.documents import actions
from workgroups.documents.actions import Given
from workgroups.documents.models import Document
from workgroups.documents.permissions import FILES
from workgroups.files.actions import store_bytes
from workgroups.groups.models import Delegation
from workgroups.groups.permissions import Member, member_for


def papers(now: datetime) -> list[Step]:
    """Say how the group numbers its papers, and let them come on their days."""
    stage = Stage(now)
    steps = [Step(stage.at(54, time(9, 30), OPERATOR), _number)]
    steps += [Step(stage.at(one.back, time(11, 5), one.by), partial(_bring, stage, one)) for one in PAPERS]
    return steps + [Step(stage.at(one.back, time(15, 20), one.by), partial(_renew, one)) for one in VERSIONS]


def _number() -> None:
    actions.set_scheme(actor=_member(OPERATOR), pattern=PATTERN, languages=LANGUAGES)


def _bring(stage: Stage, paper: Paper) -> None:
    member = _member(paper.by)
    files = {tongue: _stored(member, paper, text) for tongue, text in paper.texts.items()}
    given = Given(words=paper.given_for)
    if paper.due is not None:
        given = replace(given, kind="business", day=stage.day(paper.due), zone=person_of(paper.by).zone)
    actions.add_document(
        actor=member,
        title=paper.title,
        type=paper.type,
        files=files,
        parent=_document(paper.part_of) if paper.part_of else None,
        part="add" if paper.part_of else "",
        delegation=Delegation.objects.get(group=member.group, body__name="World Bank") if paper.body else None,
        given=given,
    )


def _renew(later: Later) -> None:
    member, paper = _member(later.by), _paper(later.key)
    actions.add_version(
        actor=member,
        document=_document(later.key),
        language="en",
        file_id=_stored(member, paper, later.text),
        note=later.note,
        is_revision=later.is_revision,
    )


def _stored(member: Member, paper: Paper, text: str) -> int:
    data = adapters.sheet(text) if paper.ending == "pdf" else text.encode()
    name = f"{paper.key}.{paper.ending}"
    return store_bytes(owner=member.person, group_id=member.group.pk, name=name, data=data, kind=FILES).pk


def _document(key: str) -> Document:
    return Document.objects.get(group__slug=GROUP_SLUG, title=_paper(key).title)


def _paper(key: str) -> Paper:
    return next(one for one in PAPERS if one.key == key)


def _member(handle: str) -> Member:
    return member_for(Person.objects.get(email=person_of(handle).email), GROUP_SLUG)
