"""Terms of reference and milestones of the cast's group."""

from datetime import date

from tests.cast import Cast
from workgroups.core import clock
from workgroups.groups.actions import NOBODY, Holder, agree_charter, draft_charter, plan_milestone
from workgroups.groups.models import Charter, Milestone

WORDS = "## Task\n\nThe group compares practice.\n\n- It meets twice a year.\n- It reports in autumn."


def a_charter(cast: Cast, body: str = WORDS, language: str = "en") -> Charter:
    """A draft."""
    return draft_charter(actor=cast.chair, group=cast.group, body=body, language=language)


def an_agreed_charter(cast: Cast, body: str = WORDS, *, is_public: bool = False, language: str = "en") -> Charter:
    """A version that was agreed today."""
    charter = a_charter(cast, body, language)
    agree_charter(actor=cast.chair, charter=charter, agreed_on=clock.now().date(), is_public=is_public)
    charter.refresh_from_db()
    return charter


def a_milestone(
    cast: Cast, title: str = "First outline", due: date = date(2030, 5, 3), holder: Holder = NOBODY
) -> Milestone:
    """A planned step."""
    return plan_milestone(actor=cast.secretariat, group=cast.group, title=title, due=due, holder=holder)
