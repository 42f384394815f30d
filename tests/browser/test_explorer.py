"""The pages in Chromium as an officer meets them: both languages, at the desk and on the phone, no host but ours."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser

from graph.texts import text
from tests.browser.visit import DESK, PHONE, Visit, serving, visiting, visits

if TYPE_CHECKING:
    from tests.sampled import Sampled

pytestmark = pytest.mark.browser

PAGES = (
    "/",
    "/entities/province-31",
    "/partners",
    "/gaps",
    "/opportunities",
    "/funders?sector=120&place=province-31",
    "/lists",
    "/api/docs",
)


@pytest.fixture(scope="module")
def address(sampled_embedded: "Sampled") -> Iterator[str]:
    with serving(sampled_embedded.settings, sampled_embedded.store) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    yield from visits(browser, address)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_every_page_fits_and_asks_nobody_else(browser: Browser, address: str, lang: str, size: dict[str, int]) -> None:
    context = browser.new_context(viewport=size, locale=lang)  # type: ignore[arg-type]
    visit = visiting(context, address)
    for path in PAGES:
        page = visit.go(path)
        assert page.locator("html").get_attribute("lang") == lang
        assert visit.js("document.documentElement.scrollWidth") <= size["width"], path
        assert page.locator("main").inner_text().strip()
    assert (visit.outside, visit.complaints) == ([], [])
    context.close()


def test_the_map_opens_on_our_province_under_its_cap(visit: Visit) -> None:
    page = visit.go("/")
    assert visit.js("amityMap.nodes.size") == 200
    assert "Showing 200 of" in page.locator("#map-cap").inner_text()
    assert page.locator("#map-card h2").inner_text() == "Hai Phong"


def test_a_double_click_brings_hidden_neighbours(visit: Visit) -> None:
    page = visit.go("/")
    # the node with hidden neighbours that stands farthest from every other, so that the click meets it alone
    spot = visit.js("""() => {
        const all = [...amityMap.nodes.values()], apart = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);
        const alone = (a) => Math.min(...all.filter((b) => b !== a).map((b) => apart(a, b)));
        const node = all.filter((n) => n.hidden > 1 && n.id !== amityMap.centre).sort((a, b) => alone(b) - alone(a))[0];
        const box = document.querySelector("#map canvas").getBoundingClientRect();
        const at = amityMap.network.canvasToDOM({ x: node.x, y: node.y });
        return { id: node.id, hidden: node.hidden, x: box.x + at.x, y: box.y + at.y };
    }""")
    page.mouse.dblclick(spot["x"], spot["y"])
    visit.until("amityMap.nodes.size > 200")
    assert visit.js(f"amityMap.nodes.get('{spot['id']}').hidden") < spot["hidden"]
    visit.until(f"document.querySelector('#map-card .card')?.dataset.id === '{spot['id']}'")


def test_types_can_be_hidden_and_names_found(visit: Visit) -> None:
    page = visit.go("/")
    before = visit.js("amityMap.visible.length")
    page.locator('#map-legend input[value="NGO"]').uncheck()
    assert 0 < visit.js("amityMap.visible.length") < before
    page.fill("#map-find", "so ngoai vu")
    page.locator("#map-found li", has_text="Sở Ngoại vụ").first.click()
    visit.until("document.querySelector('#map-card h2')?.textContent.includes('Sở Ngoại vụ')")


def test_the_language_is_switched_in_place(visit: Visit) -> None:
    page = visit.go("/gaps")
    page.locator('.lang a[hreflang="vi"]').click()
    page.wait_for_load_state()
    assert page.locator("h1").inner_text() == text("page.nav_gaps", "vi")
    assert visit.go("/lists").locator("html").get_attribute("lang") == "vi"


def test_everything_but_the_map_works_without_a_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    visit = visiting(context, address)
    page = visit.go("/funders")
    page.fill('input[name="sector"]', "health")
    page.locator("form.filters button").click()
    page.wait_for_load_state()
    assert page.locator("table.funders tbody tr").count() > 0
    page.locator("table.funders tbody th a").first.click()
    page.wait_for_load_state()
    assert page.locator("h1").inner_text()
    assert text("page.map_noscript", "en") in visit.go("/").locator("main").inner_text()
    assert visit.outside == []
    context.close()
