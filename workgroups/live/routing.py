"""The live socket's address."""

from django.urls import path

from workgroups.live.consumers.page import LiveConsumer

# What a page may say: which streams it follows and from where.
MESSAGES = {"ws/live/": ("open", "follow")}
urlpatterns = [path("ws/live/", LiveConsumer.as_asgi())]
