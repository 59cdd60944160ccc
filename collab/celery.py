"""The Celery application; what runs when is declared by each app in `tasks.SCHEDULE` and gathered here."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "collab.settings")
app = Celery("workgroups")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@app.on_after_finalize.connect
def set_schedule(sender: Celery, **_: object) -> None:
    """Gather `SCHEDULE = {task name: seconds}` of every app's tasks module."""
    from importlib import import_module
    from importlib.util import find_spec

    from django.apps import apps

    for config in apps.get_app_configs():
        if config.name.startswith("workgroups.") and find_spec(f"{config.name}.tasks"):
            schedule: dict[str, float] = getattr(import_module(f"{config.name}.tasks"), "SCHEDULE", {})
            for name, seconds in schedule.items():
                sender.conf.beat_schedule[name] = {"task": name, "schedule": seconds}
