"""Put pictures to articles; the door has stored the file."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from workgroups.accounts.models import Person
from workgroups.core import text
from workgroups.core.errors import Refused
from workgroups.events.actions import emit
from workgroups.groups.permissions import require_editor
from workgroups.news.events import ArticleEdited
from workgroups.news.models import Article, Picture
from workgroups.news.permissions import PICTURES


@transaction.atomic
def add_picture(
    *,
    actor: Person,
    article: Article,
    file_id: int,
    alternative: str,
    caption: str = "",
    credit: str = "",
    width: int = 0,
    height: int = 0,
) -> Picture:
    """Put a stored picture (kind `news.picture`) to an article, after those it has; width and height in pixels.

    `alternative` says in words what it shows. The file must be of that kind: nothing else is made public by this.
    """
    require_editor(actor, article.programme)
    last = article.pictures.aggregate(last=Max("position"))["last"] or 0
    picture = Picture.objects.create(
        article=article,
        position=last + 1,
        file_id=file_id,
        width=width,
        height=height,
        **_words(alternative, caption, credit),
    )
    if not picture.file.is_picture or picture.file.kind != PICTURES:
        name = picture.file.name
        raise Refused(_("“%(name)s” is not a picture (PNG, JPEG or WebP).") % {"name": name}, field="file")
    emit(ArticleEdited(programme_id=article.programme_id, article_id=article.pk, actor_id=actor.pk))
    return picture


@transaction.atomic
def edit_picture(*, actor: Person, picture: Picture, alternative: str, caption: str = "", credit: str = "") -> None:
    """Write a picture's words anew."""
    article = picture.article
    require_editor(actor, article.programme)
    Picture.objects.filter(pk=picture.pk).update(**_words(alternative, caption, credit))
    emit(ArticleEdited(programme_id=article.programme_id, article_id=article.pk, actor_id=actor.pk))


@transaction.atomic
def remove_picture(*, actor: Person, picture: Picture) -> None:
    """Take a picture off an article; the others keep their numbers."""
    article = picture.article
    require_editor(actor, article.programme)
    Picture.objects.filter(pk=picture.pk).delete()
    emit(ArticleEdited(programme_id=article.programme_id, article_id=article.pk, actor_id=actor.pk))


def _words(alternative: str, caption: str, credit: str) -> dict[str, str]:
    alternative = text.single_line(alternative)
    if not alternative:
        message = _("Say in words what the picture shows, for those who cannot see it.")
        raise Refused(message, field="alternative")
    return {"alternative": alternative, "caption": text.single_line(caption), "credit": text.single_line(credit)}
