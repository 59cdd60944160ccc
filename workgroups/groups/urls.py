"""Addresses of groups."""

from django.urls import include, path

from workgroups.groups.views import (
    front,
    invitations,
    manage,
    members,
    nominations,
    people,
    programmes,
    requests,
    site,
    years,
)

app_name = "groups"

managing = [
    path("", manage.manage, name="manage"),
    path("people/", manage.people, name="people"),
    path("about/", manage.group_change, name="group-change"),
    path("delegations/add/", manage.delegation_add, name="delegation-add"),
    path("seats/add/", manage.seat_add, name="seat-add"),
    path("seats/<int:seat_id>/end/", manage.seat_end, name="seat-end"),
    path("offices/add/", manage.office_add, name="office-add"),
    path("terms/add/", years.term_add, name="term-add"),
    path("offices/<int:office_id>/end/", manage.office_end, name="office-end"),
    path("nominations/", nominations.nomination_list, name="nomination-list"),
    path("nominations/add/", nominations.nomination_call_add, name="nomination-call-add"),
    path("nominations/<int:number>/", nominations.nomination_call, name="nomination-call"),
    path("nominations/<int:number>/close/", nominations.nomination_close, name="nomination-close"),
    path("nominations/<int:number>/<int:nominee_id>/accept/", nominations.nominee_accept, name="nominee-accept"),
    path("nominations/<int:number>/<int:nominee_id>/decline/", nominations.nominee_decline, name="nominee-decline"),
    path("requests/", requests.request_list, name="request-list"),
    path("requests/<int:request_id>/", requests.request_answer, name="request-answer"),
    path("requests/<int:request_id>/decline/", requests.request_decline, name="request-decline"),
    path("people/import/", people.people_import, name="people-import"),
    path("people/import/<int:list_id>/", people.people_report, name="people-report"),
    path("people/import/<int:list_id>/to-mend.<slug:extension>", people.people_faults, name="people-faults"),
    path("people/template.<slug:extension>", people.people_template, name="people-template"),
    path("people/export.<slug:extension>", people.people_export, name="people-export"),
    path("invitations/", invitations.invitation_list, name="invitation-list"),
    path("invitations/add/", invitations.invitation_add, name="invitation-add"),
    path("invitations/<int:invitation_id>/withdraw/", invitations.invitation_withdraw, name="invitation-withdraw"),
    path("invitations/<int:invitation_id>/restore/", invitations.invitation_restore, name="invitation-restore"),
    path("invitations/<int:invitation_id>/send/", invitations.invitation_send, name="invitation-send"),
]

editing = [
    path("", programmes.programme_manage, name="programme-manage"),
    path("about/", programmes.programme_change, name="programme-change"),
    path("collaborations/add/", programmes.collaboration_add, name="collaboration-add"),
    path("collaborations/<int:number>/", programmes.collaboration_edit, name="collaboration-edit"),
    path("collaborations/<int:number>/remove/", programmes.collaboration_remove, name="collaboration-remove"),
    path("events/add/", programmes.occasion_add, name="occasion-add"),
    path("events/<int:number>/", programmes.occasion_edit, name="occasion-edit"),
    path("events/<int:number>/remove/", programmes.occasion_remove, name="occasion-remove"),
    path("participants/", programmes.participants_list, name="participants-list"),
    path("participants/add/", programmes.participants_add, name="participants-add"),
    path("participants/<int:number>/", programmes.participants_edit, name="participants-edit"),
    path("participants/<int:number>/remove/", programmes.participants_remove, name="participants-remove"),
    path("years/", years.year_list, name="year-list"),
    path("years/add/", years.year_add, name="year-add"),
    path("years/<int:year>/", years.year_manage, name="year-manage"),
    path("years/<int:year>/edit/", years.year_edit, name="year-edit"),
    path("years/<int:year>/publish/", years.year_publish, name="year-publish"),
    path("years/<int:year>/withdraw/", years.year_withdraw, name="year-withdraw"),
    path("years/<int:year>/groups/", years.year_group, name="year-group"),
    path("years/<int:year>/groups/<slug:group>/remove/", years.year_group_remove, name="year-group-remove"),
]

urlpatterns = [
    path("groups/<slug:slug>/", front.group_front, name="group-front"),
    path("groups/<slug:slug>/members/", members.member_list, name="member-list"),
    path("groups/<slug:slug>/manage/", include(managing)),
    path("groups/<slug:slug>/nominations/<int:number>/", nominations.nominate, name="nominate"),
    path("groups/<slug:slug>/join/", requests.request_add, name="request-add"),
    path("join/", requests.group_joinable, name="group-joinable"),
    path("join/<str:token>/", requests.request_confirm, name="request-confirm"),
    path("invitations/<str:token>/", invitations.invitation, name="invitation"),
    path("programmes/<slug:slug>/manage/", include(editing)),
    path("manage/", site.site, name="site"),
    path("manage/programmes/add/", site.programme_add, name="programme-add"),
    path("manage/programmes/<slug:slug>/desk/", site.programme_desk, name="programme-desk"),
    path("manage/groups/add/", site.group_add, name="group-add"),
]
