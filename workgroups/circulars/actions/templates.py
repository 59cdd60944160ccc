"""The templates and the letterhead of a group."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from workgroups.circulars.events import LettersChanged
from workgroups.circulars.logic.shipped import shipped
from workgroups.circulars.logic.wanted import Words, texts_of
from workgroups.circulars.models import Letterhead, Template, TemplateText
from workgroups.circulars.permissions import can_write
from workgroups.core import clock, text
from workgroups.core.errors import Refused
from workgroups.events.actions import emit
from workgroups.groups.permissions import Member, require


@transaction.atomic
def save_template(
    *, actor: Member, name: str, texts: Mapping[str, Words], key: str = "", template: Template | None = None
) -> Template:
    """Keep a template of the group's own; with a shipped one's key it stands in its place."""
    require(can_write(actor))
    if key and key not in shipped():
        raise Refused(_("There is no such template."))
    written, line = texts_of(texts), text.single_line(name)[:120]
    if not line:
        raise Refused(_("Give the template a name."), field="name")
    if template is None and key:
        template = Template.objects.filter(group=actor.group, key=key).first()
    template = template or Template(group=actor.group, key=key)
    template.name, template.removed_at = line, None
    template.save()
    template.texts.all().delete()
    TemplateText.objects.bulk_create(
        TemplateText(template=template, language=tag, subject=one.subject, body=one.body)
        for tag, one in written.items()
    )
    emit(LettersChanged(group_id=actor.group.pk, actor_id=actor.person.pk))
    return template


@transaction.atomic
def remove_template(*, actor: Member, template: Template) -> None:
    """Take a template of the group's own away; in the place of a shipped one, that one is back. Can be undone."""
    require(can_write(actor))
    Template.objects.filter(pk=template.pk).update(removed_at=clock.now())
    emit(LettersChanged(group_id=actor.group.pk, actor_id=actor.person.pk))


@transaction.atomic
def restore_template(*, actor: Member, template: Template) -> None:
    """Fetch a template back that was taken away."""
    require(can_write(actor))
    Template.objects.filter(pk=template.pk).update(removed_at=None)
    emit(LettersChanged(group_id=actor.group.pk, actor_id=actor.person.pk))


@transaction.atomic
def save_letterhead(*, actor: Member, address: str, signature: str) -> None:
    """Keep what stands on the group's letters from now on; what went out stays as it was."""
    require(can_write(actor))
    kept = {"address": _lines(address), "signature": _lines(signature)}
    Letterhead.objects.update_or_create(group=actor.group, defaults=kept)
    emit(LettersChanged(group_id=actor.group.pk, actor_id=actor.person.pk))


def _lines(words: str) -> str:
    """At most eight lines of words, each on one line."""
    return "\n".join([line for one in words.splitlines() if (line := text.single_line(one)[:120])][:8])
