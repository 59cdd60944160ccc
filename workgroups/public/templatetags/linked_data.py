"""What a page says about its subject to machines."""

from typing import Any

from django import template
from django.utils.html import json_script
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def json_ld(data: dict[str, Any]) -> SafeString:
    """Return `data` as a JSON-LD island (W3C JSON-LD 1.1, 7), escaped as Django escapes JSON in pages."""
    return mark_safe(json_script(data).replace("application/json", "application/ld+json", 1))  # noqa: S308
