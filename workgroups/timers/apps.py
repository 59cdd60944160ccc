"""Django's handle on this app."""

from django.apps import AppConfig


class TimersConfig(AppConfig):
    """Due work."""

    name = "workgroups.timers"
