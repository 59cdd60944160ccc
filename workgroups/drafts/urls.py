"""Addresses of drafts, under `/groups/<slug>/drafts/`."""

from django.urls import path

from workgroups.drafts import views

app_name = "drafts"
urlpatterns = [
    path("", views.draft_list, name="draft-list"),
    path("new/", views.draft_add, name="draft-add"),
    path("<int:number>/", views.draft_page, name="draft-page"),
    path("<int:number>/text/", views.draft_text, name="draft-text"),
    path("<int:number>/blocks/<slug:block>/", views.block_edit, name="block-edit"),
    path("<int:number>/marking/", views.draft_marking, name="draft-marking"),
    path("<int:number>/versions/", views.version_list, name="version-list"),
    path("<int:number>/versions/name/", views.version_add, name="version-add"),
    path("<int:number>/versions/<int:version>/", views.version_page, name="version-page"),
    path("<int:number>/compare/", views.version_compare, name="version-compare"),
]
