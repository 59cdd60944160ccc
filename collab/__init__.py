"""The composition root: knows every app, and nobody imports it."""

# Whatever process loads the settings rings the same broker: without this, tasks go to Celery's default application.
from collab.celery import app as celery

__all__ = ["celery"]
