"""Django's handle on this app."""

from django.apps import AppConfig


class ThreadsConfig(AppConfig):
    """Threads."""

    name = "workgroups.threads"
