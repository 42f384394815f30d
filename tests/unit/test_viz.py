"""Style table, layout, the page of a map and what every template makes of hostile names."""

import html
import json
import math
import re
from typing import Any

import networkx as nx
import pytest

from api.templates import environment, render
from graph.model import ENTITIES, TIES
from viz.boxes import Boxes, label_box
from viz.layout import layout, placed
from viz.mapdata import map_data
from viz.page import map_page
from viz.style import PATHS, contrast, legend, style, tie_heading, tie_label

HOSTILE = ["</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "javascript:alert(1)", 'a" onmouseover="alert(1)',
           "<!--<script>", "{{ 7 * 7 }}", "href", "≮img src=x onerror=alert(1)≯"]  # fmt: skip
HOME = {"id": "province-31", "name": "Hải Phòng"}


def a_map(names: list[str]) -> dict[str, Any]:
    nodes = [{"id": f"ngo-{i}", "type": "NGO", "name": name, "degree": 3} for i, name in enumerate(names)]
    edges = [
        {"id": f"e{i}", "type": "WORKS_IN", "source": node["id"], "target": "province-31", "since": names[i], "until": None, "label": names[i]}
        for i, node in enumerate(nodes)
    ]  # fmt: skip
    centre = {"id": "province-31", "type": "Province", "name": names[0], "degree": len(nodes)}
    graph = {
        "nodes": [centre, *nodes],
        "edges": edges,
        "shown": len(nodes) + 1,
        "total": 1340,
        "hidden": {},
        "centre": "province-31",
    }
    return placed(graph)


def ego(near: int, far: int = 0) -> "nx.MultiDiGraph[Any]":
    """A centre, `near` neighbours of every type with names of all lengths, and `far` nodes behind them."""
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    graph.add_node("centre", type="Province", name="Hải Phòng")
    for i in range(near):
        graph.add_node(
            f"n{i}", type=list(ENTITIES)[i * i % len(ENTITIES)], name="Liên hiệp các tổ chức hữu nghị"[: 4 + i % 27]
        )
        graph.add_edge(f"n{i}", "centre")
    for i in range(far):
        graph.add_node(f"m{i}", type="Person", name=f"Người số {i}")
        graph.add_edge(f"m{i}", f"n{i % near}")
    return graph


@pytest.mark.parametrize("type_", sorted(ENTITIES))
def test_a_mark_stands_out_on_light_and_dark_and_its_letter_is_read(type_: str) -> None:
    look = style(type_)
    assert contrast(look.colour, "#ffffff") >= 3
    assert contrast(look.colour, "#12161b") >= 3
    assert contrast(look.colour, look.ink) >= 4.5


def test_no_two_types_look_alike_even_without_colour() -> None:
    assert len({(style(t).shape, style(t).letter) for t in ENTITIES}) == len(ENTITIES)
    assert {look.shape for look in ENTITIES.values()} <= PATHS.keys()


def test_an_unknown_type_still_has_a_mark() -> None:
    assert (style("Ship").letter, style("Ship").label("vi")) == ("?", "Ship")


def test_the_legend_keeps_the_models_order() -> None:
    assert [look.type for look in legend(["NGO", "Ship", "Country", "NGO"])] == ["Country", "NGO", "Ship"]


@pytest.mark.parametrize("tie", sorted(TIES))
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_tie_has_a_heading_from_both_ends(tie: str, lang: str) -> None:
    out, back = tie_heading(tie, "out", lang), tie_heading(tie, "in", lang)
    assert not back.startswith("←")
    assert (out == back) == TIES[tie].symmetric or back != tie_label(tie, lang)


@pytest.mark.parametrize(("near", "far"), [(0, 0), (1, 0), (30, 0), (200, 0), (40, 160)])
def test_no_two_labels_share_a_place_around_a_centre(near: int, far: int) -> None:
    graph = ego(near, far)
    places = layout(graph, "centre")
    boxes, clashes = Boxes(), []
    for node, (x, y) in places.items():
        width, height = label_box(graph.nodes[node]["name"], bold=node == "centre")
        if not boxes.free(x, y, (width - 1, height - 1)):
            clashes.append(node)
        boxes.add(x, y, (width - 1, height - 1))
    assert (clashes, places.keys(), places["centre"]) == ([], set(graph), (0.0, 0.0))


def test_one_type_stands_together() -> None:
    graph = ego(120)
    places = layout(graph, "centre")
    angles = sorted((math.atan2(places[n][1], places[n][0]), graph.nodes[n]["type"]) for n in graph if n != "centre")
    changes = sum(angles[i][1] != angles[i - 1][1] for i in range(len(angles)))
    assert changes <= 1.5 * len({type_ for _, type_ in angles})


@pytest.mark.parametrize("centre", ["centre", None])
def test_the_same_graph_gives_the_same_picture(centre: str | None) -> None:
    graph = ego(60, 20)
    shuffled: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    shuffled.add_nodes_from(reversed(list(graph.nodes(data=True))))
    shuffled.add_edges_from(reversed(list(graph.edges())))
    assert layout(graph, centre) == layout(shuffled, centre)


