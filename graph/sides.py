"""Two records side by side: what each is, where they agree and where they differ, and what was found for and against."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import cypher
from graph import doubts, names
from graph.cards import cards
from graph.model import COMMON, ENTITIES, Property
from graph.resolution.record import Record
from graph.store import Store, Viewer
from graph.subgraph import entities, ref

Row = dict[str, Any]

_TOLD_APART = frozenset({"aliases", "note", "reference", "sample"})


def side_by_side(store: Store, viewer: Viewer, pairs: Sequence[Row]) -> list[Row]:
    """The pairs of `graph.doubts.waiting` as an officer compares them.

    Each: {"id","rule","score" (0 to 1),"evidence": [{"code","weight","veto","text": {"vi","en"}}],"a": side,"b": side,
    "compared": [{"name","label": {"vi","en"},"a","b","same": bool, or None where one is silent}]}; a side: ref with
    "names" (all of them), "where": [ref], "since", "last_contact", "degree", "publishers".
    """
    ids = {id_ for one in pairs for id_ in (one["a"], one["b"])}
    known, told = entities(store, viewer, ids), doubts.evidence_of(store, viewer, [one["id"] for one in pairs])
    facts = cards(store, viewer, sorted(ids), money=False) if ids else {}
    publishers: dict[str, list[str]] = {}
    for row in store.read(cypher.load("read/speakers"), viewer, ids=sorted(ids)) if ids else []:
        publishers.setdefault(row["id"], []).append(row["publisher"])

    def side(id_: str) -> Row:
        card = facts[id_]
        return ref(known[id_]) | {
            "names": list(dict.fromkeys((known[id_]["name"], *(known[id_].get("aliases") or ())))),
            "where": card["where"], "since": card["since"], "last_contact": card["last_contact"], "degree": card["degree"],
            "publishers": publishers.get(id_, []),
        }  # fmt: skip

    return [
        {"id": one["id"], "rule": one["rule"], "score": round(min(one["points"] / 10, 1.0), 3),
         "evidence": doubts.told(told.get(one["id"], ())), "a": side(one["a"]), "b": side(one["b"]),
         "compared": list(_compared(known[one["a"]], known[one["b"]]))}
        for one in pairs if one["a"] in known and one["b"] in known
    ]  # fmt: skip


def _compared(a: Mapping[str, Any], b: Mapping[str, Any]) -> Iterable[Row]:
    """What either says of itself, in the order of the model; long words and other names are left to the page of each."""
    for known in (*COMMON, *ENTITIES[a["type"]].properties):
        if known.name in _TOLD_APART or not (a.get(known.name) or b.get(known.name)):
            continue
        ours, theirs = a.get(known.name), b.get(known.name)
        same = _plain(known, ours) == _plain(known, theirs) if ours and theirs else None
        yield {"name": known.name, "label": {"vi": known.vi, "en": known.en}, "a": ours, "b": theirs, "same": same}


def _plain(known: Property, value: Any) -> str:
    """A value as it is compared: no case and signs, no scheme of an address."""
    return Record("", (), website=value).site if known.kind == "url" else names.key(str(value))
