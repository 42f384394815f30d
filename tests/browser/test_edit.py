"""An officer edits a record on its page: who says what stands beside, and what two wrote at once is put to the second."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from graph import edits
from graph.settings import Settings
from graph.store import BoltStore, Viewer
from graph.texts import text
from ingest.run import Options, ingest_paths
from tests.browser.visit import PHONE, Visit, serving, visits
from tests.support import nodes

pytestmark = pytest.mark.browser

ROWS = "Tên tổ chức,Quốc gia,Trang web\nQuỹ Biển Xanh (mẫu),Nhật Bản,bienxanh.example\n"


@pytest.fixture
def visit(browser: Browser, embedded: BoltStore, tmp_path: Path) -> Iterator[Visit]:
    path = tmp_path / "tcpcpnn.csv"
    path.write_text(ROWS, encoding="utf-8")
    ingest_paths(embedded, [path], options=Options(reference=False))
    with serving(Settings(neo4j_uri=None, data_dir=tmp_path, lang="vi"), embedded) as address:
        yield from visits(browser, address)


def word(key: str) -> str:
    return text(f"page.{key}", "en")


def test_a_record_is_edited_and_a_second_officer_is_shown_both_versions(visit: Visit, embedded: BoltStore) -> None:
    ((ngo,),) = nodes(embedded, "NGO")
    page = visit.go(f"/entities/{ngo}")
    page.click(f"a:text-is('{word('edit')}')")
    page.fill("[name='p.website']", "lan.example")
    page.fill("[name='p.relations_since']", "12/05/2019")
    page.fill("[name=officer]", "Trần Lan")
    edits.edit(embedded, Viewer(user="Minh"), ngo, {"website": "minh.example"})
    page.click(f".deeds button:text-is('{word('edit_save')}')")
    page.wait_for_selector(".both")
    row = page.locator(".both tbody tr").filter(has_text="Website").inner_text()
    assert all(said in row for said in ("bienxanh.example", "minh.example", "lan.example"))
    page.check("input[name='take.website'][value=mine]")
    page.set_viewport_size(PHONE)
    assert visit.js("document.documentElement.scrollWidth") <= PHONE["width"]
    page.click(f"button:text-is('{word('conflict_save')}')")
    page.wait_for_selector("#comments")
    facts = page.locator(".lead .facts").last.inner_text()
    assert "lan.example" in facts
    assert "Trần Lan" in facts
    assert page.locator(".mark.warn").count() == 1

    assert page.locator("[name=officer]").count() == 0  # asked once
    page.fill("[name=text]", "Đã gọi, hẹn tháng sau")
    page.click(f"button:text-is('{word('comment_keep')}')")
    assert "Trần Lan" in page.locator(".comment").inner_text()

    visit.go("/disagreements")
    assert "minh.example" in page.locator("tbody").inner_text()
    visit.go(f"/entities/{ngo}/history?on=2020")
    assert word("history_unknown") in page.locator(".past").inner_text()
    assert page.locator(".timeline > li").count() >= 4
    visit.go(f"/entities/{ngo}/edit")
    page.click("button[name=property][value=website]")
    page.wait_for_url("**/edit")
    assert page.input_value("[name='p.website']") == "bienxanh.example"
    page.fill("[name='p.email']", "an@localhost")
    page.fill("[name='p.relations_since']", "hôm kia")
    page.click(f".deeds button:text-is('{word('edit_save')}')")
    page.wait_for_selector(".problem")
    assert page.locator(".row.wrong").count() == 2
    assert page.input_value("[name='p.relations_since']") == "hôm kia"
    refusals = [said for said in visit.complaints if "status of 412" in said or "status of 422" in said]
    assert len(refusals) == 2
    visit.complaints[:] = [said for said in visit.complaints if said not in refusals]
