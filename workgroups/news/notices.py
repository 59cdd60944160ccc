"""What waits for those who write a programme's pages: readers' comments to be read."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workgroups.news.queries import COMMENTS_DUE
from workgroups.notifications.registry import Duty, Open, duty_rows


@duty_rows("news.read", COMMENTS_DUE, order=60)
def comments_due(one: Open) -> Duty:
    """Read the comments that wait, once a programme, for every officer of its active groups."""
    number = one.data["number"]
    words = ngettext("%(number)s comment on %(programme)s", "%(number)s comments on %(programme)s", number)
    return Duty(
        verb=_("Read"),
        thing=words % {"number": number, "programme": one.data["name"]},
        url=reverse("news:comment-list", args=[one.data["slug"]]),
        group_id=one.group_id,
        group_name=one.group_name,
        due=None,
        silence=_("If you do nothing, they stay unpublished."),
    )
