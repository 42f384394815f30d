"""Which lists were loaded when, and the rows that wait to be mended."""

from typing import Any

import cypher
from graph.asked import NotFound
from graph.store import Store, Viewer

_COUNTS = ("read", "written", "unchanged", "quarantined", "closed")


def runs(store: Store, viewer: Viewer, cursor: str | None = None, limit: int = 50) -> dict[str, Any]:
    """Loads, the latest first; the cursor is the start of the last one shown. `finished` is None for one cut off."""
    rows = store.read(cypher.load("read/runs"), viewer, before=cursor, id=None, limit=limit + 1)
    items = [_run(row["run"]) for row in rows[:limit]]
    return {"items": items, "total": None, "next": items[-1]["started"] if len(rows) > limit else None}


def run(store: Store, viewer: Viewer, id: str) -> dict[str, Any]:
    """One load. Raises NotFound."""
    rows = store.read(cypher.load("read/runs"), viewer, before=None, id=id, limit=1)
    if not rows:
        raise NotFound(id)
    return _run(rows[0]["run"])


def quarantine(store: Store, viewer: Viewer, run_id: str, lang: str, limit: int = 1000) -> list[dict[str, Any]]:
    """The rows of a load that could not be used: file, sheet, row, column, code and message in `lang`."""
    rows = store.read(cypher.load("read/quarantine"), viewer, run=run_id, limit=limit)
    places = [{name: row[name] or None for name in ("file", "sheet", "row", "column", "code")} for row in rows]
    return [place | {"message": row[f"message_{lang}"]} for place, row in zip(places, rows, strict=True)]


def _run(kept: dict[str, Any]) -> dict[str, Any]:
    finished = kept.get("finished")
    return {
        "id": kept["id"], "source": kept.get("source"), "file": kept.get("list"), "started": kept.get("started"),
        "finished": finished, "state": "done" if finished else "unfinished",
        **{name: kept.get(name) or 0 for name in _COUNTS},
    }  # fmt: skip
