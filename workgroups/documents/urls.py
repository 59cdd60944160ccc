"""Addresses of a group's library, below `/groups/<slug>/documents/`."""

from django.urls import path

from workgroups.documents.views import archives, documents, lists, schemes, slots, uploads, versions

__all__ = ["slots"]  # its fillers register themselves

app_name = "documents"
urlpatterns = [
    path("", lists.document_list, name="document-list"),
    path("rows/", lists.document_rows, name="document-rows"),
    path("new/", uploads.document_add, name="document-add"),
    path("new/check/", uploads.document_check, name="document-check"),
    path("archive/", archives.archive_ask, name="archive-ask"),
    path("archives/<uuid:uid>/", archives.archive_page, name="archive-page"),
    path("scheme/", schemes.scheme_change, name="scheme-change"),
    path("scheme/preview/", schemes.scheme_preview, name="scheme-preview"),
    path("<int:number>/", documents.document_page, name="document-page"),
    path("<int:number>/change/", documents.document_change, name="document-change"),
    path("<int:number>/version/", versions.version_add, name="version-add"),
    path("<int:number>/withdraw/", documents.document_withdraw, name="document-withdraw"),
    path("<int:number>/restore/", documents.document_restore, name="document-restore"),
    path("<int:number>/watching/", documents.watching_choose, name="watching-choose"),
]
