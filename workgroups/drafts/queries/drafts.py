"""Lists of drafts, and what other pages say of them."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, F, Max, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from workgroups.accounts.models import Person
from workgroups.core import slots
from workgroups.drafts.logic import states
from workgroups.drafts.models import Draft, DraftVersion
from workgroups.drafts.queries.sections import section_counts
from workgroups.groups.permissions import Member, markings_read
from workgroups.groups.queries import OpenEnd, readable_by
from workgroups.groups.registry import Tied, tie


def drafts_in(member: Member) -> QuerySet[Draft]:
    """The drafts that a member may know of, last changed first, with how many versions and sections each has."""
    found = Draft.objects.filter(group=member.group, marking__in=markings_read(member))
    found = section_counts(found.annotate(version_count=Count("versions")))
    return found.select_related("group").order_by("-changed_at", "-pk")


def drafts_hidden_from(person: Person) -> QuerySet[Any]:
    """Return the ids of the drafts whose marking a person may not read, in whatever group."""
    return Draft.objects.exclude(readable_by(person)).values("pk")


def versions_of(draft: Draft) -> QuerySet[DraftVersion]:
    """Named versions, newest first, without their documents."""
    return draft.versions.select_related("by", "draft__group").defer("pm_json", "update").order_by("-number")


@tie("draft", order=20)
class DraftTie:
    """A draft to which a milestone leads: frozen when a version is named and nothing has changed since."""

    label = gettext_lazy("Draft")

    def read(self, member: Member, numbers: Sequence[int]) -> dict[int, Tied]:
        found = _readable(member).filter(number__in=numbers).annotate(frozen_seq=Max("versions__seq"))
        return {one.number: self._tied(one) for one in found}

    def offered(self, member: Member) -> Iterable[tuple[int, str]]:
        return _readable(member).order_by("-changed_at").values_list("number", "title")

    def _tied(self, draft: Draft) -> Tied:
        frozen = draft.frozen_seq  # type: ignore[attr-defined]
        if draft.state in {Draft.State.REVIEW, Draft.State.SETTLED, Draft.State.ADOPTED}:
            word, kind = str(Draft.State(draft.state).label), states.KINDS[draft.state]
        elif frozen is None:
            word, kind = _("Being written"), "active"
        elif frozen < draft.announced_seq:
            word, kind = _("Changed since its last version"), "waits"
        else:
            word, kind = _("Version named"), "settled"
        return Tied(draft.title, draft.get_absolute_url(), word, kind)


@slots.fill("groups.closing", order=40)
def unnamed_drafts(member: Member) -> list[OpenEnd]:
    """Tell of drafts whose last words stand in no version."""
    found = _readable(member).annotate(frozen_seq=Coalesce(Max("versions__seq"), -1))
    if not (count := found.filter(frozen_seq__lt=F("announced_seq")).count()):
        return []
    words = ngettext("%(count)s draft has changes in no version", "%(count)s drafts have changes in no version", count)
    then = _("Their text stays as it was last saved.")
    return [OpenEnd(words % {"count": count}, reverse("drafts:draft-list", args=[member.group.slug]), then)]


@slots.fill("groups.record")
def names_of_drafts(field: str, ids: set[int]) -> dict[int, str] | None:
    """Name drafts in the record of what officers did."""
    return dict(Draft.objects.filter(pk__in=ids).values_list("pk", "title")) if field == "draft_id" else None


def _readable(member: Member) -> QuerySet[Draft]:
    return Draft.objects.filter(group=member.group, marking__in=markings_read(member)).select_related("group")
