"""The rows of one transaction: gathered while a batch is thought through, then written in one go."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import cypher
from graph import golden
from graph.belief import hold, recompute
from graph.claims import Origin, Row, ends_of, place_of
from graph.formers import keep, unstate
from graph.identity import Register, identify
from graph.model import ENTITIES
from graph.retry import Overtaken
from graph.store import Work
from graph.survivors import survivors
from graph.tape import SAID
from graph.things import Entity, Statement


@dataclass(slots=True)
class Rows:
    """Entities, keys, claims and ties to be written.

    `heard` are the claims about entities made here: their belief needs no reading back; `recompute` are the others.
    `replaced` are the claims to be changed, with their `ties` until now; `own` those of them that this run has said;
    `held` the entities that others are kept off already. `at` are the survivors of homes that were merged, `ends` the
    homes that ties are made between; `doubtful` tells the next try whose survivors it should look up beforehand.
    """

    doubtful: set[str] = field(default_factory=set[str])
    at: dict[str, str] = field(default_factory=dict[str, str])
    ends: set[str] = field(default_factory=set[str])
    entities: dict[str, dict[str, Row]] = field(default_factory=dict[str, dict[str, Row]])
    keys: dict[str, dict[str, None]] = field(default_factory=dict[str, dict[str, None]])
    create: list[Row] = field(default_factory=list[Row])
    change: list[Row] = field(default_factory=list[Row])
    touch: list[Row] = field(default_factory=list[Row])
    ties: dict[str, dict[str, Row]] = field(default_factory=dict[str, dict[str, Row]])
    replaced: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    own: set[str] = field(default_factory=set[str])
    heard: dict[str, list[Mapping[str, Any]]] = field(default_factory=dict[str, list[Mapping[str, Any]]])
    recompute: set[str] = field(default_factory=set[str])
    held: set[str] = field(default_factory=set[str])

    def add_entity(self, type_: str, id_: str, name: str) -> None:
        seed = {"id": id_, "type": type_, "name": name}
        self.entities.setdefault(type_, {}).setdefault(id_, {"id": id_, "golden": seed})

    def add_keys(self, thing: Entity, id_: str, register: Register) -> None:
        for key in identify(thing).all:
            if not register.stands(key, id_):
                self.keys.setdefault(key, {})[id_] = None

    def add_touch(self, claim: str, statement: Statement) -> None:
        self.touch.append({"id": claim, **place_of(statement)})

    def write(self, tx: Work, origin: Origin, register: Register) -> None:
        self._hold(tx)
        for type_, entities in self.entities.items():
            for id_, entity in entities.items():
                if id_ in self.heard:
                    entity["golden"] = golden.overlay(id_, type_, self.heard[id_])
            labels = ":".join(ENTITIES[type_].labels)
            query = cypher.load("write/create_entities").fill(labels=labels)
            heard, given = entities.keys() & self.heard.keys(), entities.keys() - self.heard.keys()
            if given:
                tx.run(query, rows=[entities[id_] for id_ in given])
            if heard and tx.run(query, rows=[entities[id_] for id_ in heard]) != [{"made": len(heard)}]:
                self._surely(survivors(tx, heard))
                self.recompute |= heard  # somebody else has made one meanwhile
        keys: list[Row] = [{"key": key, "entities": list(ids)} for key, ids in self.keys.items()]
        _send(tx, "write/create_keys", [row for row in keys if not register.stored(row["key"])], run=origin.run)
        _send(tx, "write/merge_keys", [row for row in keys if register.stored(row["key"])], run=origin.run)
        former = unstate(tx, self.replaced, self.at)
        keep(tx, origin, SAID, {claim: ties for claim, ties in former.items() if claim not in self.own})
        if _send(tx, "write/create_claims", self.create) not in ([], [{"made": len(self.create)}]):
            raise Overtaken  # what one of them is about was taken back meanwhile
        _send(tx, "write/change_claims", self.change)
        seen = {"seen": origin.seen, "file": origin.list, "sha256": origin.file_sha256}
        _send(tx, "write/touch_claims", self.touch, **seen)
        recompute(tx, self.recompute)
        for type_, ties in self.ties.items():
            tx.run(cypher.load("write/create_ties").fill(tie=type_), rows=list(ties.values()))

    def _hold(self, tx: Work) -> None:
        """Keep others off everything that claims and ties lead to, and see that it still is what they lead to."""
        former = {end for ties in self.replaced.values() for end in ends_of(ties)}
        ends = {self.at.get(end, end) for end in (*self.ends, *former)}
        self._surely(hold(tx, self.recompute - self.held, ends - self.held))
        if self.at and survivors(tx, self.at) != self.at:
            raise Overtaken

    def _surely(self, absorbed: Iterable[str]) -> None:
        if gone := set(absorbed):
            self.doubtful |= gone
            raise Overtaken


def _send(tx: Work, name: str, rows: list[Row], **more: object) -> list[Row]:
    return tx.run(cypher.load(name), rows=rows, **more) if rows else []
