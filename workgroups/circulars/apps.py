"""Django's handle on this app."""

from django.apps import AppConfig


class CircularsConfig(AppConfig):
    """Letters to a group's members."""

    name = "workgroups.circulars"
