"""The whole permission matrix, gathered from this package, and the product's real doors to compare it with."""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from django.apps import apps

import tests.doors
from tests.doors.door import Door, Socket

VOCABULARY = {"door", "table", "sockets", "ask", "tenure", "brought"}  # parts of groups and of drafts


def rows() -> dict[str, list[Door]]:
    """The declared doors by module (`threads` → its rows)."""
    found = [one.name for one in iter_modules(tests.doors.__path__) if not one.name.startswith(("test_", "conftest"))]
    return {name: import_module(f"tests.doors.{name}").ROWS for name in found if name not in VOCABULARY}


def doors() -> list[Door]:
    """Every declared door."""
    return [door for module in rows().values() for door in module]


def sockets() -> list[Socket]:
    """Every declared socket message."""
    declared: list[Socket] = import_module("tests.doors.sockets").ROWS
    return declared


def socket_routes() -> dict[str, list[str]]:
    """The socket addresses of each app, as written in its routing.py."""
    return {app: [str(one.pattern) for one in module.urlpatterns] for app, module in _routing().items()}


def socket_messages() -> dict[str, dict[str, tuple[str, ...]]]:
    """What each app's sockets accept: address → names of messages."""
    return {app: getattr(module, "MESSAGES", {}) for app, module in _routing().items()}


def _routing() -> dict:
    names = [config.name for config in apps.get_app_configs() if config.name.startswith("workgroups.")]
    found = [name for name in names if find_spec(f"{name}.routing")]
    return {name.split(".")[1]: import_module(f"{name}.routing") for name in found}
