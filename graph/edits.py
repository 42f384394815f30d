"""Officers' edits: an entity made, put right, closed, commented on; every word is a claim of that officer's, and can be taken back.

An edit says one property, or that nothing stands there, and outranks every list, also when the list is sent again. Of
two officers the later one counts. What was said before is kept (`graph.history`).
"""

from collections.abc import Collection, Mapping
from hashlib import blake2s
from typing import Any

import cypher
from graph import golden, names, search
from graph.asked import UnknownWord
from graph.batch import write_batch
from graph.belief import Apart
from graph.desk import Desk, at_desk, is_edit
from graph.edit_errors import AlreadyThere, BadEdit, Fault, NotEdited
from graph.entities import entity
from graph.fields import LONGEST, a_date, a_word, checked, in_order
from graph.identity import disowned, identify, new_id
from graph.model import ENTITIES
from graph.officers import introduce, moment, origin_of, source_of
from graph.store import Store, Viewer
from graph.subgraph import ref
from graph.things import Entity, Statement
from graph.today import today

Row = dict[str, Any]
CLOSED = "closed"


def edit(
    store: Store, viewer: Viewer, id: str, said: Mapping[str, Any], clear: Collection[str] = (), reason: str = "",
    version: str | None = None,
) -> Row:  # fmt: skip
    """Let properties be what an officer says, and those of `clear` be nothing; the entity as it then is.

    `version`: the one that was looked at; None asks for none. Raises NotFound, BadEdit, VersionChanged.
    """
    known = entity(store, viewer, id)
    kept = checked(known["type"], said, clear)
    why = {"reason": a_word(reason)} if reason.strip() else {}

    def act(desk: Desk) -> None:
        claims = desk.claims()
        _nameable(claims, kept)
        in_order({name: v for name, v in (desk.entity | kept).items() if name not in clear}, kept)
        for name, value in kept.items():
            if not _stands(desk, claims, name, value):
                desk.say(f"edit/{desk.id}/{name}", {name: value, **why})
        for name in dict.fromkeys(clear):
            if not _stands(desk, claims, name, None):
                desk.say(f"edit/{desk.id}/{name}", {"cleared": [name], **why})

    at_desk(store, viewer, known["id"], act, version, {"set": kept, "clear": list(clear)})
    return entity(store, viewer, known["id"])


def retract(store: Store, viewer: Viewer, id: str, name: str | None = None, version: str | None = None) -> Row:
    """Take officers' words about a property back ("closed": that it ended), or about all: what the lists say counts again.
    A comment is taken back by its id alone.

    Raises NotFound, NotEdited, VersionChanged.
    """  # fmt: skip
    known = entity(store, viewer, id)

    def act(desk: Desk) -> None:
        told = [c for c in desk.claims() if _meant(c, name)]
        if not told:
            raise NotEdited(name or known["name"])
        desk.withdraw(told)

    at_desk(store, viewer, known["id"], act, version, {"retract": name})
    return entity(store, viewer, known["id"])


def close(store: Store, viewer: Viewer, id: str, day: str = "", reason: str = "", version: str | None = None) -> Row:
    """Let an entity have ended on a day (default today). Raises NotFound, BadEdit, VersionChanged."""
    known = entity(store, viewer, id)
    ended = a_past_day(day)
    words = {"ends": ended, **({"reason": a_word(reason)} if reason.strip() else {})}

    def act(desk: Desk) -> None:
        in_order(desk.entity | {"until": ended}, ("until",))
        desk.say(f"edit/{desk.id}/{CLOSED}", words)

    at_desk(store, viewer, known["id"], act, version, {CLOSED: ended})
    return entity(store, viewer, known["id"])


def comment(store: Store, viewer: Viewer, id: str, text: str, tie: str | None = None) -> Row:
    """Keep a note about an entity, or about one of its ties: {"id", "text", "by", "at", "tie"}. Raises NotFound, BadEdit."""
    known, said = entity(store, viewer, id), a_word(text)
    if not said or len(text) > LONGEST:
        raise BadEdit([Fault("text", f"cần từ 1 đến {LONGEST} ký tự", f"needs 1 to {LONGEST} characters")])
    at = moment()

    def act(desk: Desk) -> None:
        desk.say(f"note/{desk.id}/{at}", {"comment": said, "on": tie})

    kept = at_desk(store, viewer, known["id"], act, None, {}).origin
    id_ = f"{kept.source}:note/{known['id']}/{at}"
    return {"id": id_, "text": said, "by": viewer.user, "at": kept.seen, "tie": tie}


