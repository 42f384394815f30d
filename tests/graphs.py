"""Small graphs to ask questions of: written to a store as a source would, or made in memory for pure analyses."""

from collections.abc import Iterable
from typing import Any

import networkx as nx

import cypher
from graph.batch import write_batch
from graph.claims import Origin
from graph.reference import find_sector, provinces
from graph.store import Store
from graph.subgraph import Net
from graph.things import Entity, Statement, Tie


def e(type_: str, name: str, **properties: Any) -> Entity:
    return Entity(type_, name, properties)


def t(type_: str, source: Entity, target: Entity, **properties: Any) -> Tie:
    return Tie(type_, source, target, properties)


def put(store: Store, *things: Entity | Tie, source: str = "list", rank: int = 50, day: str = "2026-01-01") -> None:
    """Write things as one source's statements: each entity with the ties that begin at it."""
    ties = [x for x in things if isinstance(x, Tie)]
    told = [*(x for x in things if isinstance(x, Entity)), *(x.source for x in ties)]
    about = list({(x.type, x.name, x.id): x for x in told}.values())
    statements = [
        Statement(f"{x.type}/{x.id or x.name}", x, tuple(y for y in ties if y.source == x), row=str(n + 2))
        for n, x in enumerate(about)
    ]
    seen = f"{day}T00:00:00.000000+00:00"
    outcome = write_batch(
        store, Origin(source, rank, f"{source}.csv", f"{source}-run", seen, "0" * 64), 1, statements, set()
    )
    assert not outcome.refused, outcome.refused
    words = {
        "publisher": f"Nơi lập {source}",
        "url": "",
        "licence": "own",
        "title_vi": source,
        "title_en": source,
        "rank": rank,
    }
    store.write(lambda tx: tx.run(cypher.load("write/source"), id=source, **words))


def net(nodes: Iterable[tuple[str, str, dict[str, Any]]], ties: Iterable[tuple[str, str, str, dict[str, Any]]]) -> Net:
    """A projected graph from (id, type, properties) and (source, tie type, target, properties)."""
    g: Net = nx.MultiDiGraph()
    for id_, type_, properties in nodes:
        g.add_node(id_, **{"id": id_, "type": type_, "name": id_} | properties)
    for source, type_, target, properties in ties:
        told = {"id": f"{source} {type_} {target}", "type": type_, "claims": [f"list:{source}"], "sources": ["list"]}
        g.add_edge(source, target, key=type_, **told | properties)
    return g


def province(id_: str) -> Entity:
    unit = provinces()[id_]
    properties: dict[str, Any] = {"unit": id_.removeprefix("province-"), "name_en": unit.name_en}
    properties |= {"until": unit.until} if unit.until else {}
    return Entity("Province", unit.name_vi, properties, id=id_)


def sector(code: str) -> Entity:
    found = find_sector(code)
    assert found
    return Entity("Sector", found.name_vi, {"code": found.code, "name_en": found.name_en}, id=found.id)


HAI_PHONG, QUANG_NINH = province("province-31"), province("province-22")
OLD_HAI_PHONG, OLD_HAI_DUONG = province("province-old-31"), province("province-old-30")
VIET_NAM = Entity("Country", "Việt Nam", {"iso2": "VN"}, id="country-vn")
HEALTH, BASIC_HEALTH, EDUCATION = sector("120"), sector("12220"), sector("vn-education")
CAM_GIANG = Entity("Locality", "Cẩm Giang", {"code": "1"}, id="commune-1")
CAM_GIANG_GRAVE = Entity("Locality", "Cẩm Giàng", {"code": "2"}, id="commune-2")


def places(store: Store) -> None:
    """Hải Phòng with what was merged into it, its neighbour, two communes that differ by one accent, three sectors."""
    put(
        store,
        HAI_PHONG, QUANG_NINH, OLD_HAI_PHONG, OLD_HAI_DUONG, CAM_GIANG, CAM_GIANG_GRAVE, HEALTH, BASIC_HEALTH, EDUCATION,
        t("SUCCEEDED_BY", OLD_HAI_PHONG, HAI_PHONG, since="2025-07-01"),
        t("SUCCEEDED_BY", OLD_HAI_DUONG, HAI_PHONG, since="2025-07-01"),
        *(t("LOCATED_IN", p, VIET_NAM) for p in (HAI_PHONG, QUANG_NINH, OLD_HAI_PHONG, OLD_HAI_DUONG)),
        *(t("LOCATED_IN", c, HAI_PHONG) for c in (CAM_GIANG, CAM_GIANG_GRAVE)),
        t("NEIGHBOUR_OF", HAI_PHONG, QUANG_NINH),
        source="reference", rank=60,
    )  # fmt: skip
