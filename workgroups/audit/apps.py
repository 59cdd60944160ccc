"""Django's handle on this app."""

from importlib import import_module

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The record of acts. It stands below `workgroups.events` in INSTALLED_APPS, which has loaded every event."""

    name = "workgroups.audit"

    def ready(self) -> None:
        """Listen to every event that has an actor."""
        import_module("workgroups.audit.subscribers").listen()
