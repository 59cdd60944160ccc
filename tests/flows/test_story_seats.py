"""A chair on a telephone, without scripts, plans a hand-over; the co-chair reads the note; a card says to whom."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

from tests.flows.house import GROUP, NARROW, House

CHAIR, COCHAIR, HEAD, EXPERT = "chair@singapore", "cochair@uk", "head@uruguay", "expert@uruguay"


def test_chair_hands_over_to_the_co_chair_on_a_day_to_come(house: House) -> None:
    with house.window(CHAIR, width=NARROW, script=False) as page:
        page.goto(f"{GROUP}manage/people/")
        page.get_by_role("link", name="Hand over Lim Hui Wen").first.click()
        page.locator("#id_successor").select_option(label="Harriet Colbourne")
        page.locator("#id_day").fill((datetime.now(UTC) + timedelta(days=4)).date().isoformat())
        page.locator("#id_note").fill("The June call is always at two hours: keep both.")
        page.get_by_role("button", name="Hand over", exact=True).click()
        expect(page.get_by_text("Planned", exact=True)).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW
        address = page.url
    with house.window(COCHAIR, width=NARROW) as page:
        page.goto(address)
        expect(page.get_by_text("keep both")).to_be_visible()
        page.get_by_role("button", name="Withdraw the hand-over").click()
        expect(page.get_by_text("The hand-over is withdrawn")).to_be_visible()
    assert house.faults == []


def test_card_shows_each_field_to_whom_it_was_given(house: House) -> None:
    with house.window(CHAIR, script=False) as page:
        page.goto("/settings/contacts/")
        page.locator("#id_title").fill("Director of shared services")
        page.locator("#id_telephone").fill("+65 6123 4567")
        page.get_by_label("Shown to: Telephone").select_option("heads")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Your card is saved.")).to_be_visible()
    for who, sees in ((HEAD, 1), (EXPERT, 0)):
        with house.window(who, width=NARROW, script=False) as page:
            page.goto(f"{GROUP}members/contacts/?words=Director")
            expect(page.get_by_text("Director of shared services")).to_have_count(1)
            expect(page.get_by_text("+65 6123 4567")).to_have_count(sees)
