"""Series, meetings, agendas, answers, tasks, calendars."""
