"""Django's handle on this app."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Desk, search, overview; no tables."""

    name = "workgroups.home"
