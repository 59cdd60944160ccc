"""Django's handle on this app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The search index."""

    name = "workgroups.search"
