"""Where a draft's socket is, and its line over HTTP."""

from collections.abc import Callable
from typing import cast

from django.http import HttpResponse
from django.urls import path

from workgroups.drafts.rooms.endpoint import endpoint
from workgroups.drafts.rooms.lane import lane

# Channels' router calls an ASGI application where Django's would call a view.
urlpatterns = [path("ws/groups/<slug:slug>/drafts/<int:number>/", cast("Callable[..., HttpResponse]", endpoint))]
# Posts that are answered on the room's own loop, since a thread each would be held while they wait.
lanes = [path("groups/<slug:slug>/drafts/<int:number>/line/frames", cast("Callable[..., HttpResponse]", lane))]

# What a page may say there; the permission matrix asks each of the whole cast.
MESSAGES = {"ws/groups/<slug:slug>/drafts/<int:number>/": ("open", "step1", "step2", "update", "awareness", "ping")}
