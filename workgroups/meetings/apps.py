"""Django's handle on this app."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Meetings."""

    name = "workgroups.meetings"
