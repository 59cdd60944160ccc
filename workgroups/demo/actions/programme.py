"""What the exchange tells the public: years with their participants, timeline, events, kinds of collaboration."""

from datetime import time
from typing import Final

from workgroups.accounts.models import Person
from workgroups.demo.actions.stage import Stage, Step
from workgroups.demo.logic import exchange, public, scripts
from workgroups.demo.logic.exchange import Roll
from workgroups.demo.logic.roster import OPERATOR
from workgroups.groups import actions
from workgroups.groups.actions import Listed
from workgroups.groups.models import Group, Programme, ProgrammeYear
from workgroups.news.actions import add_timeline_entry, note_timeline_year

BACK: Final = 30  # working days ago, the pages were written


def programme_steps(stage: Stage) -> list[Step]:
    """Write the pages of the programme, one after the other on one morning."""
    writings = (_about, _years, _rolls, _timeline, _offers)
    return [
        Step(stage.at(BACK, time(9, 10 * turn), OPERATOR), lambda write=write: write(stage.people[OPERATOR], _here()))  # type: ignore[misc]
        for turn, write in enumerate(writings)
    ]


def _here() -> Programme:
    return Programme.objects.get(slug=exchange.PROGRAMME)


def _about(actor: Person, programme: Programme) -> None:
    actions.change_programme(
        actor=actor,
        programme=programme,
        name=programme.name,
        purpose=programme.purpose,
        about=scripts.text("exchange/about").words,
        host=exchange.HOST,
        founded_year=exchange.FOUNDED,
        contact_email=public.CONTACT,
        contact_words=scripts.text("exchange/contact").words,
    )


def _years(actor: Person, programme: Programme) -> None:
    """Each year's page, and on it what each group did."""
    for number, title, edition in exchange.YEARS:
        words = scripts.parts(f"exchange/year-{number}")
        year = actions.create_year(
            actor=actor,
            programme=programme,
            year=number,
            title=title,
            overview=words.pop("overview"),
            closing=words.pop("closing", ""),
            edition=edition,
        )
        for slug, text in words.items():
            actions.describe_group(actor=actor, year=year, group=Group.objects.get(slug=slug), text=text)
        actions.publish_year(actor=actor, year=year)


def _rolls(actor: Person, programme: Programme) -> None:
    """Whom each source lists; the lists differ and stand side by side."""
    years = {year.year: year for year in ProgrammeYear.objects.filter(programme=programme)}
    for roll in exchange.ROLLS:
        year, month, day = roll.day
        actions.add_participants(
            actor=actor,
            programme=programme,
            source_title=roll.source,
            entries=_listed(roll),
            of=years[roll.of] if roll.of else None,
            year=year,
            month=month,
            day=day,
            url=roll.address,
            note=roll.note,
        )


def _listed(roll: Roll) -> list[Listed]:
    meant = [(words, *exchange.MEANT[words]) for words in roll.words.split("; ")]
    return [Listed(words, name, "state" if country else "organisation", country) for words, name, country in meant]


def _timeline(actor: Person, programme: Programme) -> None:
    for moment in public.TIMELINE:
        add_timeline_entry(
            actor=actor,
            programme=programme,
            year=moment.year,
            month=moment.month,
            text=moment.words,
            link=moment.link,
        )
    note_timeline_year(actor=actor, programme=programme, year=public.EMPTY_YEAR, note=public.EMPTY_NOTE)


def _offers(actor: Person, programme: Programme) -> None:
    """Kinds of collaboration, and events."""
    for name, text in scripts.parts("exchange/collaboration").items():
        link = public.PORTAL if "Portal" in name else ""
        actions.add_collaboration(actor=actor, programme=programme, name=name, text=text, link=link)
    told = scripts.parts("exchange/events")
    for event in public.EVENTS:
        actions.add_occasion(
            actor=actor,
            programme=programme,
            name=event.name,
            text=told[event.name],
            place=event.place,
            year=event.year,
            month=event.month,
        )
