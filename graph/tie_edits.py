"""Officers' words about ties: one made, put right, ended, taken back.

A tie is named by its ends: `<source>~<TYPE>~<target>`; the id of any report of it is understood too. What an officer says
is a parallel tie of the officer's own claim, and outranks the lists' (`graph.subgraph.merged`). An officer who says
something new of it takes over what officers said before.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import cypher
from graph.asked import NotFound, UnknownWord
from graph.belief import recompute
from graph.claims import tie_id
from graph.desk import Desk, at_desk
from graph.edit_errors import AlreadyThere, BadEdit, Fault, NotEdited, VersionChanged
from graph.edits import a_past_day
from graph.entities import entity
from graph.errors import Conflict
from graph.fields import a_word, checked, in_order, tie_fields
from graph.funders import publisher_names
from graph.model import TIES, may_join
from graph.store import Store, Viewer
from graph.subgraph import merged, ref, tie_ref
from graph.survivors import survivors
from graph.version import tie_version

Row = dict[str, Any]
Ends = tuple[str, str, str]
_NAMED = re.compile(r"(?P<source>[^~]+)~(?P<type>[A-Z_]+)~(?P<target>[^~]+)")
_SECONDS = 30.0


def tie(store: Store, viewer: Viewer, id: str) -> Row:
    """{"id", "type", "source": ref, "target": ref, "properties", "version", "said": [{"source", "publisher", "words"}]}.

    Raises NotFound.
    """
    ends = _ends(store, viewer, id)
    rows = store.read(_tie(ends[1]), viewer, source=ends[0], target=ends[2])
    if not rows:
        raise NotFound(id)
    publishers = publisher_names(store, viewer)
    return _shape(ends[1], rows) | {
        "said": [
            {
                "source": t["source"],
                "publisher": publishers.get(t["source"], t["source"]),
                "words": _words(ends[1], t) | dict.fromkeys(t.get("cleared") or ()),
            }
            for t in (row["tie"] for row in rows)
        ]
    }


def create_tie(
    store: Store,
    viewer: Viewer,
    type: str,
    source: str,
    target: str,
    said: Mapping[str, Any] | None = None,
    reason: str = "",
) -> Row:
    """Tie two entities. Raises UnknownWord, NotFound, BadEdit, AlreadyThere where the tie is on record."""  # fmt: skip
    if type not in TIES:
        raise UnknownWord(type, "tie")
    a, b = (entity(store, viewer, id_) for id_ in (source, target))
    if a["id"] == b["id"] or not may_join(type, a["type"], b["type"]):
        ways = "; ".join(f"{x} → {y}" for x, y in TIES[type].ends)
        raise BadEdit(
            [
                Fault(
                    "type", f"{type} không nối được hai bên này; nối được {ways}", f"{type} joins {ways}, not these two"
                )
            ]
        )
    if TIES[type].symmetric and b["id"] < a["id"]:
        a, b = b, a
    kept = checked(type, said or {})

    def act(desk: Desk, rows: Sequence[Row]) -> None:
        if rows:
            raise AlreadyThere(f"{a['name']} – {b['name']}", [ref(a), ref(b)])
        _say(desk, (a["id"], type, b["id"]), kept, (), reason)

    return _at_tie(store, viewer, (a["id"], type, b["id"]), act, None, {"set": kept})


def edit_tie(
    store: Store, viewer: Viewer, id: str, said: Mapping[str, Any], clear: Collection[str] = (), reason: str = "",
    version: str | None = None,
) -> Row:  # fmt: skip
    """Let a tie's properties be what an officer says. Raises NotFound, BadEdit, VersionChanged."""
    ends = _ends(store, viewer, id)
    kept = checked(ends[1], said, clear)

    def act(desk: Desk, rows: Sequence[Row]) -> None:
        if not rows:
            raise NotFound(id)
        words, cleared = _before(ends[1], rows, {*kept, *clear}) | kept, _cleared(rows, kept, clear)
        in_order(merged([*(row["tie"] for row in rows), words | {"edit": desk.origin.seen, "cleared": cleared}]), kept)
        _say(desk, ends, words, cleared, reason)

    return _at_tie(store, viewer, ends, act, version, {"set": kept, "clear": list(clear)})


def close_tie(
    store: Store, viewer: Viewer, id: str, day: str = "", reason: str = "", version: str | None = None
) -> Row:
    """Let a tie have ended on a day (default today). Raises NotFound, BadEdit, VersionChanged."""
    return edit_tie(store, viewer, id, {"until": a_past_day(day)}, (), reason, version)


