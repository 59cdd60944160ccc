"""Filters for what people wrote: Markdown, and the language it is in."""

from django import template
from django.utils.safestring import SafeString

from workgroups.core import languages, markdown

register = template.Library()


@register.filter
def prose(body: str, top: int = 3) -> SafeString:
    """Return Markdown as HTML; its highest heading is of level `top`."""
    return markdown.prose(body, top=int(top))


@register.filter
def prose_line(body: str) -> SafeString:
    """Return one line of Markdown as HTML: links and emphasis."""
    return markdown.line(body)


@register.filter
def prose_plain(body: str) -> str:
    """Return the words of Markdown without its marks, for a list."""
    return markdown.plain(markdown.prose(body))


@register.filter
def autonym(tag: str) -> str:
    """Return a language's name for itself."""
    return languages.autonym(tag)


@register.filter
def text_direction(tag: str) -> str:
    """Return `rtl` or `ltr` for a language."""
    return languages.direction(tag)
