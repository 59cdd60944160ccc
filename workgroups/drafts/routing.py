"""Where a draft's socket is."""

from collections.abc import Callable
from typing import cast

from django.http import HttpResponse
from django.urls import path

from workgroups.drafts.rooms.endpoint import endpoint

# Channels' router calls an ASGI application where Django's would call a view.
urlpatterns = [path("ws/groups/<slug:slug>/drafts/<int:number>/", cast("Callable[..., HttpResponse]", endpoint))]
