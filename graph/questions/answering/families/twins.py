"""The places that a place is twinned with: a row is the other side, told by the agreement where one is on record."""

from collections.abc import Collection
from typing import Any

import cypher
from graph.questions.answering.asked import Asked
from graph.questions.answering.families.agreements import in_state
from graph.questions.answering.family import Family, lined
from graph.questions.answering.has import visited_by
from graph.questions.answering.pool import MOST, Pool, country, gather, pool
from graph.questions.answering.select import fitting
from graph.questions.answering.shape import Shape, only
from graph.questions.answering.table import Column, Found, prop, refs
from graph.subgraph import Row as Props
from graph.subgraph import ref, ties_of

Row = dict[str, Any]
_TWIN, _MEETINGS = ("TWINNED_WITH",), ("CAME_FROM", "MET", "TARGETS")
_OF_AGREEMENT = ("since", "until", "stage", "fields", "level")


def _home(made: Pool, id_: str) -> bool:
    return country(made.known[id_]) in (made.asked.home or ())


SHAPE = Shape(
    label="Place",
    columns=(Column("country", "country", lambda m, i: country(m.known[i])), refs("ours", *_TWIN), prop("since", "date", "signed"),
             prop("until", "date", "expires"), prop("stage", "code"), prop("fields"), refs("delegations", *_MEETINGS, types=("Delegation",))),
    parts={"partner": _TWIN, "any": _TWIN},
    dates={"signed": "since", "expires": "until", "started": "since", "ended": "until"},
    has={"delegation": lambda m, i, span: visited_by(m, i, _MEETINGS, span), "agreement": lambda m, i, _: bool(m.known[i].get("agreement"))},
    under={"place": lambda m, i: [ref(m.known[i])], "country": lambda m, i: country(m.known[i]), "year": lambda m, i: str(m.known[i].get("since") or "")[:4],
           "status": lambda m, i: m.known[i].get("stage")},
    checks={"home": _home, "agreement": lambda m, i: in_state(m.asked, m.known[i], [i])},
    settled=frozenset({"places", "parties", "kinds"}), first="date", refuses=only("twinning"),
)  # fmt: skip


def find(asked: Asked, shape: Shape) -> Found:
    near, far = _sides(asked)
    ties = [t for t in ties_of(asked.store, asked.viewer, near, _TWIN) if t["other"].get("id") not in near]
    absent = {id_ for party, ids in asked.reached if party.absent for id_ in ids}
    pairs: dict[str, list[Row]] = {}
    for one in ties:
        if (far is None or one["other"]["id"] in far) and one["other"]["id"] not in absent:
            pairs.setdefault(one["other"]["id"], []).append(one)
    made = pool(asked, pairs, _MEETINGS)
    signed = _agreements(asked, near, pairs)
    for id_, known in made.known.items():
        told = signed.get(id_) or {"since": min((t["since"] for t in pairs[id_] if t.get("since")), default=None)}
        made.known[id_] = {**{k: v for k, v in known.items() if k not in _OF_AGREEMENT}, **told}
        # What stands at the near end of each tie, so that the column shows whose twin it is.
        made.ties.setdefault(id_, []).extend(one | {"other": _near(asked, one["at"])} for one in pairs[id_])
    made.keep(fitting(made, shape, list(made.known)))
    return lined(made, shape)


def _sides(asked: Asked) -> tuple[frozenset[str], frozenset[str] | None]:
    """Whose twins are asked for, and which places may be the twin (None: any). Without a place: those of our provinces."""
    named = [ids for party, ids in asked.reached if not party.absent]
    if asked.where:
        return asked.where.within, frozenset.intersection(*named) if named else None
    if named:
        return named[0], frozenset.intersection(*named[1:]) if named[1:] else None
    rows = asked.store.read(cypher.load("questions/every").fill(label="Province"), asked.viewer, limit=MOST)
    return frozenset(r["id"] for r in rows), None


def _near(asked: Asked, id_: str) -> Props:
    return pool(asked, [id_], ()).known[id_]


def _agreements(asked: Asked, near: Collection[str], far: Collection[str]) -> dict[str, Row]:
    """What the twinning agreement with each of these says; of several the latest."""
    if not far:
        return {}
    made = gather(asked, "Agreement", ("PARTY_TO",), (near, ("PARTY_TO",)), (far, ("PARTY_TO",)))
    found: dict[str, Row] = {}
    for id_, known in sorted(made.known.items(), key=lambda item: str(item[1].get("since") or "")):
        if known.get("kind") == "twinning":
            told = {p: known.get(p) for p in _OF_AGREEMENT} | {"agreement": ref(known)}
            found |= {p["id"]: told for p in made.others(id_, ("PARTY_TO",)) if p["id"] in far}
    return found


FAMILIES = (Family("twins", SHAPE, find),)
