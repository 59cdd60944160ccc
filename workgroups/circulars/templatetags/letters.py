"""What the forms of letters tell their writers."""

from django import template
from django.utils.functional import Promise

from workgroups.circulars.logic.merge import FIELDS

register = template.Library()


@register.simple_tag
def merge_fields() -> list[tuple[str, str | Promise]]:
    """Return the fields as they are written, each with what stands in its place."""
    return [(f"{{{name}}}", words) for name, words in FIELDS.items()]
