"""A reader's comment comes in without account, cookie or script: what stands in for them."""

from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext as _

from workgroups.core import clock
from workgroups.core.errors import Refused
from workgroups.news.models import Article

FORM_SALT = "news.comment_form"
FORM_LASTS = 12 * 3600  # seconds
QUICKEST = 2  # seconds from opening the page to sending it: no person writes faster
PER_HOUR = 10  # comments from one network address


def form_token(article: Article) -> str:
    """Return what the comment form carries: for which article it was opened, and when, signed."""
    opened = {"article": article.pk, "at": int(clock.now().timestamp())}
    return signing.dumps(opened, salt=FORM_SALT)


def require_fresh_form(article: Article, token: str) -> None:
    """Refuse a form that this article's page did not give out, or that is too old or too quick to be a person's."""
    try:
        opened = signing.loads(token, salt=FORM_SALT)
    except signing.BadSignature:
        opened = {}
    age = clock.now().timestamp() - opened.get("at", 0)
    if opened.get("article") != article.pk or not QUICKEST <= age <= FORM_LASTS:
        raise Refused(_("Please send it once more: this page was open very long, or very briefly. Your text is kept."))


def require_pace(request: HttpRequest) -> None:
    """Refuse more comments from one network address in an hour than a person writes."""
    key = f"news.comments:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, timeout=3600)
    if cache.incr(key) > PER_HOUR:
        message = _("Many comments came from your network in the last hour. Your text is kept: send it again later.")
        raise Refused(message)
