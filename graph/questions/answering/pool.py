"""The things a question may be about, with their ties: gathered from the most telling condition, then narrowed."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

import cypher
from graph.questions.answering.asked import Asked
from graph.reference import country_of_code
from graph.subgraph import entities, ref, ties_of

Row = dict[str, Any]
MOST = 50_000
_MOST_TIES = 500_000


@dataclass(slots=True)
class Pool:
    """`known` id -> properties, `ties` id -> its ties (as `graph.subgraph.ties_of`)."""

    asked: Asked
    known: dict[str, Row]
    ties: dict[str, list[Row]] = field(default_factory=dict[str, list[Row]])

    def tied(self, id_: str, kinds: Collection[str], types: Collection[str] = ()) -> list[Row]:
        """Its ties of these kinds, to things of these types where types are given."""
        return [
            t for t in self.ties.get(id_, ()) if t["type"] in kinds and (not types or t["other"].get("type") in types)
        ]

    def others(self, id_: str, kinds: Collection[str], types: Collection[str] = ()) -> list[Row]:
        """What it is tied to so, each once, by name."""
        found = {t["other"]["id"]: t["other"] for t in self.tied(id_, kinds, types)}
        return sorted(found.values(), key=lambda e: (e["name"], e["id"]))

    def refs(self, id_: str, kinds: Collection[str], types: Collection[str] = ()) -> list[Row]:
        return [ref(e) for e in self.others(id_, kinds, types)]

    def meets(self, id_: str, kinds: Collection[str], ids: Collection[str]) -> bool:
        """Whether a tie of these kinds joins it to one of these."""
        return any(t["other"].get("id") in ids for t in self.tied(id_, kinds))

    def keep(self, ids: Iterable[str]) -> None:
        self.known = {i: self.known[i] for i in ids}

    def add(self, kinds: Collection[str]) -> None:
        """Read ties of these kinds as well."""
        for tie in ties_of(self.asked.store, self.asked.viewer, list(self.known), kinds, limit=_MOST_TIES):
            self.ties.setdefault(tie["at"], []).append(tie)


def gather(asked: Asked, label: str, ties: Collection[str], *seeds: tuple[Collection[str], Collection[str]]) -> Pool:
    """The things of a type; with seeds (ids, kinds of ties) only those that are tied so to one of each seed's ids."""
    found: set[str] | None = None
    for ids, kinds in seeds:
        query = cypher.load("questions/tied").fill(ties="|".join(sorted(kinds)), label=label)
        rows = asked.store.read(query, asked.viewer, ids=sorted(ids), limit=MOST)
        found = {r["id"] for r in rows} if found is None else found & {r["id"] for r in rows}
    if found is None:
        query = cypher.load("questions/every").fill(label=label)
        found = {r["id"] for r in asked.store.read(query, asked.viewer, limit=MOST)}
    return pool(asked, found, ties)


def pool(asked: Asked, ids: Collection[str], ties: Collection[str]) -> Pool:
    made = Pool(asked, entities(asked.store, asked.viewer, ids))
    if ties and made.known:
        made.add(ties)
    return made


def country(entity: Row) -> str | None:
    """The ISO alpha-2 code of the country that a thing is, or that it says it is of."""
    said = entity.get("iso2") if entity.get("type") == "Country" else entity.get("country")
    found = country_of_code(str(said)) if said else None
    return found.alpha2 if found else None


def countries_of(made: Pool, id_: str, kinds: Collection[str]) -> set[str]:
    """The countries it says it is of, else those of what it is tied to so."""
    own = country(made.known[id_])
    return {own} if own else {c for t in made.tied(id_, kinds) if (c := country(t["other"]))}
