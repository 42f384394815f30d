"""A map saved as one file, opened in Chromium from the disk: it draws, asks nobody, and runs nothing from the data."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from viz.layout import placed
from viz.page import map_page

pytestmark = pytest.mark.browser

ALARM = "window.ran = true"
HOSTILE = [
    f"</script><script>{ALARM}</script>",
    f"<img src=x onerror='{ALARM}'>",
    f"<a href='javascript:{ALARM}'>href</a>",
    f"javascript:{ALARM}",
    f'" onmouseover="{ALARM}',
    f"<svg onload='{ALARM}'>",
    f"<!--<script>{ALARM}",
    "http://example.org/href",
]


@dataclass
class Opened:
    page: Page
    requests: list[str] = field(default_factory=list[str])
    complaints: list[str] = field(default_factory=list[str])


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    it = Opened(page)
    page.on("request", lambda request: it.requests.append(request.url))
    page.on("console", lambda message: it.complaints.append(message.text))
    page.on("pageerror", lambda error: it.complaints.append(str(error)))
    page.on("dialog", lambda dialog: (it.complaints.append("dialog"), dialog.dismiss()))
    yield it
    page.close()


def graph(names: list[str]) -> dict[str, Any]:
    nodes = [{"id": "c", "type": "Province", "name": "Hải Phòng", "degree": len(names) + 5}]
    nodes += [
        {"id": f"n{i}", "type": ("NGO", "Person", "AidItem")[i % 3], "name": name, "degree": 1}
        for i, name in enumerate(names)
    ]
    edges = [
        {
            "id": f"e{i}",
            "type": "WORKS_IN",
            "source": f"n{i}",
            "target": "c",
            "since": "2019-05",
            "until": None,
            "label": name,
        }
        for i, name in enumerate(names)
    ]
    return placed(
        {"nodes": nodes, "edges": edges, "shown": len(nodes), "total": 1340, "hidden": {"c": 5}, "centre": "c"}
    )


def show(opened: Opened, folder: Path, names: list[str], title: str = "Hải Phòng", lang: str = "vi") -> Page:
    file = folder / "bản đồ.html"
    file.write_text(map_page(graph(names), title, lang), encoding="utf-8")
    opened.page.goto(file.as_uri())
    opened.page.wait_for_function("window.amityMap?.labels.placed?.chosen.length > 0")
    return opened.page


def test_a_map_draws_without_asking_anybody(opened: Opened, tmp_path: Path) -> None:
    page = show(opened, tmp_path, ["Tổ chức Y tế", "Nguyễn Văn A", "Trạm y tế Cẩm Giàng"])
    assert (len(opened.requests), opened.complaints) == (1, [])
    drawn = page.evaluate(
        "() => { const c = document.querySelector('canvas'); const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
        " let n = 0; for (let i = 3; i < d.length; i += 4) n += d[i] > 0; return n; }"
    )
    assert drawn > 500
    assert page.inner_text(".cap") == "Đang hiện 4 trên 1.340"
    assert page.inner_text("#map-card h2") == "Hải Phòng"


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_from_the_data_runs(opened: Opened, tmp_path: Path, name: str) -> None:
    page = show(opened, tmp_path, [name, name, name], title=name)
    page.evaluate("document.querySelector('details').open = true")
    page.fill("#map-find", name[:12])
    page.keyboard.press("Enter")
    for node in ("n0", "n1", "c"):
        page.evaluate("id => window.amityMap.select(id, false)", node)
    page.evaluate("() => { const m = window.amityMap; m.tip(m.edges.get('e0'), { clientX: 300, clientY: 300 }); }")
    for node in page.locator("#map-list a").all():
        node.click()
        page.locator("#map-card button").first.click()
    page.wait_for_timeout(100)
    assert (page.evaluate("window.ran"), opened.complaints, len(opened.requests)) == (None, [], 1)
    assert page.inner_text("h1") == name
    assert page.locator("img").count() == 0


def test_the_policy_refuses_a_script_that_got_in(opened: Opened, tmp_path: Path) -> None:
    page = show(opened, tmp_path, ["Hội"])
    page.evaluate(
        "code => { const it = document.createElement('script'); it.textContent = code; document.body.append(it); }",
        ALARM,
    )
    assert page.evaluate("window.ran") is None
    assert any("Content Security Policy" in complaint for complaint in opened.complaints)


@pytest.mark.parametrize("words", ["cam giang", "CẨM GIÀNG", "Cẩm", "giang"])
def test_search_needs_no_accents(opened: Opened, tmp_path: Path, words: str) -> None:
    page = show(opened, tmp_path, ["Tổ chức Y tế", "Nguyễn Văn A", "Trạm y tế Cẩm Giàng"])
    page.fill("#map-find", words)
    page.keyboard.press("Enter")
    assert page.inner_text("#map-card h2") == "Trạm y tế Cẩm Giàng"


def test_a_type_can_be_left_out_and_brought_back(opened: Opened, tmp_path: Path) -> None:
    page = show(opened, tmp_path, ["Tổ chức Y tế", "Nguyễn Văn A", "Trạm y tế"])
    page.uncheck("#map-legend input[value=NGO]")
    assert page.evaluate("window.amityMap.visNodes.getIds()") == ["c", "n1", "n2"]
    page.check("#map-legend input[value=NGO]")
    assert sorted(page.evaluate("window.amityMap.visNodes.getIds()")) == ["c", "n0", "n1", "n2"]


@pytest.mark.parametrize(
    ("key", "axis", "sign"),
    [("ArrowRight", "x", 1), ("ArrowLeft", "x", -1), ("ArrowDown", "y", 1), ("ArrowUp", "y", -1)],
)
def test_an_arrow_key_goes_that_way(opened: Opened, tmp_path: Path, key: str, axis: str, sign: int) -> None:
    page = show(opened, tmp_path, [f"Tổ chức số {i}" for i in range(24)])
    page.focus("#map")
    page.keyboard.press(key)
    there = page.evaluate("axis => window.amityMap.nodes.get(window.amityMap.selected)[axis]", axis)
    assert sign * there > 0
    assert page.inner_text("#map-card h2").startswith("Tổ chức số")


def test_the_list_reaches_every_node(opened: Opened, tmp_path: Path) -> None:
    names = ["Tổ chức Y tế", "Nguyễn Văn A", "Trạm y tế"]
    page = show(opened, tmp_path, names)
    page.focus("details summary")
    page.keyboard.press("Enter")
    reached: list[str] = []
    for _ in range(4):
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        reached.append(page.inner_text("#map-card h2"))
    assert sorted(reached) == sorted(["Hải Phòng", *names])


@pytest.mark.parametrize(("count", "width", "height"), [(40, 1280, 800), (200, 1440, 900), (200, 390, 844)])
def test_no_two_names_overlap_at_the_opening_zoom(
    opened: Opened, tmp_path: Path, count: int, width: int, height: int
) -> None:
    opened.page.set_viewport_size({"width": width, "height": height})
    page = show(opened, tmp_path, [f"Tổ chức hữu nghị và hợp tác số {i}" for i in range(count)])
    boxes = page.evaluate(
        "() => { const l = window.amityMap.labels, s = l.placed.scale;"
        " return l.placed.chosen.filter(it => it.node.id !== 'c').map(({ node, lines, dx, dy }) => {"
        " const w = l.sized(lines, false).width, x = node.x * s + dx, y = node.y * s + dy;"
        " return [x - w / 2, y, x + w / 2, y + 13 * lines.length]; }); }"
    )
    clashes = [(a, b) for i, a in enumerate(boxes) for b in boxes[:i]
               if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]]  # fmt: skip
    assert clashes == []
    assert len(boxes) >= (10 if width < 500 else min(count, 100) * 0.5)


def test_the_list_reads_the_same_without_scripts(browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    file = tmp_path / "map.html"
    file.write_text(map_page(graph(["Tổ chức Y tế", "Nguyễn Văn A"]), "Hải Phòng", "vi"), encoding="utf-8")
    page = context.new_page()
    page.goto(file.as_uri())
    page.click("details summary")
    assert page.locator("#map-list li").all_inner_texts() == ["Hải Phòng", "Tổ chức Y tế", "Nguyễn Văn A"]
    context.close()
