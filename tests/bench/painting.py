"""First paint of the map file in headless Chromium, against pyvis's own default page of the same graph."""

import tempfile
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from playwright.sync_api import Browser, sync_playwright
from pyvis.network import Network

from tests.bench.loading import Figure
from tests.browser.chromium import launch
from viz.layout import placed
from viz.page import map_page

SIZES = (200, 1_000, 3_000)
STANDS = """() => {
  if (window.amityMap) return true;
  const bar = document.getElementById('loadingBar');
  return Boolean(window.network && (!bar || bar.style.display === 'none'));
}"""
PATIENCE = 60.0
"""Seconds after which the reference page is no longer waited for."""


def figures() -> list[Figure]:
    rows: list[Figure] = []
    with sync_playwright() as play, tempfile.TemporaryDirectory() as folder:
        browser = launch(play)
        for size in SIZES:
            graph = sample(size)
            started = perf_counter()
            page = map_page(placed(graph), "Hải Phòng", "vi")
            made = perf_counter() - started
            ours = _paint(browser, Path(folder) / f"ours-{size}.html", page)
            theirs = _paint(browser, Path(folder) / f"pyvis-{size}.html", _default(graph))
            rows.append(
                (f"first paint of {size:,} nodes (time)", "-", "pyvis's default page", ours / theirs,
                 f"{ours:.2f} s against {theirs:.1f} s{' (given up)' if theirs >= PATIENCE else ''}; written and laid out in {made:.2f} s")
            )  # fmt: skip
        browser.close()
    return rows


def sample(size: int, seed: int = 7) -> dict[str, Any]:
    """An ego network in the surface's shape, with twice as many ties as nodes."""
    dice = Random(seed)
    types = ["NGO", "AidItem", "Person", "PublicBody", "Event", "Agreement", "Locality", "Business"]
    nodes = [{"id": "n0", "type": "Province", "name": "Hải Phòng", "degree": size}]
    nodes += [
        {"id": f"n{n}", "type": dice.choice(types), "name": f"Đối tác hữu nghị số {n}", "degree": 4}
        for n in range(1, size)
    ]
    ends = [(f"n{dice.randrange(n)}", f"n{n}") for n in range(1, size)]
    ends += [(f"n{a}", f"n{b}") for a, b in (dice.sample(range(size), 2) for _ in range(size))]
    edges = [
        {
            "id": f"t{n}",
            "type": "COORDINATES_WITH",
            "source": a,
            "target": b,
            "since": None,
            "until": None,
            "label": None,
        }
        for n, (a, b) in enumerate(ends)
    ]
    return {"nodes": nodes, "edges": edges, "shown": size, "total": size, "hidden": {}, "centre": "n0"}


def _default(graph: dict[str, Any]) -> str:
    net = Network(directed=True, cdn_resources="in_line")
    for node in graph["nodes"]:
        net.add_node(node["id"], label=node["name"])
    for edge in graph["edges"]:
        net.add_edge(edge["source"], edge["target"])
    return net.generate_html()


def _paint(browser: Browser, path: Path, html: str) -> float:
    """Seconds from opening the file until the network stands: drawn and, where physics runs, stabilised."""
    path.write_text(html, encoding="utf-8")
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    started = perf_counter()
    page.goto(path.as_uri(), wait_until="commit")
    try:
        while not page.evaluate(STANDS):
            if perf_counter() - started > PATIENCE:
                return PATIENCE
            page.wait_for_timeout(10)
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        return perf_counter() - started
    finally:
        page.close()
