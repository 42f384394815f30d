"""Which lists were loaded when, and the records that wait to be mended."""

import json
from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

import cypher
from graph.asked import BadRequest, NotFound
from graph.store import Store, Viewer

_DIGITS = 9  # of a cursor: more is no number of rows
_COUNTS = ("read", "written", "new", "unchanged", "quarantined", "closed")


def runs(store: Store, viewer: Viewer, cursor: str | None = None, limit: int = 50) -> dict[str, Any]:
    """Loads, the latest first; the cursor is the start of the last one shown. `finished` is None for one cut off."""
    rows = store.read(cypher.load("read/runs"), viewer, before=cursor, limit=limit + 1)
    items = [_run(row["run"]) for row in rows[:limit]]
    return {"items": items, "total": None, "next": items[-1]["started"] if len(rows) > limit else None}


def run(store: Store, viewer: Viewer, id: str) -> dict[str, Any]:
    """One load. Raises NotFound."""
    found = kept(store, viewer, [id])
    if id not in found:
        raise NotFound(id)
    return _run(found[id])


def kept(store: Store, viewer: Viewer, ids: Collection[str]) -> dict[str, dict[str, Any]]:
    """What the graph keeps of these loads, by id; those that never were are left out."""
    rows = store.read(cypher.load("read/run"), viewer, ids=sorted(set(ids)))
    return {row["run"]["id"]: row["run"] for row in rows}


def quarantine(store: Store, viewer: Viewer, run_id: str, lang: str, limit: int = 1000) -> list[dict[str, Any]]:
    """Every fault of the records of a load that wait: file, sheet, row, column, code, value and message in `lang`."""
    rows = store.read(cypher.load("read/quarantine"), viewer, run=run_id, source=None, skip=0, limit=limit)
    place = ("sheet", "row", "column", "code", "value")
    return [{"file": row["file"]} | told for row in rows for told in _told(row["problems"], lang, place)]


def asked(faults: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each value that more than one row waits for, once: {"column", "code", "value", "message", "rows"}, the most rows first."""
    found = Counter((it["column"], it["code"], it["value"], it["message"]) for it in faults if it["value"])
    names = ("column", "code", "value", "message")
    return [dict(zip(names, it, strict=True)) | {"rows": rows} for it, rows in found.most_common() if rows > 1]


def notes(store: Store, viewer: Viewer, run_id: str, lang: str) -> list[dict[str, Any]]:
    """What an officer should know about a load though nothing was refused for it: sheet, row, column, code, message."""
    rows = store.read(cypher.load("read/notes"), viewer, run=run_id)
    return [told for row in rows for told in _told(row["said"], lang)]


def waiting(
    store: Store, viewer: Viewer, lang: str, run: str | None = None, source: str | None = None,
    cursor: str | None = None, limit: int = 50,
) -> dict[str, Any]:  # fmt: skip
    """Records that wait to be mended, each with all that is wrong with it; `lists` says how many wait in each list.

    Raises BadRequest for a cursor that is none.
    """
    if not (cursor or "0").isdecimal() or len(cursor or "") > _DIGITS:
        raise BadRequest("cursor", cursor)
    skip = int(cursor or 0)
    rows = store.read(cypher.load("read/quarantine"), viewer, run=run, source=source, skip=skip, limit=limit + 1)
    lists = store.read(cypher.load("read/quarantine_counts"), viewer, run=run, source=source)
    items = [
        {**row, "sheet": row["sheet"] or None, "problems": _told(row["problems"], lang, ("row", "column", "code"))}
        for row in rows[:limit]
    ]
    following = str(skip + limit) if len(rows) > limit else None
    return {"items": items, "total": sum(row["rows"] for row in lists), "next": following, "lists": lists}


def _told(said: str, lang: str, place: tuple[str, ...] = ("sheet", "row", "column", "code")) -> list[dict[str, Any]]:
    """Problems as the graph keeps them, in one language."""
    return [{name: it.get(name) or None for name in place} | {"message": it[lang]} for it in json.loads(said)]


def _run(run: dict[str, Any]) -> dict[str, Any]:
    finished, reverted = run.get("finished"), run.get("reverted")
    counts = {name: run.get(name) or 0 for name in _COUNTS}
    state = "done" if finished else "unfinished"
    if run.get("reverting"):
        state = "reverted" if reverted else "reverting"
    return {
        "id": run["id"], "source": run.get("source"), "file": run.get("list"), "started": run.get("started"),
        "finished": finished, "reverted": reverted, "state": state, "kind": run.get("kind") or "load",
        **counts, "changed": counts["written"] - counts["new"],
    }  # fmt: skip
