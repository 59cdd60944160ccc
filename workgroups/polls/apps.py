"""Django's handle on this app."""

from django.apps import AppConfig


class PollsConfig(AppConfig):
    """Polls and decisions."""

    name = "workgroups.polls"
