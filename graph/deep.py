"""Whether a graph is what its claims come to: belief, ties, keys and merged records checked page by page.

Nothing is held while it looks: what seems wrong is looked at once more before it is told, so that a load under way does not
pass for damage.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import cypher
from graph import golden
from graph.belief import hold, recompute
from graph.claims import starts
from graph.store import Store, Viewer, Work
from graph.survivors import Seen, stated, survivors

Row = dict[str, Any]
PAGE = 500
_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Fault:
    """`kind`: "cycle" or "lost" (of merged records), "belief", "tie_missing", "tie_unclaimed", "tie_twice", "claim_about"
    or "key_idle"; `id` of what is wrong, `detail` what of it."""

    kind: str
    id: str
    detail: str = ""


def faults(store: Store, viewer: Viewer) -> Iterator[Fault]:
    """Everything that differs, as it is found. Merged records first: with a circle among them the rest cannot be judged."""
    told = list(_merged(store, viewer))
    yield from told
    if any(fault.kind == "cycle" for fault in told):
        return
    for page in _pages(store, viewer, "deep_entities"):
        ids = [row["id"] for row in page]
        suspects = [id_ for id_, _ in _belief(store, viewer, ids)]
        yield from (Fault("belief", id_, said) for id_, said in _belief(store, viewer, suspects))
        yield from _again(_unclaimed, store, viewer, ids)
    for page in _pages(store, viewer, "deep_claims"):
        yield from (
            Fault("claim_about", row["id"], str(row["about"])) for row in page if row["about"] != 1 or row["merged"]
        )
        yield from _again(_missing, store, viewer, [row["id"] for row in page if not row["closed"] and row["ties"]])
    for page in _pages(store, viewer, "deep_keys"):
        yield from (Fault("key_idle", row["id"]) for row in page if not row["entities"])


def lay_anew(store: Store, ids: Sequence[str]) -> None:
    """Lay the belief about these entities from their claims."""
    for at in range(0, len(ids), PAGE):
        part = ids[at : at + PAGE]
        store.write(partial(_lay, part))


def _lay(ids: Sequence[str], tx: Work) -> None:
    hold(tx, ids)
    recompute(tx, ids)


def _pages(store: Store, viewer: Viewer, query: str) -> Iterator[list[Row]]:
    after = ""
    while page := store.read(cypher.load(f"read/{query}"), viewer, _SECONDS, after=after, limit=PAGE):
        yield page
        after = page[-1]["id"]


def _again(look: Any, store: Store, viewer: Viewer, ids: Sequence[str]) -> Iterator[Fault]:
    """What is wrong on two looks."""
    first = set(look(store, viewer, ids)) if ids else set[Fault]()
    if first:
        yield from sorted(first & set(look(store, viewer, ids)), key=lambda fault: (fault.id, fault.detail))


def _merged(store: Store, viewer: Viewer) -> Iterator[Fault]:
    """Merged records that lead in a circle, or to nothing."""
    into = {row["id"]: row["into"] for page in _pages(store, viewer, "deep_absorbed") for row in page}
    known: set[str] = set()
    ends = sorted(set(into.values()) - into.keys())
    for at in range(0, len(ends), PAGE):
        known |= {r["entity"]["id"] for r in store.read(cypher.load("read/entities"), viewer, ids=ends[at : at + PAGE])}
    for id_ in into:
        seen, end = {id_}, into[id_]
        while end in into and end not in seen:
            seen.add(end)
            end = into[end]
        if end in seen:
            yield Fault("cycle", id_, end)
        elif end not in known:
            yield Fault("lost", id_, end)


def _belief(store: Store, viewer: Viewer, ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Entities whose golden record is not what their claims come to, with the properties that differ."""
    if not ids:
        return
    held = {
        r["entity"]["id"]: r["entity"]
        for r in store.read(cypher.load("read/entities"), viewer, _SECONDS, ids=list(ids))
    }
    open_, shut = (_claims(store, viewer, query, ids) for query in ("write/claims_of", "write/closed_claims_of"))
    for id_, entity in held.items():
        if entity.get("merged_into"):
            continue
        if golden.bears(open_.get(id_, ())):
            due = golden.overlay(id_, entity["type"], open_[id_])
        elif golden.bears(shut.get(id_, ())):
            due = golden.closed(id_, entity["type"], [*shut[id_], *open_.get(id_, ())])
        elif told := [*open_.get(id_, ()), *shut.get(id_, ())]:
            due = golden.unborne(id_, entity["type"], entity["name"], told)
        else:
            continue
        there = {name: value for name, value in entity.items() if value is not None}
        if differing := sorted(n for n in {*due, *there} if due.get(n) != there.get(n)):
            yield id_, ", ".join(differing)


def _claims(store: Store, viewer: Viewer, query: str, ids: Sequence[str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in store.read(cypher.load(query), viewer, _SECONDS, ids=list(ids)):
        found.setdefault(row["entity"], []).append(row["claim"] | {"home": row["home"]})
    return found


def _unclaimed(store: Store, viewer: Viewer, ids: Sequence[str]) -> Iterator[Fault]:
    """Ties from these entities that no open claim states, or that stand twice."""
    ties = store.read(cypher.load("read/deep_ties"), viewer, _SECONDS, ids=list(ids))
    claims = sorted({str(tie["properties"].get("claim")) for tie in ties})
    told = _stated(store, viewer, claims)
    for id_, times in Counter(str(tie["properties"].get("id")) for tie in ties).items():
        if times > 1:
            yield Fault("tie_twice", id_, str(times))
    for tie in ties:
        claim, home = str(tie["properties"].get("claim")), stated(tie["type"], tie)
        if (tie["type"], home["source"], home["target"]) not in told.get(claim, ()):
            yield Fault(
                "tie_unclaimed", str(tie["properties"].get("id")), f"{tie['source']} {tie['type']} {tie['target']}"
            )


def _stated(store: Store, viewer: Viewer, claims: Sequence[str]) -> dict[str, Counter[tuple[str, str, str]]]:
    """Open claim -> the ties it states, between homes."""
    if not claims:
        return {}
    rows = store.read(cypher.load("read/deep_stated"), viewer, _SECONDS, ids=list(claims))
    return {row["id"]: Counter(_homes(row["ties"])) for row in rows if not row["closed"]}


def _missing(store: Store, viewer: Viewer, claims: Sequence[str]) -> Iterator[Fault]:
    """Ties that these open claims state and that are not in the graph."""
    told = _stated(store, viewer, claims)
    texts = {claim: [json.dumps(tie) for tie in ties] for claim, ties in told.items()}
    ends = {end for ties in told.values() for tie in ties for end in tie[1:]}
    rows = starts(texts, survivors(Seen(store, viewer), ends))
    found: dict[str, Counter[tuple[str, str, str]]] = {}
    for tie in store.read(cypher.load("read/deep_from"), viewer, _SECONDS, rows=rows) if rows else ():
        home = stated(tie["type"], tie)
        found.setdefault(tie["claim"], Counter())[tie["type"], home["source"], home["target"]] += 1
    for claim, ties in told.items():
        for (type_, source, target), lost in (ties - found.get(claim, Counter())).items():
            yield Fault("tie_missing", claim, f"{source} {type_} {target}" + (f" ×{lost}" if lost > 1 else ""))


def _homes(ties: Iterable[str] | None) -> Iterator[tuple[str, str, str]]:
    for text in ties or ():
        type_, source, target = json.loads(text)
        yield type_, source, target
