"""The article about the community, in two languages, and what its readers said to it."""

from collections.abc import Callable
from datetime import time
from typing import Final

from workgroups.demo.actions.stage import Stage, Step
from workgroups.demo.logic import exchange, public, scripts
from workgroups.demo.logic.public import Reader
from workgroups.demo.logic.roster import OPERATOR
from workgroups.groups.models import Programme
from workgroups.news import actions
from workgroups.news.actions import Byline
from workgroups.news.models import Article, Comment

WRITTEN: Final = 16  # working days ago


def article_steps(stage: Stage) -> list[Step]:
    """Write and publish the article, then let readers comment and an officer decide."""
    steps = [Step(stage.at(WRITTEN, time(10, 0), OPERATOR), lambda: _articles(stage))]
    for turn, reader in enumerate(public.READERS):
        steps.append(Step(stage.at(reader.back, time(10, 20 + turn), OPERATOR), _commenting(reader)))
        if reader.outcome != "waiting":
            steps.append(Step(stage.at(reader.back, time(16, 5), OPERATOR), _deciding(stage, reader)))
    return steps


def _articles(stage: Stage) -> None:
    original: Article | None = None
    for language in ("en", "fr"):
        text = scripts.text(f"exchange/article.{language}")
        standfirst, _, body = text.words.partition("\n\n")
        article = actions.write_article(
            actor=stage.people[OPERATOR],
            programme=Programme.objects.get(slug=exchange.PROGRAMME),
            title=text.title,
            slug=public.ARTICLE_SLUGS[language],
            body=body,
            language=language,
            original=original,
            standfirst=standfirst.strip("*"),
            authors=[Byline(function=function, organisation=body) for function, body in public.AUTHORS[language]],
            source_name=public.SOURCE_NAMES[language],
            source_url=exchange.ARTICLE_ADDRESS,
            year=2022,
        )
        actions.publish_article(actor=stage.people[OPERATOR], article=article)
        original = original or article


def _commenting(reader: Reader) -> Callable[[], object]:
    """Say something, and prove the address by the link that was mailed to it."""

    def comment() -> None:
        article = Article.objects.get(slug=public.ARTICLE_SLUGS["en"])
        words = scripts.parts("exchange/comments")[reader.name]
        said = actions.add_comment(article=article, name=reader.name, email=reader.address, text=words)
        actions.verify_comment(comment=said)

    return comment


def _deciding(stage: Stage, reader: Reader) -> Callable[[], object]:
    def decide() -> None:
        comment = Comment.objects.select_related("article__programme").get(email=reader.address)
        if reader.outcome == "published":
            actions.publish_comment(actor=stage.people[OPERATOR], comment=comment)
        else:
            actions.reject_comment(actor=stage.people[OPERATOR], comment=comment, reason=reader.reason)

    return decide
