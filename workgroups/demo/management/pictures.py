"""Store the drawings of the record's article, by the same code that stores what an editor sends."""

from datetime import datetime, time

from django.core.files.base import ContentFile

from workgroups.accounts.models import Person
from workgroups.demo import adapters
from workgroups.demo.actions import Step
from workgroups.demo.actions.articles import WRITTEN
from workgroups.demo.actions.stage import Stage
from workgroups.demo.logic import public
from workgroups.demo.logic.roster import OPERATOR, person_of
from workgroups.files.actions import store_picture
from workgroups.news.actions import add_picture
from workgroups.news.models import Article
from workgroups.news.permissions import PICTURES


def pictures(now: datetime) -> list[Step]:
    """Put the pictures to the article, in each of its languages, soon after it was written."""
    return [Step(Stage(now).at(WRITTEN, time(10, 15), OPERATOR), _put)]


def _put() -> None:
    editor = Person.objects.get(email=person_of(OPERATOR).email)
    for drawing in public.DRAWINGS:
        data = getattr(adapters, drawing.name)()
        for language, (alternative, caption) in drawing.words.items():
            content = ContentFile(data, name=f"{drawing.name}.png")
            stored, width, height = store_picture(
                owner=editor, name=f"{drawing.name}.png", content=content, kind=PICTURES
            )
            add_picture(
                actor=editor,
                article=Article.objects.select_related("programme").get(slug=public.ARTICLE_SLUGS[language]),
                file_id=stored.pk,
                width=width,
                height=height,
                alternative=alternative,
                caption=caption,
            )
