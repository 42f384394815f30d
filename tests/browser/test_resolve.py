"""Pairs of records are decided with one key each, and without a script by their buttons, as an officer does it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from graph.doubts import waiting
from graph.joining import resolve
from graph.settings import Settings
from graph.store import BoltStore
from graph.texts import text
from tests.browser.visit import PHONE, Visit, serving, visiting, visits
from tests.graphs import e, put
from tests.support import VIEWER, rows

pytestmark = pytest.mark.browser


@pytest.fixture
def address(embedded: BoltStore, tmp_path: Path) -> Iterator[str]:
    """Three pairs wait."""
    for number, name in enumerate(("Red Kapok Clinic", "Blue Heron Reading", "Grey Loon Fishing")):
        for form in ("Friends (mẫu)", "Alliance (mẫu)"):
            put(embedded, e("NGO", f"{name} {form}", country="FR"), source=f"list-{number}-{form[0]}")
    assert resolve(embedded, VIEWER).waiting == 3
    with serving(Settings(neo4j_uri=None, data_dir=tmp_path, lang="en", officer="test"), embedded) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    yield from visits(browser, address)


def shown(page: Page) -> tuple[str, ...]:
    return tuple(page.locator(".couple thead .who").all_inner_texts())


def press(page: Page, key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)


def standing(store: BoltStore) -> int:
    ((found,),) = rows(store, "MATCH (x:NGO) WHERE x.closed IS NULL RETURN count(x)")
    return found


def test_one_key_decides_and_one_takes_back(visit: Visit, embedded: BoltStore) -> None:
    page = visit.go("/resolve")
    first = shown(page)
    press(page, "Space")
    second = shown(page)
    assert second != first
    press(page, "s")
    assert standing(embedded) == 5
    assert text("page.verdict_same", "en") in page.locator(".lastword").inner_text()
    press(page, "z")
    assert standing(embedded) == 6
    press(page, "d")
    press(page, "u")
    assert len(waiting(embedded, VIEWER)) == 1
    page.fill("input[name=reason]", "s d u")  # typed, not pressed
    press(page, "Enter")
    assert text("page.resolve_none", "en") in page.locator(".empty").inner_text()
    assert standing(embedded) == 5


def test_a_rule_is_decided_on_a_phone_without_a_script(browser: Browser, address: str, embedded: BoltStore) -> None:
    context = browser.new_context(viewport=PHONE, locale="vi", java_script_enabled=False)  # type: ignore[arg-type]
    visit = visiting(context, address)
    page = visit.go("/resolve")
    page.locator(".rules a").nth(1).click()
    page.locator(".allof summary").click()
    page.check(".allof input[type=checkbox]")
    page.click(f".allof button:has-text('{text('page.resolve_different', 'vi')}')")
    assert text("page.resolve_none", "vi") in page.locator(".empty").inner_text()
    page.click(f"button:has-text('{text('page.resolve_undo', 'vi')}')")
    assert len(waiting(embedded, VIEWER)) == 3  # as a whole
    context.close()
    assert visit.outside == []
