"""A list is dropped on the page, its columns corrected, rehearsed, loaded, reported and taken back, as an officer does it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from graph.settings import Settings
from graph.store import BoltStore
from graph.texts import text
from tests.browser.visit import PHONE, Visit, serving, visiting, visits
from tests.support import nodes

pytestmark = pytest.mark.browser

LIST = """DANH SÁCH ĐỐI TÁC NĂM 2026,,,
Đối tác nước bạn,Xứ sở,Mảng việc,Nói chuyện lần cuối
Quỹ Sao Biển (mẫu),Nhật Bản,Y tế,12/03/2026
Tổ chức Bàn Tay Xanh (mẫu),Hoa Kì xứ,Môi trường,05/01/2026
"""
GOOD = "Tên tổ chức,Quốc tịch,Nói chuyện lần cuối\nQuỹ Sao Biển (mẫu),Nhật Bản,12/03/2026\n"
MEANINGS = {"Đối tác nước bạn": "name", "Xứ sở": "country", "Mảng việc": "sectors", "Nói chuyện lần cuối": "-"}


@pytest.fixture
def address(embedded: BoltStore, tmp_path: Path) -> Iterator[str]:
    with serving(Settings(neo4j_uri=None, data_dir=tmp_path, lang="en"), embedded) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    yield from visits(browser, address)


def drop(page: Page, name: str, content: str) -> None:
    made = f"() => {{ const it = new DataTransfer(); it.items.add(new File([{json.dumps(content)}], {json.dumps(name)})); return it; }}"
    page.dispatch_event(".drop", "drop", {"dataTransfer": page.evaluate_handle(made)})
    page.wait_for_url("**/uploads/*")


def button(word: str, lang: str = "en") -> str:
    return f"button:text-is('{text(f'upload.{word}', lang)}')"


def told(page: Page, word: str, lang: str = "en") -> None:
    """Wait for the outcome: the page asks for itself again when the work is done."""
    page.wait_for_selector(f".outcome h2:has-text('{text(f'upload.{word}', lang)}')", timeout=60_000)


def tallies(page: Page) -> list[str]:
    return page.locator(".outcome .tallies dd:not(.small)").all_inner_texts()


def test_a_strange_list_is_corrected_rehearsed_loaded_and_taken_back(visit: Visit, embedded: BoltStore) -> None:
    page = visit.go("/lists")
    drop(page, "đối tác lạ.csv", LIST)
    assert page.locator("h1").inner_text() == "đối tác lạ.csv"
    assert text("upload.untold", "en") in page.locator("details.file").inner_text()

    page.select_option("details.file select[name=source]", "ngos")  # sent at once
    page.wait_for_selector(".meanings")
    for row in page.locator(".meanings tbody tr").all():
        row.locator("select").select_option(MEANINGS[row.locator("b").inner_text()])
    page.click(".meanings button:not(.quiet)")
    page.wait_for_selector("[role=status]")
    assert page.locator("details.file b").first.inner_text() == "Foreign NGOs"
    assert text("upload.why_mapping", "en") in page.locator(".seen h3").inner_text()
    assert "Based in: Nhật Bản" in page.locator(".raw tbody tr").first.inner_text()
    assert "row 4, column B" in page.locator(".faults").inner_text()

    page.click(button("rehearse"))
    told(page, "rehearsal")
    assert tallies(page) == ["1", "0", "0", "1", "0"]
    assert nodes(embedded, "NGO") == set()

    page.click(button("load"))
    told(page, "report")
    assert tallies(page) == ["1", "0", "0", "1", "0"]
    assert nodes(embedded, "NGO", "name") == {("Quỹ Sao Biển (mẫu)",)}

    page.click(f"a:text-is('{text('upload.revert', 'en')}')")
    page.wait_for_url("**/lists/revert?run=*")
    assert page.locator(".tallies dd:not(.small)").first.inner_text() == "1"
    page.click(button("revert_now"))
    page.wait_for_url("**/lists/runs/*")
    assert "taken back on" in page.locator(".head").inner_text()
    assert nodes(embedded, "NGO") == set()


def test_the_same_works_without_a_script_on_a_phone(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=PHONE, locale="vi", java_script_enabled=False)  # type: ignore[arg-type]
    visit = visiting(context, address)
    page = visit.go("/lists")
    page.set_input_files("input[name=files]", {"name": "ngos.csv", "mimeType": "text/csv", "buffer": GOOD.encode()})
    page.click(button("send", "vi"))
    page.click(button("rehearse", "vi"))
    told(page, "rehearsal", "vi")
    assert tallies(page) == ["1", "0", "0", "0", "0"]
    page.click(button("load", "vi"))
    told(page, "report", "vi")
    context.close()
    assert visit.outside == []


def test_too_much_is_refused_before_it_is_sent(visit: Visit) -> None:
    page = visit.go("/lists")
    page.evaluate("document.querySelector('.drop').dataset.drop = '0.00001'")
    page.set_input_files("input[name=files]", {"name": "a.csv", "mimeType": "text/csv", "buffer": b"a,b\n" * 100})
    assert page.locator(".drop .problem").inner_text() == text("upload.too_large", "en", n=200)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_upload_pages_fit_a_phone(browser: Browser, address: str, lang: str) -> None:
    context = browser.new_context(viewport=PHONE, locale=lang)  # type: ignore[arg-type]
    visit = visiting(context, address)
    drop(visit.go("/lists"), "ngos.csv", GOOD)
    for path in ("/lists", visit.page.url.removeprefix(address)):
        visit.go(path)
        assert visit.js("document.documentElement.scrollWidth") <= PHONE["width"], path
    context.close()
    assert (visit.outside, visit.complaints) == ([], [])
