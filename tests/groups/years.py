"""A programme with a published year, two lists that differ, kinds of collaboration and an event."""

from datetime import date

from tests.cast import Cast
from workgroups.groups import actions
from workgroups.groups.actions import Listed
from workgroups.groups.models import Programme, ProgrammeYear


def a_year(cast: Cast, year: int = 2021) -> ProgrammeYear:
    """A published year in which the cast's group worked and is described."""
    actor, programme = cast.secretariat, cast.group.programme
    actions.add_term(
        actor=actor, group=cast.group, name=f"{year} term", since=date(year, 1, 1), until=date(year, 12, 31)
    )
    made = actions.create_year(
        actor=actor, programme=programme, year=year, title=f"Working groups {year}", overview="It *began* with four."
    )
    actions.describe_group(actor=actor, year=made, group=cast.group, text="It compared **baselines**.")
    actions.publish_year(actor=actor, year=made)
    made.refresh_from_db()
    return made


def a_programme(cast: Cast) -> Programme:
    """The cast's programme with everything that its pages can show."""
    actor, programme, year = cast.secretariat, cast.group.programme, a_year(cast)
    actions.change_programme(
        actor=actor,
        programme=programme,
        name="The exchange",
        purpose="An annual gathering.",
        about="Since **2016**.",
        host="A host",
        founded_year=2016,
        contact_email="exchange@host.example",
        contact_words="Write to us.",
    )
    first = [Listed("Australia"), Listed("the Netherlands (Amsterdam)", body_name="Netherlands")]
    actions.add_participants(
        actor=actor, programme=programme, source_title="Page of reports", entries=first, year=2022, month=1, day=24
    )
    second = [Listed("Germany"), Listed("Australia")]
    actions.add_participants(actor=actor, programme=programme, source_title="Article", entries=second, year=2022)
    actions.add_participants(actor=actor, programme=programme, source_title="The year", entries=first, of=year)
    actions.add_collaboration(actor=actor, programme=programme, name="Bilateral", text="Between *two*.")
    actions.add_occasion(
        actor=actor, programme=programme, name="A congress", text="Held.", place="Barcelona", year=2023
    )
    programme.refresh_from_db()
    return programme
