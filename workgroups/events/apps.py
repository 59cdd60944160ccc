"""Django's handle on this app."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps


class EventsConfig(AppConfig):
    """The event log; when all apps are loaded it knows every event and every reader."""

    name = "workgroups.events"

    def ready(self) -> None:
        """Load what registers itself: events, subscribers, notices."""
        for config in apps.get_app_configs():
            for module in ("events", "queries", "notices", "subscribers"):
                if config.name.startswith("workgroups.") and find_spec(f"{config.name}.{module}"):
                    import_module(f"{config.name}.{module}")
