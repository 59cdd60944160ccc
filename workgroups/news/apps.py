"""Django's handle on this app."""

from django.apps import AppConfig


class NewsConfig(AppConfig):
    """Articles, comments, timeline."""

    name = "workgroups.news"