def create(
    store: Store, viewer: Viewer, type: str, name: str, said: Mapping[str, Any] | None = None, reason: str = "",
    anyway: bool = False, token: str = "",
) -> Row:  # fmt: skip
    """Make an entity that no list holds. Raises UnknownWord, BadEdit, and AlreadyThere for one of the same type and name, or
    that one of its keys identifies: `anyway` makes another beside it, of the same `token` one only."""
    if type not in ENTITIES:
        raise UnknownWord(type, "type")
    kept = checked(type, {**(said or {}), "name": name})
    called = kept.pop("name")
    thing = Entity(type, called, kept)
    if not anyway and (choices := search.bearers(store, viewer, called, type) or _borne(store, viewer, thing)):
        raise AlreadyThere(called, choices)
    if anyway:
        mark = blake2s((token or moment()).encode(), digest_size=6).hexdigest()
        thing = Entity(type, called, kept, id=f"{new_id(thing)}-{mark}")
    claim = f"{source_of(viewer)}:new/{new_id(thing)}"
    if anyway and (made := Apart(store).run(cypher.load("write/claims_known"), ids=[claim])):
        return entity(store, viewer, made[0]["at"])
    introduce(store, viewer)
    outcome = write_batch(store, origin_of(viewer), None, [Statement(f"new/{new_id(thing)}", thing)], set())
    if outcome.refused:
        raise outcome.refused[0][1]
    made = Apart(store).run(cypher.load("write/claims_known"), ids=[claim])[0]["at"]
    if reason.strip():
        comment(store, viewer, made, reason)
    return entity(store, viewer, made)


def _nameable(claims: list[Row], kept: Row) -> None:
    """Raises BadEdit where all its names are withdrawn."""
    told = [word for claim in claims if (word := golden.said(claim))]
    gone = {names.key(name) for name in kept.get(golden.WITHDRAWN, ())}
    spoken = {names.key(str(w[n])) for w in (*told, kept) for n in golden.NAMES if n in w}
    if gone and spoken | {names.key(n) for w in (*told, kept) for n in w.get("aliases", ())} <= gone:
        raise BadEdit(
            [
                Fault(
                    golden.WITHDRAWN,
                    "không còn tên nào khác; ghi tên đúng trước",
                    "no other name is left; write the right one first",
                )
            ]
        )


def _borne(store: Store, viewer: Viewer, thing: Entity) -> list[Row]:
    """Refs of those whom a sure key of it identifies: its words would become theirs, its name outranking the one they bear."""
    query = cypher.load("write/keys_known").fill(deciding=f"e.{golden.WITHDRAWN} AS withdrawn")
    rows = Apart(store).run(query, keys=list(identify(thing).strong))
    borne = (row["id"] for row in rows if row["type"] == thing.type and not disowned(row["key"], row["withdrawn"]))
    found = (entity(store, viewer, id_) for id_ in sorted(set(borne)))
    return list({known["id"]: ref(known) for known in found}.values())


def _meant(claim: Row, name: str | None) -> bool:
    """Whether a claim is what is to be taken back."""
    if claim.get("comment"):
        return claim["id"] == name
    return is_edit(claim) and not claim["ties"] and (name is None or name in _about(claim))


def _stands(desk: Desk, claims: list[Row], name: str, value: Any) -> bool:
    """Whether this officer has said just this, and nobody after."""
    told = [c for c in golden.layers(claims) if name in _about(c)]
    if not told or told[-1]["id"] != f"{desk.origin.source}:edit/{desk.id}/{name}":
        return False
    return told[-1].get(name) == value and (value is not None or name in told[-1].get("cleared", ()))


def _about(claim: Mapping[str, Any]) -> set[str]:
    """What a claim speaks of."""
    return {*golden.said(claim), *claim.get("cleared", ()), *([CLOSED] if claim.get("ends") else [])}


def a_past_day(day: str, name: str = "day") -> str:
    ended = a_date(name, day) if day else today()
    if ended > today():
        raise BadEdit([Fault(name, f"{day} chưa đến", f"{day} is still to come")])
    return ended
