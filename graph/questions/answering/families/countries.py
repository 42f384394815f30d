"""Countries, by what we have with them: an association, an embassy, a twin city, aid, a delegation."""

from collections.abc import Callable, Mapping
from typing import Any

import cypher
from graph.questions.answering.asked import Asked
from graph.questions.answering.families.associations import ASSOCIATIONS
from graph.questions.answering.families.delegations import SHAPE as DELEGATIONS
from graph.questions.answering.family import Family, lined
from graph.questions.answering.pool import Pool, countries_of, country, gather
from graph.questions.answering.select import in_time, selected
from graph.questions.answering.shape import Shape
from graph.questions.answering.table import Found, prop, refs
from graph.questions.plan import Plan, Thing
from graph.reference import country_of_code
from graph.subgraph import ties_of

Row = dict[str, Any]


def _associations(asked: Asked) -> set[str]:
    made = selected(_about(asked, "associations"), ASSOCIATIONS)
    return {c for i in made.known for t in made.tied(i, ("FRIEND_OF",)) if (c := country(t["other"]))}


def _embassies(asked: Asked) -> set[str]:
    made = gather(asked, "DiplomaticMission", ("REPRESENTS",))
    return {
        c for i, e in made.known.items() if e.get("kind") == "embassy" for c in countries_of(made, i, ("REPRESENTS",))
    }


def _twins(asked: Asked, kinds: tuple[str, ...] = ("TWINNED_WITH",)) -> set[str]:
    ids = asked.where.within if asked.where else _provinces(asked)
    ties = ties_of(asked.store, asked.viewer, ids, kinds)
    return {c for t in ties if (c := country(t["other"]))} - {"VN"}


def _agreements(asked: Asked) -> set[str]:
    made = gather(
        asked, "Agreement", ("PARTY_TO",), (asked.where.within if asked.where else _provinces(asked), ("PARTY_TO",))
    )
    return {c for i in made.known for t in made.tied(i, ("PARTY_TO",)) if (c := country(t["other"]))} - {"VN"}


def _provinces(asked: Asked) -> list[str]:
    return [
        r["id"]
        for r in asked.store.read(cypher.load("questions/every").fill(label="Province"), asked.viewer, limit=1000)
    ]


def _investments(asked: Asked) -> set[str]:
    seeds = [(asked.where.within, ("LOCATED_IN", "TARGETS"))] if asked.where else []
    made = gather(asked, "Investment", ("INVESTS_IN",), *seeds)
    return {c for i in made.known for c in countries_of(made, i, ("INVESTS_IN",))}


def _aid(asked: Asked) -> set[str]:
    seeds = [(asked.where.within, ("TARGETS", "LOCATED_IN"))] if asked.where else []
    made = gather(asked, "AidItem", ("FUNDS",), *seeds)
    return {
        c
        for i, e in made.known.items()
        if e.get("direction") != "outbound"
        for t in made.tied(i, ("FUNDS",))
        if (c := country(t["other"]))
    }


def _delegations(asked: Asked) -> set[str]:
    made = selected(_about(asked, "delegations"), DELEGATIONS)
    found = [DELEGATIONS.under["country"](made, i) for i in made.known]
    return {c for codes in found for c in codes}


def _about(asked: Asked, of: Any) -> Asked:
    """The same area and time asked of another family."""
    periods = tuple(p for p in asked.plan.periods if p.meaning == "held") if of == "delegations" else ()
    plan = Plan.model_validate({"ask": "list", "of": of, "places": asked.plan.places, "periods": periods})
    return Asked(asked.store, asked.viewer, plan, asked.day, asked.province)


_HAS: Mapping[Thing, Callable[[Asked], set[str]]] = {
    "association": _associations, "embassy": _embassies, "twin": _twins, "agreement": _agreements,
    "investment": _investments, "aid": _aid, "delegation": _delegations,
}  # fmt: skip


def _region(made: Pool, id_: str) -> str | None:
    found = country_of_code(str(made.known[id_].get("iso2") or ""))
    return found.region_vi if found else None


SHAPE = Shape(
    label="Country",
    columns=(refs("associations", "FRIEND_OF"), refs("missions", "REPRESENTS"), prop("relations_since", "date"),
             prop("national_day", "code"), prop("partnership", "code"), prop("tags", "code")),
    ties=("FRIEND_OF", "REPRESENTS"), under={"region": _region},
    has={one: (lambda m, i, _: True) for one in _HAS}, dates={"relations_since": "relations_since", "started": "relations_since"},
    settled=frozenset({"places"}), checks={"home": lambda m, i: country(m.known[i]) in (m.asked.home or ())}, timed=False,
    refuses=lambda plan: () if plan.has or plan.lacks else ("places",),
)  # fmt: skip


def find(asked: Asked, shape: Shape) -> Found:
    made = gather(asked, "Country", shape.kinds)
    plan = asked.plan
    with_, without = ([_HAS[one](asked) for one in said] for said in (plan.has, plan.lacks))
    made.keep(
        i for i, e in list(made.known.items())
        if (code := country(e)) != "VN" and all(code in one for one in with_) and not any(code in one for one in without)
    )  # fmt: skip
    made.keep(
        i
        for i in list(made.known)
        if (asked.home is None or country(made.known[i]) in asked.home) and in_time(made, shape, i)
    )
    return lined(made, shape)


FAMILIES = (Family("countries", SHAPE, find),)
