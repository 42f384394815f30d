"""First paint of the map file in headless Chromium, against pyvis's own default page of the same graph."""

import tempfile
from pathlib import Path
from random import Random
from time import perf_counter

import networkx as nx
from playwright.sync_api import Browser, sync_playwright
from pyvis.network import Network

from tests.bench.loading import Figure
from tests.browser.chromium import launch
from viz.page import map_page

SIZES = (200, 1_000, 3_000)
PATIENCE = 60.0
"""Seconds after which the reference page is no longer waited for."""


def figures() -> list[Figure]:
    rows: list[Figure] = []
    with sync_playwright() as play, tempfile.TemporaryDirectory() as folder:
        browser = launch(play)
        for size in SIZES:
            graph = sample(size)
            started = perf_counter()
            page = map_page(graph, "Hải Phòng", "vi")
            made = perf_counter() - started
            ours = _paint(browser, Path(folder) / f"ours-{size}.html", page)
            theirs = _paint(browser, Path(folder) / f"pyvis-{size}.html", _default(graph))
            rows.append(
                (f"first paint of {size:,} nodes (time)", "-", "pyvis's default page", ours / theirs,
                 f"{ours:.2f} s against {theirs:.1f} s{' (given up)' if theirs >= PATIENCE else ''}; written and laid out in {made:.2f} s")
            )  # fmt: skip
        browser.close()
    return rows


def sample(size: int, seed: int = 7) -> "nx.MultiDiGraph[str]":
    """An ego network with twice as many ties as nodes."""
    dice = Random(seed)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    types = ["NGO", "AidItem", "Person", "PublicBody", "Event", "Agreement", "Locality", "Business"]
    graph.add_node("n0", id="n0", type="Province", name="Hải Phòng")
    for n in range(1, size):
        graph.add_node(f"n{n}", id=f"n{n}", type=dice.choice(types), name=f"Đối tác hữu nghị số {n}")
        graph.add_edge(f"n{dice.randrange(n)}", f"n{n}", key=f"t{n}", id=f"t{n}", type="RELATES_TO")
    for n in range(size):
        a, b = dice.sample(range(size), 2)
        graph.add_edge(f"n{a}", f"n{b}", key=f"x{n}", id=f"x{n}", type="COORDINATES_WITH")
    return graph


def _default(graph: "nx.MultiDiGraph[str]") -> str:
    net = Network(directed=True, cdn_resources="in_line")
    for node, data in graph.nodes(data=True):
        net.add_node(node, label=data["name"])
    for a, b in graph.edges():
        net.add_edge(a, b)
    return net.generate_html()


def _paint(browser: Browser, path: Path, html: str) -> float:
    """Seconds from opening the file until the network stands: drawn and, where physics runs, stabilised."""
    path.write_text(html, encoding="utf-8")
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    started = perf_counter()
    page.goto(path.as_uri(), wait_until="commit")
    try:
        page.wait_for_function(
            "() => { const n = window.amityNetwork || window.network; const bar = document.getElementById('loadingBar');"
            " return n && n.canvas && (!bar || bar.style.display === 'none' || bar.style.opacity === '0'); }",
            timeout=PATIENCE * 1000,
        )
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    except Exception:
        return PATIENCE
    finally:
        elapsed = perf_counter() - started
        page.close()
    return elapsed
