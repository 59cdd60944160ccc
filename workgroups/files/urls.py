"""The address of stored files, and of those on their way."""

from django.urls import path

from workgroups.files import views

app_name = "files"
urlpatterns = [
    path("files/uploads/", views.upload_open, name="upload-open"),
    path("files/uploads/<uuid:uid>", views.upload, name="upload"),
    path("files/<uuid:uid>/pages/1.png", views.preview, name="preview"),
    path("files/<uuid:uid>/<str:name>", views.file, name="file"),
]
