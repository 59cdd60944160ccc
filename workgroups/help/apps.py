"""Django's handle on this app."""

from django.apps import AppConfig


class HelpConfig(AppConfig):
    """Help where one is, guides to print, feedback; no tables."""

    name = "workgroups.help"
