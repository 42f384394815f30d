"""What is no list of a family: connections, a card, gaps and opportunities."""

from typing import Any

from graph.analysis import run
from graph.cards import card
from graph.entities import entity
from graph.model import PLACES
from graph.paths import paths
from graph.questions.answering.asked import Asked
from graph.questions.answering.forms import Table
from graph.questions.plan import Plan
from graph.subgraph import ties_of

Row = dict[str, Any]
# Whom to approach: circles, and partners to be brought together, are nobody to approach.
_CHANCES = ("need-funders", "new-fields", "programme-supporters", "twin-proposals")
_ANALYSES = {"both": ("coordination-gaps", *_CHANCES), "partnership-opportunities": _CHANCES}


def connected(asked: Asked) -> Table:
    """The ways between two; the shortest that hold are the answer, longer ones and those that have ended stand below."""
    a, b = (next(iter(asked.meant(one))) if one.type not in PLACES else one.id for one in asked.plan.about[:2])
    ways = paths(asked.store, asked.viewer, a, b)["items"]
    shortest = [way for way in ways if all(way[name] == ways[0][name] for name in ("length", "ended"))]
    ids = dict.fromkeys(node["id"] for way in shortest for node in way["nodes"])
    rows = [{"way": way["nodes"], "sentence": way["sentence"], "length": way["length"]} for way in ways]
    return Table([("way", "refs"), ("sentence", "both"), ("length", "number")], rows, list(ids), len(rows))


def described(asked: Asked) -> Table:
    """The card of what is asked about, as one row."""
    id_ = asked.plan.about[0].id
    known, facts = entity(asked.store, asked.viewer, id_), card(asked.store, asked.viewer, id_, asked.day)
    about = {name: known[name] for name in ("id", "type", "name")}
    money = [
        {"amount": m[k], "currency": m["currency"]}
        for m in facts["money"]
        for k in ("committed",)
        if m.get(k) is not None
    ]
    row = {
        "entity": about, "type": known["type"], "where": facts["where"], "since": facts["since"], "licence": facts["licence"],
        "contact": facts["last_contact"], "committed": money, "next": facts["next"],
    }  # fmt: skip
    kinds = [("entity", "ref"), ("type", "type"), ("where", "refs"), ("since", "date"), ("licence", "licence"),
             ("contact", "contact"), ("committed", "money"), ("next", "next")]  # fmt: skip
    return Table([(n, k) for n, k in kinds if n == "entity" or row[n]], [row], [about["id"]], 1)


def missing(asked: Asked) -> Table:
    """The findings of the analyses for the place and day; with a sector, those whose evidence is in it."""
    plan, found = asked.plan, list[Row]()
    place = plan.places[0].id if plan.places else asked.province
    for name in _ANALYSES.get(str(plan.gaps), (str(plan.gaps),)):
        found += run(asked.store, asked.viewer, name, province=place, on=asked.day)
    if plan.gaps == "need-gaps":
        found = [one for one in found if one["kind"] == "need-unfunded"]
    if asked.what:
        near = _in_sector(asked, {e["entity"] for one in found for e in one["evidence"] if "entity" in e})
        found = [one for one in found if one["evidence"] and one["evidence"][0].get("entity") in near]
    rows = [
        {"finding": one["headline"], "reason": one["reason"], "severity": one["severity"], "kind": one["kind"]}
        for one in found
    ]
    ids = dict.fromkeys(
        str(one["evidence"][0]["entity"]) for one in found if one["evidence"] and "entity" in one["evidence"][0]
    )
    return Table([("finding", "both"), ("reason", "both")], rows, list(ids), len(rows))


def _in_sector(asked: Asked, ids: set[str]) -> set[str]:
    assert asked.what is not None
    ties = ties_of(asked.store, asked.viewer, ids, ("IN_SECTOR",), limit=200_000)
    return {t["at"] for t in ties if t["target"] in asked.what.ids}


def lacking(plan: Plan) -> str | None:
    """What a plan of these forms needs and has not, as a key of words."""
    needed = {"path": 2, "introduce": 1, "describe": 1}
    return "about" if len(plan.about) < needed.get(plan.ask, 0) else None
