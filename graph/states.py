"""Every state of every claim about an entity: what it said from which moment on, and what brought that about."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import cypher
from graph.model import TIES
from graph.officers import OFFICERS
from graph.store import Store, Viewer
from graph.survivors import current
from graph.tape import GONE, tie_text

Row = dict[str, Any]
_STEP, MOST = 1_000, 20_000
"""So many claims are read at once, and of one entity at most."""


@dataclass(frozen=True, slots=True)
class State:
    """What one claim was from the moment `since`; `what` brought it about, in the run `run` over the list `file`. Of an
    officer's word about a tie `stated` is the tie with its words, as `tape.tie_text` writes it, and `unstated` what it was."""

    claim: Row
    since: str
    what: str
    run: str
    file: str
    place: Row
    before: Row | None = None
    stated: Sequence[str] = ()
    unstated: Sequence[str] = ()


def states(store: Store, viewer: Viewer, id: str) -> tuple[list[State], bool]:
    """The states of the claims that lie at an entity, claim by claim in order, with the `home` of each where that is
    another; and whether there are more claims than `MOST`, of which no more are told."""
    found: list[State] = []
    after, read = "", 0
    while read < MOST:
        rows = store.read(cypher.load("read/claims"), viewer, id=id, after=after, limit=_STEP)
        found += _all(store, viewer, rows)
        if len(rows) < _STEP:
            return found, False
        after, read = rows[-1]["claim"]["id"], read + _STEP
    return found, True


def about_ties(store: Store, viewer: Viewer, id: str, homes: Collection[str], sources: Iterable[str]) -> list[State]:
    """The states of the words of officers among these sources about ties of these homes, which lie at the other end and
    not at `id`."""
    officers = [source for source in sources if source.startswith(OFFICERS)]
    query = cypher.load("read/tie_claims")
    rows = store.read(query, viewer, seconds=30.0, sources=officers, marks=marks(homes)) if officers else []
    theirs = [row | {"about": row["about"] | {"home": None}} for row in rows if row["at"] != id]
    ours = [row for row in theirs if any(end in homes for tie in row["claim"]["ties"] for end in json.loads(tie)[1:3])]
    return list(_all(store, viewer, ours))


def marks(homes: Iterable[str]) -> list[str]:
    """What stands in the `ties` of a claim which tells one of these homes."""
    return [json.dumps(home) for home in sorted(homes)]


def _all(store: Store, viewer: Viewer, rows: Sequence[Row]) -> Iterator[State]:
    ids = [row["claim"]["id"] for row in rows]
    former: dict[str, list[tuple[Row, Row]]] = {}
    before = store.read(cypher.load("write/formers"), viewer, seconds=30.0, ids=ids) if ids else []
    for row in sorted(before, key=lambda row: row["became"]["kept"]):
        former.setdefault(row["id"], []).append((row["claim"] | {"id": row["id"]}, row["became"]))
    for row in rows:
        claim, home = row["claim"], {"home": row["about"].get("home")}
        now = row["about"] | {"stated": _standing(store, viewer, claim)}
        told = [*former.get(claim["id"], ()), (claim, now)]
        yield from _life([(words | home, about) for words, about in told])


def _standing(store: Store, viewer: Viewer, claim: Row) -> list[str]:
    """The ties of an officer's claim as they stand, with their words."""
    found: list[str] = []
    for type_, a, b in map(json.loads, (claim.get("ties") or ()) if claim.get("edit") else ()):
        source, target = (current(store, viewer, end) for end in (a, b))
        if TIES[type_].symmetric and target < source:
            source, target = target, source
        rows = store.read(cypher.load("read/tie").fill(tie=type_), viewer, source=source, target=target)
        found += [tie_text(type_, a, b, row["tie"]) for row in rows if row["tie"]["claim"] == claim["id"]]
    return found


def _life(states: Sequence[tuple[Row, Row]]) -> Iterator[State]:
    """The states of one claim from (words, ABOUT tie); how each came about stands in the one before."""
    earlier: tuple[Row, Row] | None = None
    for claim, about in ((_plain(c), a) for c, a in states):
        place = {"sheet": about.get("sheet") or None, "row": about.get("row")}
        if earlier is None:
            yield State(
                claim, claim["said"], "said", about["run"], about["file"], place, None, about.get("stated") or ()
            )
        elif (became := earlier[1])["act"] == GONE:
            what = "closed" if "closed" in claim else "delisted"
            nowhere: Row = {"sheet": None, "row": None}
            was = became.get("stated") or ()
            yield State(claim, became["until"], what, became["by"], became["list"], nowhere, earlier[0], (), was)
        else:
            what, was = "returned" if "closed" in earlier[0] else "changed", became.get("stated") or ()
            now = about.get("stated") or ()
            yield State(claim, became["until"], what, became["by"], became["list"], place, earlier[0], now, was)
        earlier = claim, about


def _plain(claim: Row) -> Row:
    return {name: value for name, value in claim.items() if value is not None}
