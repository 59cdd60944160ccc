"""Two circulars of the living group: how it works, and one that half of the delegations have acknowledged."""

from collections.abc import Mapping
from datetime import time, timedelta

from workgroups.circulars import actions
from workgroups.circulars.actions import Wanted, Words
from workgroups.circulars.models import Circular
from workgroups.core import clock
from workgroups.demo.actions.stage import Stage, Step
from workgroups.demo.logic.roster import OPERATOR
from workgroups.groups.permissions import Member

HABITS = {
    "en": Words(
        "How {group} works between its meetings",
        "Dear {name},\n\nbetween two drafting calls the group works here. Three habits help everybody:\n\n"
        "- a question goes into a thread, so that the answer is found again;\n"
        "- a change of the text goes into the shared draft, with a comment that says why;\n"
        "- {delegation|your delegation} answers a poll once, and may change the answer until it closes.\n\n"
        "Yours sincerely,",
    ),
    "fr": Words(
        "Comment {group} travaille entre ses réunions",
        "{name},\n\nentre deux séances de rédaction, le groupe travaille ici. Trois habitudes aident chacun\u202f:\n\n"
        "- une question va dans un fil, afin que la réponse se retrouve\u202f;\n"
        "- une modification du texte va dans le projet commun, avec un commentaire qui dit pourquoi\u202f;\n"
        "- votre délégation répond une fois à un sondage, et peut changer sa réponse jusqu’à la clôture.\n\n"
        "Veuillez agréer l’assurance de ma considération distinguée.",
    ),
}
OUTLINE = {
    "en": Words(
        "The outline of the report before the second draft",
        "Dear {name},\n\nthe second draft follows the outline in the shared text. Please acknowledge receipt for"
        " {delegation|your delegation} by **{deadline}**, so that the secretariat knows that it has reached every"
        " capital.\n\nYours sincerely,",
    ),
}
TAKEN_NOTE = ("chair@singapore", "cochair@uk", "expert@uruguay", "observer@un", "secretariat@worldbank")


def circular_steps(stage: Stage) -> list[Step]:
    """Set up the letterhead, send both, let half of the delegations acknowledge the second."""
    made: list[Circular] = []

    def head(member: Member) -> None:
        address = "Secretariat of the working group\nDemonstration office"
        actions.save_letterhead(actor=member, address=address, signature="Answers go to the group’s threads.")
        _send(member, HABITS)

    def outline(member: Member) -> None:
        made.append(_send(member, OUTLINE, acknowledge=Circular.Acknowledge.DELEGATION))

    noted = [
        stage.step(4 - place // 2, time(10 + place, 20), who, lambda member: _note(member, made[0]))
        for place, who in enumerate(TAKEN_NOTE)
    ]
    return [
        stage.step(30, time(9, 40), OPERATOR, head),
        stage.step(5, time(9, 10), OPERATOR, outline),
        *noted,
    ]


def _send(member: Member, texts: Mapping[str, Words], acknowledge: str = Circular.Acknowledge.NOBODY) -> Circular:
    deadline = clock.now() + timedelta(days=14) if acknowledge != Circular.Acknowledge.NOBODY else None
    wanted = Wanted(texts=texts, to=Circular.To.ALL, acknowledge=acknowledge, deadline=deadline)
    circular = actions.write_circular(actor=member, wanted=wanted)
    actions.schedule_circular(actor=member, circular=circular, at_once=True)
    actions.send_circular(circular=circular)
    return Circular.objects.get(pk=circular.pk)


def _note(member: Member, circular: Circular) -> None:
    actions.acknowledge_circular(actor=member, circular=circular)
