"""Doors of the library, and of its files and archives."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import Cast
from tests.documents.stage import document, file, version
from tests.doors.door import (
    FORBIDDEN,
    IN,
    MEMBERS_ONLY,
    MISSING,
    NOBODY,
    OFFICERS_ONLY,
    SIGN_IN,
    Door,
    Profile,
    Values,
    but,
    group,
    only,
    refused,
)
from workgroups.core import clock
from workgroups.documents import actions
from workgroups.documents.models import Archive
from workgroups.documents.permissions import ARCHIVES
from workgroups.files.actions import store_bytes

# Officers, whoever brought it and the delegation that it is from.
KEEPERS: Profile = but(MEMBERS_ONLY, observer=FORBIDDEN)
# What an observer may not know of.
RESTRICTED: Profile = but(MEMBERS_ONLY, observer=MISSING)


def of_west(cast: Cast) -> Values:
    one = document(cast, delegation=cast.member("delegate").delegation)
    return {"slug": cast.group.slug, "number": one.number}


def restricted(cast: Cast) -> Values:
    one = document(cast, delegation=cast.member("delegate").delegation, marking="restricted")
    return {"slug": cast.group.slug, "number": one.number}


def withdrawn(cast: Cast) -> Values:
    one = document(cast)
    actions.withdraw_document(actor=cast.member("chair"), document=one)
    return {"slug": cast.group.slug, "number": one.number}


def said(cast: Cast) -> Values:
    return {"title": "Costs", "type": "working", "marking": "group", "due_zone": "UTC", "language": "en"}


def brought(cast: Cast) -> Values:
    return {"files": SimpleUploadedFile("costs.txt", b"What clouds cost.")}


def new_version(cast: Cast) -> Values:
    return said(cast) | brought(cast)


def archive(cast: Cast) -> Archive:
    return actions.ask_archive(actor=cast.member("delegate"), document_ids=[document(cast).pk])


def asked(cast: Cast) -> Values:
    return {"slug": cast.group.slug, "uid": archive(cast).uid}


def archived(cast: Cast) -> Values:
    one = archive(cast)
    stored = store_bytes(
        owner=cast.delegate, group_id=cast.group.pk, name="a.zip", data=b"PK", kind=ARCHIVES, subject_id=one.pk
    )
    actions.finish_archive(archive=one, file_id=stored.pk, document_ids=one.document_ids)
    return {"uid": stored.uid, "name": stored.name}


def expired(cast: Cast) -> Values:
    with clock.at(clock.now() - timedelta(days=3)):
        return archived(cast)


def paper(cast: Cast, **said: str) -> Values:
    found = version(cast, document(cast, **said)).file
    assert found
    return {"uid": found.uid, "name": found.name}


def secret_paper(cast: Cast) -> Values:
    return paper(cast, marking="restricted")


def withdrawn_paper(cast: Cast) -> Values:
    one = document(cast)
    found = version(cast, one).file
    actions.withdraw_document(actor=cast.member("chair"), document=one)
    assert found
    return {"uid": found.uid, "name": found.name}


def loose(cast: Cast) -> Values:
    found = file(cast, "observer")
    return {"uid": found.uid, "name": found.name}


def only_reader(who: str) -> Profile:
    return {name: IN if name == who else MISSING for name in NOBODY} | {"anonymous": SIGN_IN}


def pattern(cast: Cast) -> Values:
    return {"pattern": "CLOUD/{year}/{n}"}


ROWS = [
    Door("documents:document-list", args=group, get=MEMBERS_ONLY),
    Door("documents:document-rows", args=group, get=MEMBERS_ONLY),
    Door("documents:document-add", args=group, get=MEMBERS_ONLY, post=MEMBERS_ONLY, data=brought),
    Door("documents:document-add", case="without a file", args=group, post=refused(MEMBERS_ONLY)),
    Door("documents:document-check", args=group, get=MEMBERS_ONLY, post=MEMBERS_ONLY, data=said),
    Door("documents:archive-ask", args=group, post=MEMBERS_ONLY, data=lambda cast: {"document": "1"}),
    Door("documents:archive-page", args=asked, get=only_reader("delegate")),
    Door("documents:scheme-change", args=group, get=OFFICERS_ONLY, post=OFFICERS_ONLY, data=pattern),
    Door("documents:scheme-preview", args=group, get=OFFICERS_ONLY),
    Door("documents:document-page", args=of_west, get=MEMBERS_ONLY),
    Door("documents:document-page", case="restricted", args=restricted, get=RESTRICTED),
    Door("documents:document-page", case="withdrawn", args=withdrawn, get=MEMBERS_ONLY),
    Door("documents:document-change", args=of_west, get=KEEPERS, post=KEEPERS, data=said),
    Door("documents:document-change", case="restricted", args=restricted, get=RESTRICTED),
    Door("documents:version-add", args=of_west, get=KEEPERS, post=KEEPERS, data=new_version),
    Door("documents:version-add", case="without a file", args=of_west, post=refused(KEEPERS), data=said),
    Door("documents:document-withdraw", args=of_west, post=KEEPERS),
    Door("documents:document-withdraw", case="restricted", args=restricted, post=RESTRICTED),
    Door("documents:document-restore", args=withdrawn, post=only("chair")),
    Door("documents:watching-choose", args=of_west, post=MEMBERS_ONLY, data=lambda cast: {"watching": "1"}),
    Door("documents:watching-choose", case="restricted", args=restricted, post=RESTRICTED),
    Door("files:file", case="of a document", args=paper, get=MEMBERS_ONLY),
    Door("files:file", case="of a restricted document", args=secret_paper, get=RESTRICTED),
    Door("files:file", case="of a withdrawn document", args=withdrawn_paper, get=NOBODY | {"anonymous": SIGN_IN}),
    Door("files:file", case="brought for a document", args=loose, get=only_reader("observer")),
    Door("files:file", case="of an archive", args=archived, get=only_reader("delegate")),
    Door("files:file", case="of an archive that expired", args=expired, get=NOBODY | {"anonymous": SIGN_IN}),
]
