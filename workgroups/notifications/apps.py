"""Django's handle on this app."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Notices, digests and mail."""

    name = "workgroups.notifications"
