"""Templates follow the order of the apps, the content security policy, and speak through translation."""

import pytest

from .checks import templates
from .conftest import Tree
from .exceptions import TEMPLATES, TRUSTED_MARKUP
from .house import ROOT
from .violation import report


def test_templates_follow_the_order_the_policy_and_translation() -> None:
    found = [*templates.order(ROOT), *templates.policy(ROOT), *templates.untranslated(ROOT)]
    assert report(found, TEMPLATES) == ""


def test_only_listed_places_trust_their_markup() -> None:
    assert report(templates.trusted_markup(ROOT), TRUSTED_MARKUP) == ""


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("groups/overview.html", '{% include "threads/_latest.html" %}'),
        ("groups/overview.html", "{% extends 'meetings/meeting.html' %}"),
        ("groups/overview.html", "{% url 'threads:thread' slug=group.slug number=1 as there %}"),
        ("home/desk.html", '{% url "public:reports" %}'),
        ("layout/group.html", '{% url "threads:threads" group.slug %}'),
        ("layout/group.html", '{% include "groups/_head.html" %}'),
        ("components/card.html", '{% url "groups:group" slug %}'),
        ("account/login.html", '{% url "groups:group" slug %}'),
        ("groups/overview.html", "{% load i18n post_tags %}"),
        ("gossip/page.html", ""),
    ],
)
def test_check_finds_a_template_that_reaches_upward(tree: Tree, path: str, text: str) -> None:
    root = tree({"workgroups/threads/templatetags/post_tags.py": "", f"templates/{path}": text})
    assert report(templates.order(root)) != ""


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("threads/thread.html", '{% extends "layout/group.html" %}{% include "components/button.html" %}'),
        (
            "threads/thread.html",
            '{% url "groups:group" slug %}{% url "threads:thread" 1 %}{% load post_tags i18n %}',
        ),
        ("threads/thread.html", "{% include part.template %}{% url 'account_login' %}"),
        ("layout/page.html", '{% url "account_login" %}{% url there %}{% include "components/menu.html" %}'),
        ("core/refused.html", '{% url "account_login" %}'),
        ("account/login.html", '{% extends "layout/page.html" %}{% url "account_signup" %}'),
    ],
)
def test_check_accepts_a_template_that_reaches_downward(tree: Tree, path: str, text: str) -> None:
    root = tree({"workgroups/threads/templatetags/post_tags.py": "", f"templates/{path}": text})
    assert report(templates.order(root)) == ""


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<script type="module">import "x"</script>',
        "<style>p { color: red }</style>",
        '<p style="color: red">',
        '<p {% if bold %}style="font-weight: bold"{% endif %}>',
        '<button class="{{ kind }}" onclick="go()">',
        '<form hx-on:submit="go()">',
        '<a href="javascript:go()">',
    ],
)
def test_check_finds_what_the_policy_forbids(tree: Tree, text: str) -> None:
    assert "templates/threads/thread.html (line 2)" in report(
        templates.policy(tree({"templates/threads/thread.html": "\n" + text}))
    )


def test_check_accepts_what_the_policy_allows(tree: Tree) -> None:
    text = (
        '<script src="{% static "built/app.js" %}" type="module"></script>'
        '<script type="application/json">{"a": 1}</script>'
        '<a href="{% url "threads:thread" number=n %}" data-live="thread:{{ n }}">{{ title }}</a>'
    )
    root = tree({"templates/threads/thread.html": text, "templates/threads/mail/post.html": '<p style="margin:0">'})
    assert report(templates.policy(root)) == ""


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("templates/threads/thread.html", "{{ body|safe }}"),
        ("templates/threads/thread.html", "{% autoescape off %}{{ body }}{% endautoescape %}"),
        ("workgroups/threads/queries.py", "html = mark_safe(body)"),
        ("workgroups/threads/queries.py", "html = safestring.SafeString(body)"),
    ],
)
def test_check_finds_trusted_markup(tree: Tree, path: str, text: str) -> None:
    assert report(templates.trusted_markup(tree({path: text}))) == f"{path} (line 1): trusts its markup"


@pytest.mark.parametrize(
    "text",
    [
        "<h1>Threads</h1>",
        "<p>{{ count }} posts</p>",
        "<p>{% translate 'New' %} thread</p>",
        '<button aria-label="Close"></button>',
        '<img alt="a map">',
        '<input type="submit" value="Send">',
        '{% include "components/button.html" with label="Send it" %}',
        "<p>{% if a %}yes{% endif %}</p>",
        "<p>مرحبا</p>",
    ],
)
def test_check_finds_words_that_are_not_translated(tree: Tree, text: str) -> None:
    found = report(templates.untranslated(tree({"templates/threads/thread.html": "\n\n" + text})))
    assert "templates/threads/thread.html (line 3)" in found


@pytest.mark.parametrize(
    "text",
    [
        '{% translate "Threads" %} · {{ title }} (PDF, UTC)',
        "{% blocktranslate count n=n %}one post{% plural %}{{ n }} posts{% endblocktranslate %}",
        '<a aria-label="{% translate "Close" %}" title="{{ name }}" href="/somewhere">×</a>',
        "{# words for engineers #}{% comment %}more words{% endcomment %}",
        '<script type="application/json">{"word": 1}</script><kbd>Ctrl</kbd>',
        '{% include "components/button.html" with label=_("Send it") kind="primary" %}',
        '<p class="lead {% if wide %}wide{% endif %}">&nbsp;→ 3</p>',
        '<input type="text" value="x" name="title">',
        "{% block frame_class %}group-frame{% endblock %}",
    ],
)
def test_check_accepts_translated_words(tree: Tree, text: str) -> None:
    assert report(templates.untranslated(tree({"templates/threads/thread.html": text}))) == ""


def test_check_reads_plain_text_mail(tree: Tree) -> None:
    root = tree({
        "templates/threads/mail/post.txt": "{% load i18n %}{% translate 'Hello' %} {{ name }},\n\nbye\n",
    })  # fmt: skip
    assert report(templates.untranslated(root)).startswith("templates/threads/mail/post.txt (line 3): “bye”")
