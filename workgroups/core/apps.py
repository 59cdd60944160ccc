"""Django's handle on this app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """The ground floor."""

    name = "workgroups.core"
