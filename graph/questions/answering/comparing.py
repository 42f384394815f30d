"""The sides of a comparison, each answered for itself under the same conditions."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from graph.money import MEASURES
from graph.questions.answering.asked import Asked
from graph.questions.answering.family import Family
from graph.questions.answering.forms import Columns, Table, group, valued, weight
from graph.questions.answering.table import Line
from graph.questions.plan import Compare, Home, Named, Party, Period, Place, Plan

Row = dict[str, Any]


def sides(plan: Plan) -> list[tuple[Row, Plan]]:
    """Each side of a comparison with the plan for it alone."""
    compare = plan.compare or Compare(axis="entity")
    bare = plan.model_copy(update={"compare": None, "order": None, "limit": None})
    found = [
        ({"id": one.id, "type": one.type, "name": one.vi}, _side(bare, compare.axis, one)) for one in compare.sides
    ]
    return found + [({"id": str(year), "type": "", "name": str(year)}, _year(bare, year)) for year in compare.years]


def _side(plan: Plan, axis: str, one: Named) -> Plan:
    if axis == "place":
        return plan.model_copy(update={"places": (Place(**one.model_dump()),)})
    if axis == "country":
        return plan.model_copy(update={"home": Home(countries=(one,))})
    if axis == "sector":
        return plan.model_copy(update={"sectors": (one,)})
    if plan.of == "organisations" and one.type not in ("Country", "Province", "Locality"):
        return plan.model_copy(update={"about": (one,), "ask": "list"})
    part = {
        "aid": "funder",
        "twins": "partner",
        "agreements": "partner",
        "statistics": "subject",
        "investments": "investor",
    }
    return plan.model_copy(
        update={"parties": (*plan.parties, Party.model_validate({"part": part.get(plan.of, "any"), "thing": one}))}
    )


def _year(plan: Plan, year: int) -> Plan:
    meaning = (
        plan.periods[0].meaning if plan.periods else "held" if plan.of in ("delegations", "events") else "overlaps"
    )
    span = Period(meaning=meaning, since=f"{year}-01-01", until=f"{year}-12-31")
    return plan.model_copy(update={"periods": (span, *plan.periods[1:])})


def compared(asked: Asked, family: Family) -> Table:
    """A row for each side: how many, what it comes to, or the figure reported of it."""
    plan, rows = asked.plan, list[Row]()
    for ref, side in sides(plan):
        mine = replace(asked, plan=side.model_copy(update={"ask": "list"}))
        lines = family.found(mine).lines
        if side.about:
            lines = [one for one in lines if one.about["id"] in {about.id for about in side.about}]
        rows.append(group(plan, ref, lines) | _reported(lines) | _sizes(plan, lines))
    by = plan.order.by if plan.order else plan.measure or "count"
    if plan.order or plan.limit:
        rows.sort(
            key=lambda r: weight(r, by) if r.get("size") is None else float(r["size"]),
            reverse=not plan.order or plan.order.descending,
        )
    if plan.limit and len(rows) > 1 and _first(rows[0], by) == _first(rows[1], by):
        shown = rows
    else:
        shown = rows[: plan.limit] if plan.limit else rows
    columns: Columns = [
        ("group", "ref"),
        *(
            (n, k)
            for n, k in (("reported", "figures"), ("capital", "money"), ("sought", "money"))
            if any(r.get(n) for r in rows)
        ),
    ]
    columns += [] if any(r.get("reported") for r in rows) else [("count", "number")]
    columns += [(m, "money") for m in MEASURES if any(r.get(m) for r in rows)]
    return Table(columns, shown, [r["group"]["id"] for r in shown], len(rows), None, {"compared": rows})


def _first(row: Row, by: str) -> float:
    return weight(row, by) if row.get("size") is None else float(row["size"])


def _reported(lines: Sequence[Line]) -> Row:
    figures = [one.cells["value"] | {"statistic": one.about} for one in lines if "value" in one.cells]
    return {"reported": figures, "size": max((float(f["value"] or 0) for f in figures), default=0.0)} if figures else {}


def _sizes(plan: Plan, lines: Sequence[Line]) -> Row:
    for measure in ("capital", "sought"):
        if plan.measure in (measure, "money") and any(measure in one.measures for one in lines):
            _, rows = valued(measure, lines)
            return {
                measure: [cell for row in rows for cell in row[measure]],
                "size": max(sum(c["amount"] for c in r[measure]) for r in rows),
            }
    return {}
