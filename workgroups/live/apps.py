"""Django's handle on this app."""

from importlib import import_module

from django.apps import AppConfig


class LiveConfig(AppConfig):
    """Open pages."""

    name = "workgroups.live"

    def ready(self) -> None:
        """Hang up the bell that rings after every commit, in web, worker and commands alike."""
        import_module("workgroups.live.consumers.bell")
