"""Gather every app's socket routes behind sign-in and the check of where a page came from, and bodies in pieces."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.apps import apps


def sockets(pages: Any) -> Any:
    """Return the ASGI application: `pages` for HTTP, each app's `routing.urlpatterns` for sockets.

    A PATCH to one of an app's `routing.pieces` goes there instead of to `pages`, its body as it comes, and a POST to
    one of its `routing.lanes`, which answers when it has something to say.
    """
    routes: list[Any] = []
    pieces: list[Any] = []
    lanes: list[Any] = []
    for config in apps.get_app_configs():
        if config.name.startswith("workgroups.") and find_spec(f"{config.name}.routing"):
            routing = import_module(f"{config.name}.routing")
            routes += routing.urlpatterns
            pieces += getattr(routing, "pieces", [])
            lanes += getattr(routing, "lanes", [])
    guarded = AllowedHostsOriginValidator(AuthMiddlewareStack(URLRouter(routes)))
    taken = {"PATCH": pieces, "POST": lanes}
    signed_in = {method: AuthMiddlewareStack(URLRouter(found)) for method, found in taken.items()}

    async def http(scope: dict[str, Any], receive: Any, send: Any) -> None:
        path, method = scope["path"].lstrip("/"), scope["method"]
        ours = any(route.pattern.match(path) for route in taken.get(method, ()))
        await (signed_in[method] if ours else pages)(scope, receive, send)

    return ProtocolTypeRouter({"http": http, "websocket": guarded})
