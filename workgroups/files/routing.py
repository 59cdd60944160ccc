"""Addresses whose bodies are taken piece by piece as they come, before Django would gather them."""

from collections.abc import Callable
from typing import Any, cast

from django.http import HttpResponse
from django.urls import path

from workgroups.files.consumers import receive_piece

urlpatterns: list[Any] = []  # no sockets

# Channels' router calls an ASGI application where Django's would call a view.
pieces = [path("files/uploads/<uuid:uid>", cast("Callable[..., HttpResponse]", receive_piece))]
