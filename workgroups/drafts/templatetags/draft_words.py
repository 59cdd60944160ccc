"""Words for what a draft is made of, and for the states that its history keeps."""

from datetime import datetime

from django import template
from django.utils.translation import gettext as _

from workgroups.core import dates
from workgroups.drafts.logic import states
from workgroups.drafts.models import Draft

register = template.Library()


@register.simple_tag
def block_kind(name: str) -> str:
    """Return what people call a kind of block; a heading comes with its level (`heading 2`)."""
    kind, _space, level = name.partition(" ")
    if kind == "heading":
        return _("heading of level %(level)s") % {"level": level}
    words = {
        "paragraph": _("paragraph"),
        "bullet_list": _("list"),
        "ordered_list": _("numbered list"),
        "blockquote": _("quotation"),
        "table": _("table"),
    }
    return words.get(kind, _("another kind of block"))


@register.inclusion_tag("components/state.html")
def draft_state(state: str) -> dict[str, str]:
    """Show a draft's state as shape and word."""
    return {"kind": states.KINDS[state], "word": str(Draft.State(state).label)}


@register.filter
def plain_instant(value: datetime) -> str:
    """Return an instant in the reader's zone as plain text, for the options of a field."""
    return dates.instant(value)
