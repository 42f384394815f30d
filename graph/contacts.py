"""When we last had to do with somebody, and who of us: delegations, events and personal contacts."""

from collections.abc import Collection, Iterable
from typing import Any

import cypher
from graph.store import Store, Viewer
from graph.subgraph import ref, ties_of, visible

Row = dict[str, Any]
_OPEN = "9999"


def last_contacts(store: Store, viewer: Viewer, ids: Collection[str], day: str) -> dict[str, Row]:
    """Id -> {"date","by": ref|None,"with": ref|None,"at": ref|None} up to a day; absent where none is recorded.

    `by` is the one of us who met them, `with` whom, `at` the delegation or event. Planned meetings are not contacts, nor is
    what people did after their post there had ended.
    """
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    told = _speakers(store, viewer, wanted)
    found = {c["at"]: _personal(c) for c in store.read(cypher.load("read/acquaintances"), viewer, rows=told, day=day)}
    met = store.read(cypher.load("read/meetings"), viewer, rows=told, day=day)
    present = _present(store, viewer, {m["meeting"]["id"] for m in met})
    for row in met:
        meeting = visible(row["meeting"]["type"], row["meeting"], viewer)
        if row["at"] not in found or meeting["since"] > found[row["at"]]["date"]:
            found[row["at"]] = _met(row["at"], meeting, row["person"], present.get(meeting["id"], []))
    return found


def _speakers(store: Store, viewer: Viewer, ids: Collection[str]) -> list[Row]:
    """Rows {"at", "who", "until"}: these themselves, and who has or had a post there until when, as all reports say together."""
    posts = [t for t in ties_of(store, viewer, ids, ["HAS_POST"]) if t["at"] == t["target"]]
    return [{"at": id_, "who": id_, "until": _OPEN} for id_ in ids] + [
        {"at": t["target"], "who": t["source"], "until": t.get("until", _OPEN)} for t in posts
    ]


def _personal(row: Row) -> Row:
    return {"date": row["date"], "by": ref(row["ours"]), "with": ref(row["theirs"]), "at": None}


def _present(store: Store, viewer: Viewer, meetings: Collection[str]) -> dict[str, list[Row]]:
    present: dict[str, list[Row]] = {}
    if meetings:
        for row in store.read(cypher.load("read/attended"), viewer, ids=sorted(meetings)):
            present.setdefault(row["at"], []).append(row)
    return present


def _met(of: str, meeting: Row, person: Row | None, present: Iterable[Row]) -> Row:
    """The host stands for us when they came, the leader when we went; else whoever of us was there."""
    others = sorted(
        (x for x in present if x["who"]["id"] != of and of not in x["posts"]), key=lambda x: (x["type"], x["who"]["id"])
    )
    order = ("HOSTED", "JOINED", "LED") if _came(meeting) else ("LED", "HOSTED", "JOINED")
    by = next((x["who"] for kind in order for x in others if x["type"] == kind), None)
    theirs = person if person and person["id"] != of else None
    return {
        "date": meeting["since"],
        "by": ref(by) if by else None,
        "with": ref(theirs) if theirs else None,
        "at": ref(meeting),
    }


def _came(meeting: Row) -> bool:
    return meeting["type"] == "Event" or str(meeting.get("direction", "")).startswith("in")
