"""After a complete run: claims that the list no longer holds are closed. Other lists' claims are never touched."""

from functools import partial
from typing import Any

import cypher
from graph.belief import Apart, recompute
from graph.claims import Origin, ends_of
from graph.days import day_of
from graph.formers import keep, unstate
from graph.store import Store, Work
from graph.survivors import stand
from graph.tape import GONE
from ingest.lock import SourceLock
from ingest.problems import Problem, problem
from ingest.report import RunReport
from ingest.source import Source

_CHUNK = 2_000


def sweep(
    store: Store,
    origin: Origin,
    source: Source,
    report: RunReport,
    accept_fall: bool,
    lock: SourceLock | None,
    rehearsed: set[str] | None = None,
    untold: int = 0,
) -> bool:
    """Close what is gone; refused (False), with a note saying why, when the run is not a sure picture of the list.

    `rehearsed` are the claims of a dry run, which the graph has not seen: then what would be closed is only counted.
    `untold` tables of the file may hold what the others no longer do.
    """
    stale = [row for row in _read(store, "write/stale_claims", origin) if row["claim"] not in (rehearsed or ())]
    records = [row for row in stale if not row["mention"]]
    if not stale:
        return True
    gone = len({_row(claim) for claim in records})
    refusal = _refusal(origin, source, report, gone, accept_fall)
    if gone and untold:
        refusal = problem("sweep-untold", origin.list, gone=gone, untold=untold)
    if refusal:
        report.notes.append(refusal.at(file=origin.list))
    if refusal or untold:
        return False
    report.closed = gone
    if rehearsed is not None:
        return True
    for start in range(0, len(stale), _CHUNK):
        chunk = stale[start : start + _CHUNK]
        if lock:
            lock.renew()
        store.write(partial(_close, apart=Apart(store), origin=origin, stale=chunk))
    return True


def _row(claim: dict[str, Any]) -> tuple[object, ...]:
    """The record that a claim was last seen in: one row of a list may make several claims."""
    return (claim["last_seen"], claim["sheet"], claim["row"]) if claim["row"] is not None else (claim["claim"],)


def _refusal(origin: Origin, source: Source, report: RunReport, gone: int, accept_fall: bool) -> Problem | None:
    if report.read < source.expects:
        return problem("list-short", origin.list, read=report.read, expected=source.expects)
    if not gone:
        return None
    if report.quarantined:
        return problem("sweep-waits", origin.list, gone=gone, quarantined=report.quarantined)
    if gone > source.fall * (gone + report.read) and not accept_fall:
        return problem("list-shrunk", origin.list, gone=gone, held=gone + report.read - report.new)
    return None


def _read(store: Store, query: str, origin: Origin) -> list[dict[str, Any]]:
    wanted = {"source": origin.source, "list": origin.list, "seen": origin.seen}
    loaded = cypher.load(query)
    return store.write(lambda tx: tx.run(loaded, **{p: wanted[p] for p in loaded.params}))


def _close(tx: Work, apart: Apart, origin: Origin, stale: list[dict[str, Any]]) -> None:
    """Take the list off each claim; those that no other list holds are closed with their ties."""
    left = {row["claim"]: [name for name in row["lists"] if name != origin.list] for row in stale}
    closed = [row for row in stale if not left[row["claim"]]]
    homes = {str(row["entity"]) for row in closed}
    at = stand(apart, tx, homes, {end for row in closed for end in ends_of(row["ties"])})
    stated = unstate(tx, {row["claim"]: row["ties"] for row in closed}, at)
    keep(tx, origin, GONE, {claim: stated.get(claim) for claim in left})
    day = day_of(origin.seen)
    rows = [{"claim": claim, "lists": lists, "closed": None if lists else day} for claim, lists in left.items()]
    tx.run(cypher.load("write/close_claims"), rows=rows)
    recompute(tx, {at.get(home, home) for home in homes})
