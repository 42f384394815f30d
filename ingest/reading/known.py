"""The names we know: of the reference data, and of everything in the graph."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

import cypher
from graph.model import ENTITIES
from graph.reference import communes, countries, provinces, sectors
from graph.store import Store, Viewer
from ingest.reading.gazetteer import Gazetteer, Named
from ingest.reading.lexicon import phrases

Names = Iterator[tuple[Named, list[str]]]

_SECONDS = 300.0
_TOLD = frozenset({"Country", "Province", "Sector", "Document", "Statistic", "Licence"})
_LEVELS = ("local", "group", "category")
_NO_SECTOR = frozenset(phrases("no_sector"))
_CODES = {"US": ["US", "the US"]}  # codes that are written like names
_NO_NAMES = phrases("no_names")


def known_names(store: Store | None) -> Gazetteer:
    """All names of the reference data and, from `store`, of every entity that may be met in a text."""
    found = Gazetteer()
    for named, names in chain(_reference(), _graph(store) if store else ()):
        found.add(named, names)
    return found


def _reference() -> Names:
    yield Named("", "", ""), _NO_NAMES
    for country in countries().values():
        yield (
            Named(country.id, "Country", country.name_vi, 1, name_en=country.name_en),
            [*country.names, *_CODES.get(country.alpha2, ())],
        )
    for unit in provinces().values():
        joined = unit.name_en.replace(" ", "").capitalize()
        names = [name for name in (*unit.names, joined) if len(name) > 2]  # "HP" stands for much
        yield Named(unit.id, "Province", unit.name_vi, 1 if unit.present else 2, name_en=unit.name_en), names
    for commune in communes().values():
        bare = [f"{commune.kind} {commune.name}", f"{commune.name} ward", f"{commune.name} commune"]
        yield Named(commune.id, "Locality", commune.full_name), bare
    for sector in sectors().values():
        if sector.level in _LEVELS and not sector.withdrawn:
            names = [name for name in sector.names if name.casefold() not in _NO_SECTOR]
            yield Named(sector.id, "Sector", sector.name_vi, 3 + _LEVELS.index(sector.level)), names


def _graph(store: Store) -> Names:
    """The rest of the graph, type by type: what the reference data names is told there."""
    for type_ in ENTITIES:
        if type_ not in _TOLD:
            for row in store.read(cypher.load("read/known_names"), Viewer(), seconds=_SECONDS, type=type_):
                yield _named(type_, row)


def _named(type_: str, row: dict[str, Any]) -> tuple[Named, list[str]]:
    names = [row["name"], *(row["aliases"] or ())]
    bare = [found for name in names if (found := re.sub(r"\s*\([^()]*\)\s*$", "", name)) and found != name]
    return Named(row["id"], type_, row["name"], province=row["province"] or ""), [*names, *bare]
