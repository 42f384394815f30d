"""What goes when a claim is taken back: keys that only it brought, and entities nobody speaks of any more."""

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime

import cypher
from graph.claims import Row, named_by
from graph.formers import tapes
from graph.identity import identify
from graph.store import Work
from graph.tape import Event, Run, events


def forget_keys(tx: Work, run: str, ids: Iterable[str], runs: Sequence[Run]) -> None:
    """Let keys of these entities that the run brought go, or be the next one's whose words bear them too."""
    brought: dict[str, list[str]] = {}
    for row in tx.run(cypher.load("write/keys_of_run"), ids=sorted(ids), run=run):
        brought.setdefault(row["entity"], []).append(row["key"])
    if not brought:
        return
    bearers = {entity: _bearers(told) for entity, told in _sayings(tx, brought, run, runs).items()}
    handed: list[Row] = []
    dropped: dict[str, list[str]] = {}
    for entity, key in ((entity, key) for entity, keys in brought.items() for key in keys):
        if next_ := bearers.get(entity, {}).get(key):
            handed.append({"entity": entity, "key": key, "run": next_})
        else:
            dropped.setdefault(key, []).append(entity)
    if handed:
        tx.run(cypher.load("write/hand_keys"), rows=handed)
    if dropped:
        rows = [{"key": key, "entities": entities} for key, entities in dropped.items()]
        tx.run(cypher.load("write/drop_keys"), rows=rows)
        _forget_idle(tx, dropped)


def forget_unspoken(tx: Work, ids: Iterable[str]) -> int:
    """Let those of these entities, which are held, go that no claim speaks of, and count them.

    One that a tie of others still leads to stays with its type and name, closed as of today.
    """
    wanted = sorted(ids)
    bare = tx.run(cypher.load("write/unspoken"), ids=wanted)
    if gone := [row["id"] for row in bare if not row["tied"]]:
        keys = [row["key"] for row in tx.run(cypher.load("write/keys_of"), ids=gone)]
        tx.run(cypher.load("write/forget_entities"), ids=gone)
        _forget_idle(tx, keys)
    today = datetime.now(UTC).date().isoformat()
    stubs = [row for row in bare if row["tied"] and not row["closed"]]
    if stubs:
        left = [
            {"id": r["id"], "golden": {"id": r["id"], "type": r["type"], "name": r["name"], "closed": today}}
            for r in stubs
        ]
        tx.run(cypher.load("write/set_golden"), rows=left)
    return len(gone)


def _sayings(tx: Work, entities: Iterable[str], run: str, runs: Sequence[Run]) -> dict[str, list[Event]]:
    """Entity -> what was ever said of it by other runs, the earliest first."""
    by_moment = {r.started: r for r in runs}
    ids = [row["claim"] for row in tx.run(cypher.load("write/claims_about"), ids=list(entities))]
    told: dict[str, list[Event]] = {}
    for entity, tape in tapes(tx, ids).values():
        said = (event for event in events(tape, by_moment) if event.words is not None and event.run != run)
        told.setdefault(entity, []).extend(said)
    return {entity: sorted(said, key=lambda event: event.at) for entity, said in told.items()}


def _bearers(told: Iterable[Event]) -> dict[str, str]:
    """Key -> the first run whose words bear it."""
    found: dict[str, str] = {}
    for event in told:
        for key in identify(named_by(event.words or {})).all:
            found.setdefault(key, event.run)
    return found


def _forget_idle(tx: Work, keys: Collection[str]) -> None:
    if keys:
        tx.run(cypher.load("write/forget_idle_keys"), ids=sorted(set(keys)))
