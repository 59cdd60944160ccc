"""How large a file may be, for the forms that bring one."""

from django import template

from workgroups.files.actions import largest_mb

register = template.Library()


@register.simple_tag
def most_mb(kind: str) -> int:
    """Return how many MB a file of this kind may have when it is sent in pieces."""
    return largest_mb(kind=kind)
