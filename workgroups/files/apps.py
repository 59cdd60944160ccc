"""Django's handle on this app."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Stored files."""

    name = "workgroups.files"
