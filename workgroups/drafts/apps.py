"""Django's handle on this app."""

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    """Shared drafts."""

    name = "workgroups.drafts"