@pytest.mark.parametrize("centre", ["centre", None])
def test_three_thousand_nodes_have_a_place_each(centre: str | None) -> None:
    places = layout(ego(3000), centre)
    assert len(places) == len(set(places.values())) == 3001


def test_what_hangs_on_nothing_is_on_the_map_too() -> None:
    graph = ego(5)
    graph.add_node("alone", type="NGO", name="Một mình")
    assert layout(graph, "centre").keys() == set(graph)
    assert layout(graph, "nowhere").keys() == set(graph)


def test_the_page_is_one_file_that_asks_nobody() -> None:
    page = map_page(a_map(["Tổ chức Y tế"]), "Hải Phòng", "vi")
    assert re.findall(r"(?:src|href)\s*=\s*[\"'](?!#)[^\"']*", page.split("<script")[0]) == []
    assert "default-src 'none'" in html.unescape(page)
    assert "Đang hiện 2 trên 1.340" in page


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_name_adds_no_tag_and_no_script_to_the_page(name: str, lang: str) -> None:
    def tags(page: str) -> dict[str, int]:
        return {tag: len(re.findall(f"<{tag}[\\s>]", page, re.IGNORECASE)) for tag in ("script", "img", "li", "a")}

    page = map_page(a_map([name, name]), name, lang)
    assert tags(page) == tags(map_page(a_map(["Hội", "Hội"]), "Hội", lang))
    data = json.loads(page.split('id="map-data">')[1].split("</script>")[0])
    assert [node["name"] for node in data["graph"]["nodes"]] == [name] * 3


def test_the_map_knows_every_type_and_tie_of_the_model() -> None:
    data = map_data(a_map(["Hội"]), "vi")
    assert (data["styles"].keys(), data["ties"].keys()) == (ENTITIES.keys(), TIES.keys())


@pytest.mark.parametrize("template", environment().list_templates(["html"]))
def test_every_template_says_what_it_needs_and_compiles(template: str) -> None:
    source = (environment().loader or pytest.fail()).get_source(environment(), template)[0]
    assert source.startswith("{#")
    alone = template.endswith("_file.html")  # opened from a disk, where no other file is at hand
    refused = r"\son\w+=|<script>" if alone else r"\sstyle=|<style|\son\w+=|<script>"
    assert not re.search(refused, source), "the pages' CSP refuses these"
    environment().get_template(template)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_text_on_the_page_of_a_partner(name: str) -> None:
    ref = {"id": name, "type": "NGO", "name": name}
    source = {
        "source": name,
        "publisher": name,
        "url": name,
        "claim": name,
        "file": name,
        "sheet": name,
        "row": 1,
        "first_seen": name,
        "last_seen": name,
    }
    page = render(
        "entity.html", lang="vi", path=f"/entities/{name}", query=f"q={name}", province=HOME, degree=1, sources=[source],
        entity={**ref, "labels": ["Entity", "Organization"], "names": {"vi": name, "en": name + "!"}, "aliases": [name], "closed": name, "sample": True, "disputes": 2, "merged": []},
        card={"where": [ref], "since": name, "last_contact": {"date": name, "by": ref, "with": ref}, "money": [],
              "licence": {"state": "valid", "number": name, "form": name, "until": name}, "next": {"date": name, "entity": {**ref, "id": "other"}, "what": {"vi": name, "en": name}}},
        properties=[{"name": "website", "label": name, "kind": "url", "unit": None, "value": name, "disputed": True,
                     "said": [{"value": name, "source": name, "since": name}], "by": {"publisher": name, "since": name}}],
        comments=[{"id": name, "text": name, "by": name, "at": "2026-03-01T02:00:00+00:00", "tie": None}], callers={name: [name]}, officer=name,
        ties=[{"type": "FUNDS", "direction": "in", "total": 1, "items": [{"entity": ref, "since": name, "until": None, "note": name, "money": [], "sources": [name], "disputed": [name]}]}],
        document={"text": name, "dates": [{"said": name, "since": name, "until": name, "offset": 0, "snippet": name}], "figures": [
            {"id": name, "kind": "difference", "document": ref, "subject": ref, "measure": {"vi": name, "en": name}, "value": 7, "unit": {"vi": name, "en": name},
             "qualifier": name, "period": name, "as_of": name, "when": name, "sentence": name, "offset": 0, "how": name,
             "parts": [{"id": name, "value": 7, "sentence": name}], "state": state, "decision": {"by": name, "at": name, "reason": name}}
            for state in ("open", "rejected")]},
    )  # fmt: skip
    assert not re.search(r"<img src=x|<script>alert|href=\"javascript|\" onmouseover=\"|49</", page, re.IGNORECASE)
    assert len(re.findall("<script", page)) == 1


def test_the_other_language_keeps_the_question() -> None:
    page = render("error.html", lang="vi", path="/funders", query="sector=y+t%E1%BA%BF&lang=vi", province=HOME,
                  status=404, title="Không có", detail="", remedy=None)  # fmt: skip
    assert 'href="/funders?sector=y+t%E1%BA%BF&amp;lang=en"' in page
