"""Every address of the product, one line an app."""

from django.urls import include, path

from collab import checks  # noqa: F401  (registers itself)
from workgroups.core import views as core_views
from workgroups.core.addresses import in_every_language

urlpatterns = [
    path("health/live", core_views.live, name="health-live"),
    path("metrics", core_views.metrics, name="metrics"),
    path("health/ready", core_views.ready, name="health-ready"),
    path("offline/", core_views.offline, name="offline"),
    path("worker.js", core_views.worker, name="worker"),
    in_every_language(path("", include("workgroups.accounts.urls")), path("accounts/", include("allauth.urls"))),
    path("", include("workgroups.home.urls")),
    path("groups/<slug:slug>/drafts/", include("workgroups.drafts.urls")),
    path("groups/<slug:slug>/documents/", include("workgroups.documents.urls")),
    path("groups/<slug:slug>/decisions/", include("workgroups.polls.urls")),
    path("groups/<slug:slug>/threads/", include("workgroups.threads.urls")),
    path("", include("workgroups.files.urls")),
    path("groups/<slug:slug>/deliverables/", include("workgroups.deliverables.urls")),
    path("", include("workgroups.meetings.urls")),
    path("groups/<slug:slug>/circulars/", include("workgroups.circulars.urls")),
    path("", include("workgroups.live.urls")),
    path("", include("workgroups.notifications.urls")),
    in_every_language(path("", include("workgroups.news.urls"))),
    path("", include("workgroups.operating.urls")),
    path("", include("workgroups.groups.urls")),
    in_every_language(path("", include("workgroups.help.urls"))),
    in_every_language(path("", include("workgroups.public.urls"))),
]
