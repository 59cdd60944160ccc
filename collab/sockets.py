"""Gather every app's socket routes behind sign-in and the check of where a page came from."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.apps import apps


def sockets(pages: Any) -> Any:
    """Return the ASGI application: `pages` for HTTP, each app's `routing.urlpatterns` for sockets."""
    routes: list[Any] = []
    for config in apps.get_app_configs():
        if config.name.startswith("workgroups.") and find_spec(f"{config.name}.routing"):
            routes += import_module(f"{config.name}.routing").urlpatterns
    guarded = AllowedHostsOriginValidator(AuthMiddlewareStack(URLRouter(routes)))
    return ProtocolTypeRouter({"http": pages, "websocket": guarded})
