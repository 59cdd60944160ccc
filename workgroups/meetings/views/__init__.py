"""The pages of meetings, one module a noun; the overview's parts are filled into their slots when this loads."""

from workgroups.meetings.views import guests as guests
from workgroups.meetings.views import overview as overview
