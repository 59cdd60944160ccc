"""Django's handle on this app."""

from django.apps import AppConfig


class DeliverablesConfig(AppConfig):
    """Reports, from assembly to release."""

    name = "workgroups.deliverables"
