"""The shape of what officers and members send: meetings, programmes, participants, answers, tasks."""

from workgroups.meetings.forms.meetings import AttendanceForm, MeetingForm, RecordForm, SeriesForm
from workgroups.meetings.forms.papers import BringForm, PaperForm, PapersDueForm
from workgroups.meetings.forms.participants import ListForm, ParticipantForm
from workgroups.meetings.forms.programme import AttachForm, SessionForm, agenda_form, agenda_items
from workgroups.meetings.forms.tasks import AssignForm, TaskForm

__all__ = [
    "AssignForm",
    "AttachForm",
    "AttendanceForm",
    "BringForm",
    "ListForm",
    "MeetingForm",
    "PaperForm",
    "PapersDueForm",
    "ParticipantForm",
    "RecordForm",
    "SeriesForm",
    "SessionForm",
    "TaskForm",
    "agenda_form",
    "agenda_items",
]
