"""What goes when a claim is taken back: keys that only it brought, and entities nobody speaks of any more."""

from collections.abc import Collection, Iterable, Mapping, Sequence

import cypher
from graph.claims import Row, named_by
from graph.formers import tapes
from graph.identity import identify
from graph.store import Work
from graph.survivors import survivors
from graph.tape import Event, Run, events
from graph.today import today


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
    """Let those of these entities, whose survivors are held, go that no claim speaks of, and count them.

    One that a tie of others still leads to stays with its type and name, closed as of today; so does one that another,
    of which somebody speaks, was merged into.
    """
    left = homes_at(tx, ids)
    count = 0
    while gone := _idle(tx, left):
        keys = [row["key"] for row in tx.run(cypher.load("write/keys_of"), ids=gone)]
        tx.run(cypher.load("write/forget_entities"), ids=gone)
        _forget_idle(tx, keys)
        count += len(gone)
        left = {home: at for home, at in left.items() if home not in gone}  # what they were merged into may be next
    day = today()
    stubs = [row for row in tx.run(cypher.load("write/unspoken"), ids=sorted(left)) if not row["closed"]]
    if stubs:
        golden = [
            {"id": r["id"], "golden": {"id": r["id"], "type": r["type"], "name": r["name"], "closed": day}}
            for r in stubs
        ]
        tx.run(cypher.load("write/set_golden"), rows=golden)
    return count


def homes_at(tx: Work, ids: Iterable[str]) -> dict[str, str]:
    """Home -> survivor, of these entities and of those that survive of them."""
    homes = set(ids)
    at = survivors(tx, homes)
    return {home: at.get(home, home) for home in sorted(homes | set(at.values()))}


def tied_by(tx: Work, homes: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Home -> the claims that state its ties, for (home, survivor); a tie between merged ones lies at its homes."""
    rows = [{"id": home, "at": at} for home, survivor in homes for at in {home, survivor}]
    found: dict[str, set[str]] = {}
    for row in tx.run(cypher.load("write/tied_by"), rows=rows) if rows else []:
        found.setdefault(row["id"], set()).update(row["claims"])
    return found


def _idle(tx: Work, homes: Mapping[str, str]) -> list[str]:
    """Those whom nobody speaks of, nor any tie joins, nor anything was merged into."""
    if not homes:
        return []
    rows = [{"id": home, "at": at} for home, at in homes.items()]
    spoken = {row["id"] for row in tx.run(cypher.load("write/count_about"), rows=rows)}
    above = {row["into"] for row in tx.run(cypher.load("read/absorbed_by"), ids=sorted(homes))}
    bare = {home: at for home, at in homes.items() if home not in spoken | above}
    return sorted(bare.keys() - tied_by(tx, bare.items()).keys())


def _sayings(tx: Work, entities: Iterable[str], run: str, runs: Sequence[Run]) -> dict[str, list[Event]]:
    """Entity -> what was ever said of it by other runs, the earliest first."""
    by_moment = {r.started: r for r in runs}
    rows = [{"id": home, "at": at} for home, at in homes_at(tx, entities).items()]
    ids = [row["claim"] for row in tx.run(cypher.load("write/claims_about"), rows=rows)]
    told: dict[str, list[Event]] = {}
    for entity, tape in tapes(tx, ids).values():
        said = (e for e in events(tape, by_moment) if e.words is not None and e.run != run and "name" in e.words)
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
