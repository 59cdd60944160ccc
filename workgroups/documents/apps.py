"""Django's handle on this app."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """The library."""

    name = "workgroups.documents"
