"""Addresses of deliverables, under `/groups/<slug>/deliverables/`."""

from django.urls import path

from workgroups.deliverables import views

app_name = "deliverables"
urlpatterns = [
    path("", views.deliverable_list, name="deliverable-list"),
    path("new/", views.deliverable_add, name="deliverable-add"),
    path("yearly/new/", views.yearly_add, name="yearly-add"),
    path("elsewhere/new/", views.record_add, name="record-add"),
    path("published/<slug:report>/corrections/new/", views.correction_add, name="correction-add"),
    path("<int:number>/", views.deliverable_page, name="deliverable-page"),
    path("<int:number>/edit/", views.deliverable_edit, name="deliverable-edit"),
    path("<int:number>/sources/", views.source_add, name="source-add"),
    path("<int:number>/pictures/new/", views.picture_add, name="picture-add"),
    path("<int:number>/sources/<int:source>/", views.source_change, name="source-change"),
    path("<int:number>/builds/", views.build_list, name="build-list"),
    path("<int:number>/builds/new/", views.build_add, name="build-add"),
    path("<int:number>/builds/<int:build>/", views.build_page, name="build-page"),
    path("<int:number>/builds/<int:build>/sign/", views.build_sign, name="build-sign"),
    path("<int:number>/builds/<int:build>/publish/", views.build_publish, name="build-publish"),
]
