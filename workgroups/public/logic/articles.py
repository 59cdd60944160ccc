"""What an article tells machines."""

from collections.abc import Sequence
from typing import Any

from workgroups.news.models import Article, Author


def json_ld(article: Article, authors: Sequence[Author], address: str) -> dict[str, Any]:
    """Return schema.org's description of an article; an author without a name is an organisation."""
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": article.title,
        "inLanguage": article.language,
        "url": address,
        "author": [_author(one) for one in authors],
        "publisher": {"@type": "Organization", "name": article.programme.name},
    }
    if article.published_at:
        found["datePublished"] = article.date_code or article.published_at.date().isoformat()
    if article.source_url:
        found["isBasedOn"] = article.source_url
    return found


def _author(author: Author) -> dict[str, Any]:
    if not author.name:
        return {"@type": "Organization", "name": author.organisation or author.function}
    person: dict[str, Any] = {"@type": "Person", "name": author.name}
    if author.function:
        person["jobTitle"] = author.function
    if author.organisation:
        person["affiliation"] = {"@type": "Organization", "name": author.organisation}
    return person
