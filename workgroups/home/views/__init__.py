"""Doors: desk, what waits, search, the follow-up board, and the overview that a member sees of a group."""

from workgroups.home.views.desk import awaited, desk, follow_up, follow_up_chase, follow_up_export, search
from workgroups.home.views.duties import duty_act, duty_list, duty_page

__all__ = [
    "awaited",
    "desk",
    "duty_act",
    "duty_list",
    "duty_page",
    "follow_up",
    "follow_up_chase",
    "follow_up_export",
    "search",
]
