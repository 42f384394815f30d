"""Claims as the graph keeps them: the rows, hashes and mentions that follow from a statement, without a database."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2s
from typing import Any

from graph.errors import TypeMismatch
from graph.golden import NAMES
from graph.identity import new_id
from graph.model import ENTITIES, TIES
from graph.survivors import At, placed
from graph.things import Entity, Statement, Tie

MENTION_RANK = 10
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a batch comes from: the source, its rank, the list (file) it is read from, and the run that reads it.

    `seen` is the run's start, ISO with microseconds: it marks everything the run has seen. Where the run reads a part of
    the list only, `beside` is the start of the run that read the rest of it.
    """

    source: str
    rank: int
    list: str
    run: str
    seen: str
    file_sha256: str = ""
    beside: str = ""


def claim_row(
    origin: Origin, statement: Statement, ties: list[tuple[str, Row]], lists: list[str], mention: bool = False
) -> Row:
    """The claim's node and its ABOUT tie, as `write/create_claims` and `write/change_claims` take them."""
    claim = {k: v for k, v in statement.about.properties.items() if v is not None} | {
        "id": f"{origin.source}:{statement.key}",
        "name": statement.about.name,
        "source": origin.source,
        "lists": list(dict.fromkeys([*lists, origin.list])),
        "type": statement.about.new_type,
        "hash": hash_of(statement),
        "rank": MENTION_RANK if mention else origin.rank,
        "said": origin.seen,
        "mention": mention,
        "ties": [json.dumps([type_, t["source"], t["target"]]) for type_, t in ties],
    }
    about = {
        "source": origin.source,
        "run": origin.run,
        "file_sha256": origin.file_sha256,
        "file": origin.list,
        **place_of(statement),
        "last_seen": origin.seen,
    }
    return {"claim": claim, "about": about}


def place_of(statement: Statement) -> Row:
    """Sheet and row of a statement, apart: of "Aid!12" and "12" the row is 12."""
    row = statement.row.rpartition("!")[2]
    return {"sheet": statement.sheet, "row": int(row) if row.isdigit() else None}


def starts(claims: Mapping[str, Sequence[str]], at: At) -> list[Row]:
    """Where the ties of these claims (id -> its `ties`) begin, as `write/delete_ties` takes them: each place once."""
    found: dict[str, dict[str, None]] = {}
    for claim, (type_, source, target) in ((claim, json.loads(tie)) for claim, ties in claims.items() for tie in ties):
        tie = placed(type_, {"source": source, "target": target, "properties": {}}, at)
        found.setdefault(tie["source"], {})[claim] = None
    return [{"source": source, "claims": list(ids)} for source, ids in found.items()]


def ends_of(ties: Iterable[str]) -> set[str]:
    """The homes that the `ties` of a claim join."""
    return {end for tie in ties for end in json.loads(tie)[1:3]}


def named_by(claim: Row) -> Entity:
    """The thing a claim speaks of, as far as its words identify it."""
    decisive = {*NAMES, *(p for key in ENTITIES[claim["type"]].keys for p in key)} - {"name"}
    return Entity(claim["type"], claim["name"], {p: claim[p] for p in decisive if p in claim})


def mentions_of(statement: Statement) -> dict[str, Entity]:
    """The things a record names beside the one it is about, by the key of the claim that says no more than their name."""
    own = new_id(statement.about)
    ends = (end for tie in statement.ties for end in (tie.source, tie.target) if not end.only_known)
    return {f"mention/{id_}": end for end in ends if (id_ := new_id(end)) != own}


def mention(key: str, end: Entity, statement: Statement) -> Statement:
    """What a record says of a thing by naming it: nothing but its name and what identifies it."""
    return Statement(key, replace(end, properties=_names_only(end), memo={}), (), statement.row, statement.sheet)


def _names_only(end: Entity) -> Mapping[str, Any]:
    decisive = {*NAMES, *(p for key in ENTITIES[end.new_type].keys for p in key)}
    return {k: v for k, v in end.properties.items() if k in decisive and v is not None}


def check_ends(tie: Tie, source: str, target: str) -> None:
    """Raises TypeMismatch if both ends turn out to be one."""
    if source == target:
        raise TypeMismatch(tie.source.name, tie.type, target, tie.target.name)


def tie_row(origin: Origin, claim: str, tie: Tie, source: str, target: str) -> tuple[str, Row]:
    if TIES[tie.type].symmetric and target < source:
        source, target = target, source
    words = {k: v for k, v in tie.properties.items() if v is not None}
    id_ = tie_id(claim, tie.type, source, target, words)
    bookkeeping = {"id": id_, "claim": claim, "source": origin.source, "run": origin.run}
    return tie.type, {"source": source, "target": target, "properties": words | bookkeeping}


def tie_id(*said: object) -> str:
    """The id of a tie, from all that tells it from others: equal words in another order are equal."""
    mark = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return f"tie-{blake2s(mark.encode(), digest_size=8).hexdigest()}"


def hash_of(statement: Statement) -> str:
    """What a statement says, as one short text; equal words in another order are equal."""

    def plain(entity: Entity) -> list[Any]:
        return [
            entity.type,
            entity.id,
            entity.name,
            entity.guess,
            {k: v for k, v in entity.properties.items() if v is not None},
        ]

    ties = sorted(
        json.dumps([t.type, plain(t.source), plain(t.target), dict(t.properties)], ensure_ascii=False, sort_keys=True)
         for t in statement.ties
    )  # fmt: skip
    text = json.dumps([plain(statement.about), ties], ensure_ascii=False, sort_keys=True)
    return blake2s(text.encode(), digest_size=12).hexdigest()
