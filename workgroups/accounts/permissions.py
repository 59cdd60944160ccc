"""The guarded way to what is a person's own."""

from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.db.models import Exists, OuterRef

from workgroups.accounts.models import Card, DataCopy, Person
from workgroups.accounts.queries import copy_of
from workgroups.core import clock
from workgroups.core.errors import Missing
from workgroups.files.models import File
from workgroups.files.registry import loose_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

COPIES = "accounts.copy"  # without a reader: the files' own address never opens one, which asks for no second proof


def session_for(person: Person, number: int) -> UserSession:
    """Return one of a person's own sessions; raises Missing for everybody else's."""
    found: UserSession | None = UserSession.objects.filter(pk=number, user=person).first()
    if found is None:
        raise Missing
    return found


def copy_file_for(person: Person) -> File:
    """Return the file of a person's own copy while it can be fetched; raises Missing."""
    copy = copy_of(person)
    if copy is None or copy.file is None or copy.expires_at is None or copy.expires_at <= clock.now():
        raise Missing
    return copy.file


@loose_of(COPIES)
def left_copies(files: "QuerySet[File]") -> "QuerySet[File]":
    """Files of copies that are gone."""
    return files.filter(~Exists(DataCopy.objects.filter(file=OuterRef("pk"))))


@loose_of("accounts.picture")
def left_pictures(files: "QuerySet[File]") -> "QuerySet[File]":
    """Pictures that no card shows any more."""
    return files.filter(~Exists(Card.objects.filter(picture=OuterRef("pk"))))
