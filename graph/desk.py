"""An officer's desk: one transaction in which a record is held, compared with the version edited, written and believed anew."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2s
from itertools import count
from typing import Any

import cypher
from graph.asked import NotFound
from graph.belief import Apart, recompute
from graph.claims import Origin, Row, ends_of
from graph.days import day_of
from graph.edit_errors import VersionChanged
from graph.formers import keep, unstate
from graph.identity import identify
from graph.model import ENTITIES
from graph.officers import OFFICER_RANK, OFFICERS, introduce, moment, origin_of
from graph.store import Store, Viewer, Work
from graph.subgraph import shown
from graph.survivors import stand, survivors
from graph.tape import GONE, SAID
from graph.things import Entity
from graph.version import version_of

Act = Callable[["Desk"], None]


class Desk:
    """What an act works with: the transaction, the record as it is now (`entity`, `sources`), its claims and the origin."""

    def __init__(self, tx: Work, origin: Origin, row: Row) -> None:
        self.tx, self.origin = tx, origin
        self.entity: Row = row["properties"]
        self.sources: list[Row] = row["sources"]

    @property
    def id(self) -> str:
        return self.entity["id"]

    @property
    def version(self) -> str:
        return version_of(self.entity, self.sources)

    def claims(self) -> list[Row]:
        """All open claims about the record."""
        return [row["claim"] for row in self.tx.run(cypher.load("write/claims_of"), ids=[self.id])]

    def say(self, key: str, words: Mapping[str, Any], ties: Sequence[tuple[str, Row]] = ()) -> None:
        """Write the officer's claim of this key, in the place of what it said before."""
        id_ = f"{self.origin.source}:{key}"
        claim = {name: value for name, value in words.items() if value is not None} | {
            "id": id_, "source": self.origin.source, "lists": [self.origin.list], "type": self.entity["type"],
            "hash": _hash(words, ties), "rank": OFFICER_RANK, "said": self.origin.seen, "mention": False, "edit": True,
            "ties": [json.dumps([type_, tie["source"], tie["target"]]) for type_, tie in ties],
        }  # fmt: skip
        about = {
            "source": self.origin.source, "run": self.origin.run, "file_sha256": "", "file": self.origin.list,
            "sheet": "", "row": None, "last_seen": self.origin.seen,
        }  # fmt: skip
        row: Row = {"claim": claim, "about": about}
        if known := self.tx.run(cypher.load("write/claims_known"), ids=[id_]):
            keep(self.tx, self.origin, SAID, self._unstated({id_: known[0]["ties"]}))
            self.tx.run(cypher.load("write/change_claims"), rows=[row])
        else:
            row["entity"], about["first_seen"] = self.id, self.origin.seen
            self.tx.run(cypher.load("write/create_claims"), rows=[row])
        for type_, tie in ties:
            self.tx.run(cypher.load("write/create_ties").fill(tie=type_), rows=[tie])

    def withdraw(self, claims: Iterable[Row]) -> None:
        """Close these claims; what they said is kept."""
        ties = {claim["id"]: claim["ties"] for claim in claims}
        keep(self.tx, self.origin, GONE, self._unstated(ties))
        rows: list[Row] = [{"claim": id_, "lists": [], "closed": day_of(self.origin.seen)} for id_ in ties]
        self.tx.run(cypher.load("write/close_claims"), rows=rows)

    def _unstated(self, claims: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
        """The ties of these claims, taken out of the graph. Their ends are held: they are the record and what it is tied to."""
        ends = {end for ties in claims.values() for end in ends_of(ties)}
        return unstate(self.tx, claims, survivors(self.tx, ends))


def at_desk(
    store: Store,
    viewer: Viewer,
    id: str,
    act: Act,
    version: str | None,
    yours: Mapping[str, Any],
    also: Iterable[str] = (),
) -> Desk:
    """Do `act` to a record which is still of `version` (None or "*": of any), with `also` held too; the record as it then is.

    Raises NotFound, VersionChanged with both versions.
    """  # fmt: skip
    introduce(store, viewer)
    origin, near = origin_of(viewer), [id, *also]
    tries = count()

    def work(tx: Work) -> Desk:
        at = stand(Apart(store), tx, [id], near[1:])
        desk = Desk(tx, replace(origin, seen=moment()), _standing(tx, at.get(id, id)))
        if next(tries) and _kept(desk, [at.get(one, one) for one in near]):
            return desk  # only the answer got lost
        if version not in (None, "*", desk.version):
            current = {"version": desk.version, "properties": shown(desk.entity, viewer), "sources": _last(desk)}
            raise VersionChanged(desk.entity["name"], current, yours)
        act(desk)
        recompute(tx, {desk.id})
        after = Desk(tx, desk.origin, _standing(tx, desk.id))
        _rekey(after)
        return after

    return store.write(work)


def is_edit(claim: Mapping[str, Any]) -> bool:
    """Whether a claim is an officer's word about single properties."""
    return bool(claim.get("edit")) and claim["source"].startswith(OFFICERS) and not claim.get("comment")


def _kept(desk: Desk, ids: Sequence[str]) -> bool:
    """Whether an earlier try said something, or took something back."""
    run = desk.origin.run
    said = any(source["about"]["run"] == run for source in desk.sources)
    return said or bool(desk.tx.run(cypher.load("write/ended_by"), ids=ids, run=run))


def _standing(tx: Work, id_: str) -> Row:
    rows = tx.run(cypher.load("read/entity"), id=id_)
    if not rows:
        raise NotFound(id_)
    return rows[0]


def _last(desk: Desk) -> list[Row]:
    """Who spoke last of the record, the latest first."""
    told = sorted(desk.sources, key=lambda s: s["about"]["last_seen"], reverse=True)
    return [{"source": s["about"]["source"], "at": s["about"]["last_seen"]} for s in told[:5]]


def _rekey(desk: Desk) -> None:
    """Let what an officer made true identify the record: new keys nobody bears are its own, those no longer said go."""
    tx, entity = desk.tx, desk.entity
    if entity.get("closed"):
        return
    ours = [row["key"] for row in tx.run(cypher.load("write/officer_keys"), id=desk.id, officers=OFFICERS)]
    decisive = {p for key in ENTITIES[entity["type"]].keys for p in key} | {"name_vi", "name_en", "short"}
    thing = Entity(entity["type"], entity["name"], {p: entity[p] for p in decisive - {"name"} if entity.get(p)})
    claims = [c for c in desk.claims() if c["source"].startswith(OFFICERS) or c.get("name")]
    wanted = set(identify(thing).all)
    for claim in claims:
        if claim.get("name"):
            words = {p: claim[p] for p in decisive - {"name"} if claim.get(p)}
            wanted |= set(identify(Entity(entity["type"], claim["name"], words)).all)
    if gone := [key for key in ours if key not in wanted]:
        tx.run(cypher.load("write/drop_keys"), rows=[{"key": key, "entities": [desk.id]} for key in gone])
        tx.run(cypher.load("write/forget_idle_keys"), ids=gone)
    said = any(is_edit(claim) for claim in claims)
    if said and (
        fresh := sorted(wanted - {row["key"] for row in tx.run(cypher.load("write/keys_borne"), keys=sorted(wanted))})
    ):
        tx.run(cypher.load("write/create_keys"), rows=[{"key": key, "entities": [desk.id]} for key in fresh], run=desk.origin.run)  # fmt: skip


def _hash(words: Mapping[str, Any], ties: Sequence[tuple[str, Row]]) -> str:
    told = [dict(words), sorted(tie["properties"]["id"] for _, tie in ties)]
    return blake2s(json.dumps(told, ensure_ascii=False, sort_keys=True).encode(), digest_size=12).hexdigest()
