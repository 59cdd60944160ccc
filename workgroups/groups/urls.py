"""Addresses of groups."""

from django.urls import include, path

from workgroups.groups.views import front, invitations, manage, members, site

app_name = "groups"

managing = [
    path("", manage.manage, name="manage"),
    path("about/", manage.group_change, name="group-change"),
    path("delegations/add/", manage.delegation_add, name="delegation-add"),
    path("seats/add/", manage.seat_add, name="seat-add"),
    path("seats/<int:seat_id>/end/", manage.seat_end, name="seat-end"),
    path("offices/add/", manage.office_add, name="office-add"),
    path("offices/<int:office_id>/end/", manage.office_end, name="office-end"),
    path("invitations/add/", invitations.invitation_add, name="invitation-add"),
    path("invitations/<int:invitation_id>/withdraw/", invitations.invitation_withdraw, name="invitation-withdraw"),
    path("invitations/<int:invitation_id>/send/", invitations.invitation_send, name="invitation-send"),
]

urlpatterns = [
    path("groups/<slug:slug>/", front.group_front, name="group-front"),
    path("groups/<slug:slug>/members/", members.member_list, name="member-list"),
    path("groups/<slug:slug>/manage/", include(managing)),
    path("invitations/<str:token>/", invitations.invitation, name="invitation"),
    path("manage/", site.site, name="site"),
    path("manage/programmes/add/", site.programme_add, name="programme-add"),
    path("manage/groups/add/", site.group_add, name="group-add"),
]
