"""Django's handle on this app."""

from importlib import import_module

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demonstration record."""

    name = "workgroups.demo"

    def ready(self) -> None:
        """Name the cast for the sign-in page; this app has no addresses that would load it."""
        import_module("workgroups.demo.queries")
