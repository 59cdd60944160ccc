"""Django's handle on this app."""

from importlib import import_module

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Notices, digests and mail."""

    name = "workgroups.notifications"

    def ready(self) -> None:
        """Register the system check."""
        import_module("workgroups.notifications.checks")
