"""Addresses of drafts, under `/groups/<slug>/drafts/`."""

from django.urls import path

from workgroups.drafts import views

app_name = "drafts"
urlpatterns = [
    path("", views.draft_list, name="draft-list"),
    path("new/", views.draft_add, name="draft-add"),
    path("from-file/", views.arrival_add, name="arrival-add"),
    path("from-file/<int:arrival>/", views.arrival_page, name="arrival-page"),
    path("<int:number>/marked-up/", views.draft_return, name="draft-return"),
    path("<int:number>/copies/", views.copy_list, name="copy-list"),
    path("references/", views.reference_list, name="reference-list"),
    path("references/new/", views.reference_add, name="reference-add"),
    path("references/<slug:key>/", views.reference_edit, name="reference-edit"),
    path("references/<slug:key>/remove/", views.reference_remove, name="reference-remove"),
    path("references/<slug:key>/restore/", views.reference_restore, name="reference-restore"),
    path("<int:number>/", views.draft_page, name="draft-page"),
    path("<int:number>/text/", views.draft_text, name="draft-text"),
    path("<int:number>/blocks/<slug:block>/", views.block_edit, name="block-edit"),
    path("<int:number>/faults/", views.fault_list, name="fault-list"),
    path("<int:number>/pictures/", views.picture_add, name="picture-add"),
    path("<int:number>/figures/new/", views.figure_add, name="figure-add"),
    path("states/", views.state_rules, name="state-rules"),
    path("<int:number>/state/", views.draft_state, name="draft-state"),
    path("<int:number>/marking/", views.draft_marking, name="draft-marking"),
    path("<int:number>/since/", views.draft_since, name="draft-since"),
    path("<int:number>/seen/", views.draft_seen, name="draft-seen"),
    path("<int:number>/line/", views.draft_line, name="draft-line"),
    path("<int:number>/versions/", views.version_list, name="version-list"),
    path("<int:number>/versions/name/", views.version_add, name="version-add"),
    path("<int:number>/versions/<int:version>/", views.version_page, name="version-page"),
    path("<int:number>/blocks/<slug:block>/propose/", views.proposal_add, name="proposal-add"),
    path("<int:number>/blocks/<slug:block>/propose/send/", views.proposal_send, name="proposal-send"),
    path("<int:number>/proposals/", views.proposal_list, name="proposal-list"),
    path("<int:number>/proposals/answer/", views.proposal_answer, name="proposal-answer"),
    path("<int:number>/proposals/rail/", views.proposal_rail, name="proposal-rail"),
    path("<int:number>/proposals/<int:proposal>/", views.proposal_page, name="proposal-page"),
    path("<int:number>/proposals/<int:proposal>/merge/", views.proposal_merge, name="proposal-merge"),
    path("<int:number>/proposals/<int:proposal>/reopen/", views.proposal_reopen, name="proposal-reopen"),
    path("<int:number>/proposals/<int:proposal>/withdraw/", views.proposal_withdraw, name="proposal-withdraw"),
    path("<int:number>/pen/", views.draft_pen, name="draft-pen"),
    path("<int:number>/moments/", views.moment_list, name="moment-list"),
    path("<int:number>/moments/<slug:state>/", views.moment_page, name="moment-page"),
    path("<int:number>/restore/", views.state_restore, name="state-restore"),
    path("<int:number>/compare/", views.version_compare, name="version-compare"),
]
