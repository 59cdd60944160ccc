"""Django's handle on this app."""

from django.apps import AppConfig


class OperatingConfig(AppConfig):
    """People, jobs, storage and health for operators; no tables."""

    name = "workgroups.operating"
