"""Django's handle on this app."""

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    """Groups and who sits in them."""

    name = "workgroups.groups"
