"""What waits for those who write a programme's pages: readers' comments to be read."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workgroups.accounts.models import Person
from workgroups.groups.models import Group
from workgroups.groups.queries import groups_officed_by
from workgroups.news.queries import waiting_by_programme
from workgroups.notifications.registry import Duty, duties


@duties(order=60, many=True)
def comments_to_read(people: Sequence[Person]) -> dict[int, list[Duty]]:
    """Read the comments that wait, once a programme, for every officer of its active groups."""
    held = groups_officed_by(people)
    waiting = waiting_by_programme({group.programme_id for groups in held.values() for group in groups})
    return {person.pk: [_duty(group, waiting) for group in _one_each(held[person.pk], waiting)] for person in people}


def _one_each(groups: Sequence[Group], waiting: dict[int, int]) -> list[Group]:
    found: dict[int, Group] = {}
    for group in groups:
        if waiting.get(group.programme_id):
            found.setdefault(group.programme_id, group)
    return list(found.values())


def _duty(group: Group, waiting: dict[int, int]) -> Duty:
    number = waiting[group.programme_id]
    words = ngettext("%(number)s comment on %(programme)s", "%(number)s comments on %(programme)s", number)
    return Duty(
        verb=_("Read"),
        thing=words % {"number": number, "programme": group.programme.name},
        url=reverse("news:comment-list", args=[group.programme.slug]),
        group_id=group.pk,
        group_name=group.name,
        due=None,
        silence=_("If you do nothing, they stay unpublished."),
    )
