"""Countries by code and by name."""

import pytest
from django.utils.translation import override

from workgroups.core.countries import code_of, codes, country


@pytest.mark.parametrize(
    ("written", "code"),
    [("gb", "GB"), ("UK", "GB"), ("Republic of Korea", "KR"), ("turkiye", "TR"), ("Viet Nam", "VN"), ("EU", None),
     ("Nowhere", None), ("", None), ("Côte d’Ivoire", "CI"), ("Luxembourg ", "LU")],
)  # fmt: skip
def test_code_of_what_people_write(written: str, code: str | None) -> None:
    assert code_of(written) == code


def test_country_in_the_language_of_the_page() -> None:
    with override("fr"):
        assert (country("ET"), country("KR"), code_of("Éthiopie")) == ("Éthiopie", "République de Corée", "ET")
    assert (country("ET"), country("KR"), country("QQ")) == ("Ethiopia", "Republic of Korea", "QQ")


def test_codes_are_countries_of_iso_3166() -> None:
    assert {"LU", "UY", "AE"} < codes()
    assert not {"EU", "UN", "ZZ", "XA"} & codes()
