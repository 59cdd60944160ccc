"""What a body is called in the language of the page."""

import pytest
from django.utils.translation import override

from workgroups.groups.models import Body


@pytest.mark.parametrize(
    ("body", "english", "french"),
    [
        (Body(kind="state", name="United Kingdom", country="GB"), "United Kingdom", "Royaume-Uni"),
        (Body(kind="state", name="Republic of Korea", country="KR"), "Republic of Korea", "République de Corée"),
        (Body(kind="city", name="Amsterdam", country="NL"), "Amsterdam", "Amsterdam"),
        (
            Body(kind="organisation", name="World Bank", names={"fr": "Banque mondiale"}),
            "World Bank",
            "Banque mondiale",
        ),
        (Body(kind="state", name="Lagoon State"), "Lagoon State", "Lagoon State"),
    ],
    ids=lambda value: str(getattr(value, "name", value)),
)
def test_a_body_is_named_in_the_language_of_the_page(body: Body, english: str, french: str) -> None:
    with override("en"):
        assert body.shown == english
    with override("fr"):
        assert body.shown == french
