"""The address of stored files."""

from django.urls import path

from workgroups.files import views

app_name = "files"
urlpatterns = [path("files/<uuid:uid>/<str:name>", views.file, name="file")]
