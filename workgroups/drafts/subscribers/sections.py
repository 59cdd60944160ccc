"""On what happens to sections: tell those who have them, time their days, note what changed."""

from workgroups.core import clock
from workgroups.drafts import queries
from workgroups.drafts.actions import note_sections, remind_of_section
from workgroups.drafts.events import (
    DraftChanged,
    SectionDue,
    SectionGiven,
    SectionHandedIn,
    SectionMoved,
    SectionReopened,
    SectionRestored,
    SectionTaken,
)
from workgroups.drafts.logic import sections
from workgroups.drafts.models import DraftSection
from workgroups.events.subscribe import on
from workgroups.notifications.actions import file_notices
from workgroups.timers.actions import cancel_timer, set_timer
from workgroups.timers.registry import handles


@on(DraftChanged, reader="drafts")
def note_what_changed(event: DraftChanged) -> None:
    """Note which sections changed, so that a page says when without reading the history."""
    note_sections(draft_id=event.draft_id)


@on(SectionGiven, reader="notifications")
def tell_given(event: SectionGiven) -> None:
    """Tell those who have the section now, at once."""
    section = _section(event.section_id)
    _tell("drafts.section_given", section, queries.writers_of(section) - {event.actor_id}, soon=True)


@on(SectionMoved, reader="notifications")
def tell_moved(event: SectionMoved) -> None:
    """Tell those who have it of another day or other words to it; who is new to it is told that it is theirs."""
    section = _section(event.section_id)
    added = set(event.added)
    _tell("drafts.section_given", section, added - {event.actor_id}, soon=True)
    others = queries.writers_of(section) - added - {event.actor_id}
    _tell("drafts.section_moved", section, others, mark=_now())


@on(SectionHandedIn, reader="notifications")
def tell_handed_in(event: SectionHandedIn) -> None:
    """Tell whoever gave it."""
    section = _section(event.section_id)
    _tell("drafts.section_handed_in", section, {section.given_by_id or 0} - {event.actor_id, 0}, mark=_now())


@on(SectionReopened, reader="notifications")
def tell_reopened(event: SectionReopened) -> None:
    """Tell those who write it that it is theirs again."""
    section = _section(event.section_id)
    _tell("drafts.section_reopened", section, queries.writers_of(section) - {event.actor_id}, mark=_now())


@on(SectionDue, reader="notifications")
def tell_due(event: SectionDue) -> None:
    """Tell those who have it that its day is near; when it has passed, whoever gave it too."""
    section = _section(event.section_id)
    readers = queries.writers_of(section)
    if event.is_late and section.given_by_id:
        readers.add(section.given_by_id)
    kind = "drafts.section_late" if event.is_late else "drafts.section_soon"
    _tell(kind, section, readers, soon=not event.is_late, mark=str(section.due_on))


@on(SectionGiven, reader="timers")
def time_the_section(event: SectionGiven) -> None:
    """Remind of its day."""
    _time(event.section_id)


@on(SectionMoved, reader="timers")
def time_the_section_anew(event: SectionMoved) -> None:
    """Its day is another one, perhaps."""
    _time(event.section_id)


@on(SectionRestored, reader="timers")
def time_the_section_again(event: SectionRestored) -> None:
    """It is theirs again."""
    _time(event.section_id)


@on(SectionReopened, reader="timers")
def time_the_reopened_section(event: SectionReopened) -> None:
    """It is being written again."""
    _time(event.section_id)


@on(SectionHandedIn, reader="timers")
def forget_the_section(event: SectionHandedIn) -> None:
    """Nobody is reminded of what is in."""
    _forget(event.section_id)


@on(SectionTaken, reader="timers")
def forget_the_taken_section(event: SectionTaken) -> None:
    """Nobody is reminded of what is nobody's."""
    _forget(event.section_id)


@handles("drafts.section_soon")
def remind_before(section_id: int) -> None:
    """Say that its day is near."""
    remind_of_section(section_id=section_id, is_late=False)


@handles("drafts.section_late")
def remind_after(section_id: int) -> None:
    """Say that its day has passed."""
    remind_of_section(section_id=section_id, is_late=True)


def _time(section_id: int) -> None:
    _forget(section_id)
    section = _section(section_id)
    if section.due_on is None or section.is_handed_in or section.removed_at:
        return
    ends = sections.ends(section.due_on)
    for kind, due in (("drafts.section_soon", ends - sections.SOON), ("drafts.section_late", ends)):
        if due > clock.now():
            set_timer(kind=kind, subject_id=section_id, due=due)


def _forget(section_id: int) -> None:
    for kind in ("drafts.section_soon", "drafts.section_late"):
        cancel_timer(kind=kind, subject_id=section_id)


def _section(section_id: int) -> DraftSection:
    return DraftSection.objects.select_related("draft").get(pk=section_id)


def _now() -> str:
    return clock.now().isoformat()


def _tell(kind: str, section: DraftSection, readers: set[int], *, soon: bool = False, mark: str = "") -> None:
    file_notices(
        kind=kind,
        key=f"{section.pk}:{mark}" if mark else str(section.pk),
        readers=sorted(readers),
        group_id=section.draft.group_id,
        subject_id=section.pk,
        at=clock.now(),
        soon=soon,
    )
