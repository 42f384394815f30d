"""Meetings and calls as officers log them: an Event that ours joined and that met theirs, with what came of it and comes next."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2s
from typing import Any, ClassVar, Literal

import cypher
from graph import edits
from graph.asked import AskedError, NotFound, Words
from graph.batch import write_batch
from graph.edit_errors import BadEdit, Fault, VersionChanged
from graph.entities import entity, find
from graph.fields import checked
from graph.officers import introduce, moment, origin_of
from graph.store import Store, Viewer
from graph.subgraph import ref
from graph.things import Entity, Statement, Tie
from graph.today import today

Row = dict[str, Any]
_MOST = 500


class UnknownPeople(AskedError):
    """`names` are on record nowhere; they are made only when that is asked for."""

    status = 422
    exit_code = 2
    words: ClassVar[Words] = {
        "vi": (
            "Chưa có hồ sơ: {told}.",
            "Sửa lại tên, hoặc xác nhận tạo hồ sơ cá nhân mới (new_people, --new-people).",
        ),
        "en": (
            "Not on record: {told}.",
            "Mend the names, or ask for new people to be made (new_people, --new-people).",
        ),
    }

    def __init__(self, names: Sequence[str]) -> None:
        self.names = list(names)
        super().__init__(told=", ".join(names))


@dataclass(frozen=True, slots=True)
class Met:
    """What is logged: who of ours and whom (ids or names), on which day (ISO), and what comes of it.

    `token` tells one log from another: the same one again changes nothing more than its words.
    """

    theirs: Sequence[str]
    ours: Sequence[str] = ()
    on: str = ""
    kind: Literal["meeting", "call"] = "meeting"
    results: str = ""
    next_step: str = ""
    remind: str = ""
    token: str = field(default_factory=moment)


def log(store: Store, viewer: Viewer, met: Met, new_people: bool = False) -> Row:
    """Keep a meeting; people who are on record nowhere are made where `new_people` asks for it. The event's entity.

    Raises BadEdit, UnknownPeople, AmbiguousEntity.
    """
    said = {"since": met.on or today(), "results": met.results, "next_step": met.next_step, "remind": met.remind}
    kept = checked("Event", {name: value for name, value in said.items() if value})
    edits.a_past_day(kept["since"], "since")  # it becomes the last contact of both
    if not any(name.strip() for name in met.theirs):
        raise BadEdit([Fault("theirs", "cần ghi đã gặp ai", "say whom it was with")])
    theirs, ours = _who(store, viewer, met, new_people)
    who = ", ".join(one.name for one in theirs)
    vi, en = ("Gọi điện với", "Call with") if met.kind == "call" else ("Gặp", "Meeting with")
    mark = blake2s(met.token.encode(), digest_size=6).hexdigest()
    event = Entity(
        "Event", f"{vi} {who}"[:300], {**kept, "kind": met.kind, "name_en": f"{en} {who}"[:300]}, id=f"event-{mark}"
    )
    known = [
        Tie("KNOWS", a, b, {"last_contact": kept["since"], "as_of": kept["since"]})
        for a in ours for b in theirs if a.type == b.type == "Person" and a.id != b.id
    ]  # fmt: skip
    ties = (*(Tie("JOINED", one, event) for one in ours), *(Tie("MET", event, one) for one in theirs), *known)
    introduce(store, viewer)
    outcome = write_batch(store, origin_of(viewer), None, [Statement(f"meeting/{mark}", event, ties)], set())
    if outcome.refused:
        raise outcome.refused[0][1]
    return entity(store, viewer, f"event-{mark}")


def reminders(store: Store, viewer: Viewer, on: str | None = None) -> list[Row]:
    """What is due up to a day (ISO, default today), the longest due first:
    {"event": ref, "remind", "next_step", "since", "whom": [ref]}."""
    rows = store.read(cypher.load("read/reminders"), viewer, day=on or today(), limit=_MOST)
    return [
        {"event": ref(row)} | {name: row[name] for name in ("remind", "next_step", "since", "whom")} for row in rows
    ]


def done(store: Store, viewer: Viewer, id: str, remind: str = "") -> Row:
    """What was to be done after a meeting is done: it is not reminded of again. Raises NotFound, and VersionChanged where
    the reminder is no longer of the day (`remind`, ISO) that the officer was shown: it was put off meanwhile."""
    known = entity(store, viewer, id)
    if remind and known["properties"].get("remind") != remind:
        raise VersionChanged(known["name"], known, {"clear": ["remind"]})
    return edits.edit(store, viewer, id, {}, ["remind"], version=known["version"])


def _who(store: Store, viewer: Viewer, met: Met, new_people: bool) -> tuple[list[Entity], list[Entity]]:
    """(theirs, ours). Nobody is made before everybody is known or may be made."""
    found: dict[str, str | None] = {}
    for name in (one.strip() for one in (*met.theirs, *met.ours)):
        if name and name not in found:
            try:
                found[name] = find(store, viewer, name)
            except NotFound:
                found[name] = None
    unknown = [name for name, id_ in found.items() if id_ is None]
    if unknown and not new_people:
        raise UnknownPeople(unknown)
    for name in unknown:
        found[name] = edits.create(store, viewer, "Person", name)["id"]
    one = {name: _end(entity(store, viewer, str(id_))) for name, id_ in found.items()}
    theirs, ours = ([one[n.strip()] for n in names if n.strip()] for names in (met.theirs, met.ours))
    wrong = [
        end
        for end in ours
        if end.type != "Person" and "Organization" not in entity(store, viewer, str(end.id))["labels"]
    ]
    if wrong:
        raise BadEdit([Fault("ours", f"“{w.name}” không phải người hoặc tổ chức", f"“{w.name}” is no person or organisation") for w in wrong])  # fmt: skip
    return theirs, ours


def _end(known: Row) -> Entity:
    return Entity(known["type"], known["name"], id=known["id"], only_known=True)