def retract_tie(store: Store, viewer: Viewer, id: str, version: str | None = None) -> Row | None:
    """Take officers' words about a tie back: the lists' count again; None where no list holds it.

    Raises NotFound, NotEdited, VersionChanged.
    """
    ends = _ends(store, viewer, id)

    def act(desk: Desk, rows: Sequence[Row]) -> None:
        ours = {row["tie"]["claim"] for row in rows if row["tie"].get("edit")}
        if not ours:
            raise NotEdited(id)
        # of two who were merged either may be the first end now: the words may have been said of the other one
        told = desk.tx.run(cypher.load("write/claims_of"), ids=[ends[0], ends[2]])
        desk.withdraw(row["claim"] for row in told if row["claim"]["id"] in ours)
        recompute(desk.tx, {row["entity"] for row in told if row["claim"]["id"] in ours})

    return _at_tie(store, viewer, ends, act, version, {"retract": id}) or None


def _at_tie(store: Store, viewer: Viewer, ends: Ends, act: Any, version: str | None, yours: Row) -> Row:
    """Do `act` to what is said of a tie while both ends are held; the tie as it then is, {} if it is no more."""

    def work(desk: Desk) -> None:
        if survivors(desk.tx, (ends[0], ends[2])):
            raise Conflict  # merged since they were looked up: nothing leads there any more
        rows = desk.tx.run(_tie(ends[1]), source=ends[0], target=ends[2])
        now = tie_version(row["tie"] for row in rows)
        if version not in (None, "*", now):
            told: Row = _shape(ends[1], rows) if rows else {"version": now}
            named = f"{told['source']['name']} – {told['target']['name']}" if rows else "~".join(ends)
            raise VersionChanged(named, told, yours)
        act(desk, rows)

    at_desk(store, viewer, ends[0], work, None, yours, also=[ends[2]])
    try:
        return tie(store, viewer, "~".join(ends))
    except NotFound:
        return {}


def _say(desk: Desk, ends: Ends, words: Row, cleared: Sequence[str], reason: str) -> None:
    source, type_, target = ends
    key = f"tie/{type_}/{source}/{target}"
    claim = f"{desk.origin.source}:{key}"
    properties = words | {
        "id": tie_id(claim, words, cleared, desk.origin.run), "claim": claim, "source": desk.origin.source,
        "run": desk.origin.run, "edit": desk.origin.seen,
    } | ({"cleared": list(cleared)} if cleared else {})  # fmt: skip
    why = {"reason": a_word(reason)} if reason.strip() else {}
    desk.say(key, why, [(type_, {"source": source, "target": target, "properties": properties})])


def _last(rows: Sequence[Row]) -> Row:
    """What officers said last of a tie."""
    ours = [row["tie"] for row in rows if row["tie"].get("edit")]
    return max(ours, key=lambda t: str(t["edit"]), default={})


def _before(type_: str, rows: Sequence[Row], said: Collection[str]) -> Row:
    return {name: value for name, value in _words(type_, _last(rows)).items() if name not in said}


def _cleared(rows: Sequence[Row], kept: Row, clear: Collection[str]) -> list[str]:
    return [name for name in dict.fromkeys([*(_last(rows).get("cleared") or ()), *clear]) if name not in kept]


def _words(type_: str, tie: Mapping[str, Any]) -> Row:
    return {p.name: tie[p.name] for p in tie_fields(type_) if tie.get(p.name) is not None}


def _shape(type_: str, rows: Sequence[Row]) -> Row:
    together = merged([row["tie"] for row in rows])
    return tie_ref(type_, rows[0]["source"], rows[0]["target"]) | {
        "properties": _words(type_, together), "sources": together["sources"], "claims": together["claims"],
        "version": tie_version(row["tie"] for row in rows),
    }  # fmt: skip


def _tie(type_: str) -> cypher.Query:
    return cypher.load("read/tie").fill(tie=type_)


def _ends(store: Store, viewer: Viewer, id: str) -> Ends:
    """(source, type, target) as the tie is stored; absorbed ends are their survivors'."""
    if found := _NAMED.fullmatch(id):
        type_, ends = found["type"], [found["source"], found["target"]]
        if type_ not in TIES:
            raise UnknownWord(type_, "tie")
        source, target = (entity(store, viewer, end)["id"] for end in ends)
        if TIES[type_].symmetric and target < source:
            source, target = target, source
        return source, type_, target
    rows = store.read(cypher.load("read/tie_named"), viewer, seconds=_SECONDS, id=id) if id.startswith("tie-") else []
    if not rows:
        raise NotFound(id)
    return rows[0]["source"], rows[0]["type"], rows[0]["target"]
