"""The pieces of the interface on made-up pages, so that they can be looked at and measured; not part of the product."""

from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django import forms
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory

PAGES = Path(__file__).parent / "gallery"
NAMES = ("group", "thread", "document", "form", "public")
ENTRIES = (
    "Overview",
    "Threads",
    "Meetings",
    "Drafts",
    "Documents",
    "Polls & decisions",
    "Reports",
    "Members",
    "Manage",
)


class MeetingForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(help_text="Say what the meeting is to settle.")
    place = forms.ChoiceField(choices=[("call", "A call"), ("room", "In person")], required=False)
    kind = forms.ChoiceField(
        choices=[("open", "Open to observers"), ("closed", "Members only")], widget=forms.RadioSelect
    )
    topics = forms.MultipleChoiceField(
        choices=[("a", "Where to start"), ("b", "Who coordinates")], widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(widget=forms.Textarea, required=False, label="A word to the group")
    paper = forms.FileField(required=False)
    remind = forms.BooleanField(required=False, label="Remind everybody a day before")


def context(direction: str) -> dict[str, Any]:
    """Return what the made-up pages show."""
    user = SimpleNamespace(pk=7, is_authenticated=True, name="Lucía Fernández")
    request = RequestFactory().get("/groups/cloud/")
    request.user = user  # type: ignore[assignment]
    return {
        "request": request,
        "product_name": "Workgroups",
        "demo": True,
        "language": "en",
        "direction": direction,
        "group": SimpleNamespace(name="Cloud working group", get_absolute_url="/groups/cloud/"),
        "group_state": SimpleNamespace(kind="active", word="Active"),
        "nav_entries": [
            SimpleNamespace(
                label=label, url=f"#{label}", current=label == "Threads", count=3 if label == "Threads" else 0
            )
            for label in ENTRIES
        ],
        "titles": [
            "Which services should move first, and which should perhaps never move at all?",
            "Centralised, decentralised or hybrid: who holds the budget?",
            "من يملك البيانات بعد انتهاء العقد؟",
        ],
        "posts": [
            (
                "Tan Wei Ling",
                "Singapore",
                "<p>We began with what nobody would miss for an hour: <em>intranets, test systems, archives</em>. It bought trust, and it taught procurement how to write an exit.</p><p>What would you not do again?</p>",
            ),
            (
                "Ana Pereira",
                "Uruguay, head",
                "<blockquote><p>It bought trust</p></blockquote><p>For us the opposite: starting small meant that the first two years changed nothing a citizen could see. Three things I would now ask first:</p><ol><li>who answers the phone at night;</li><li>where the keys are;</li><li>what a month of leaving costs.</li></ol>",
            ),
            ("יעל לוי", "Israel", "<p>אנחנו התחלנו מהרישום ולא מהפלטפורמה.</p>"),
        ],
        "bars": [
            {
                "label": "Hybrid: the centre sets rules, ministries buy",
                "count": 5,
                "percent": 55.6,
                "leads": True,
                "mine": True,
            },
            {"label": "Centralised", "count": 3, "percent": 33.3},
            {"label": "Decentralised", "count": 1, "percent": 11.1},
        ],
        "form": MeetingForm({"title": "", "kind": "x"}, auto_id="id_%s"),
        "past": datetime(2026, 11, 17, 16, 40, tzinfo=UTC),
        "soon": datetime(2026, 12, 1, 11, 0, tzinfo=UTC),
        "later": datetime(2026, 12, 1, 12, 30, tzinfo=UTC),
        "today": date(2026, 11, 22),
    }


def rendered(name: str, direction: str = "ltr") -> str:
    """Return one made-up page as HTML."""
    values = context(direction)
    if name in {"400", "403", "404", "500"}:
        return render_to_string(f"{name}.html", values if name != "500" else {})
    if name == "refused":
        fields = [("body", "A long answer that must not be lost, whatever happens to the session.\n" * 3), ("n", "7")]
        values |= {"message": "You are no longer signed in.", "fields": fields, "target": "/x/", "sign_in": True}
        return render_to_string("core/refused.html", values, request=values["request"])
    source = (PAGES / f"{name}.html").read_text()
    return engines["django"].from_string(source).render(values, values["request"])
