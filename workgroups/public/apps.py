"""Django's handle on this app."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """The public face."""

    name = "workgroups.public"
