"""What every page knows of its help."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from workgroups.core.languages import PLAIN
from workgroups.help.logic.articles import Article, article
from workgroups.help.logic.index import covering


def page_help(request: HttpRequest) -> dict[str, object]:
    """Give every template the article that explains its page, found only when the template asks."""
    return {"page_help": SimpleLazyObject(lambda: _article_of(request))}


def _article_of(request: HttpRequest) -> Article | None:
    match = request.resolver_match
    slug = covering(match.view_name) if match else None
    return article(slug, get_language() or PLAIN) if slug else None
