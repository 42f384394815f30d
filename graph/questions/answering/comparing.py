"""The sides of a comparison, each answered for itself under the same conditions."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from graph.model import PLACES
from graph.questions.answering.asked import Asked
from graph.questions.answering.family import Family
from graph.questions.answering.forms import Columns, Table, comparable, group, sized, weight
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
    if plan.of == "organisations" and one.type not in PLACES:
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
    """A row for each side: how many, what it comes to, or the figure reported of it. Where the larger or smaller one is
    asked for, the answer is about that one, the first row; the others stand below it."""
    plan, rows = asked.plan, list[Row]()
    for ref, side in sides(plan):
        mine = replace(asked, plan=side.model_copy(update={"ask": "list"}))
        lines = family.found(mine).lines
        if side.about:
            lines = [one for one in lines if one.about["id"] in {about.id for about in side.about}]
        rows.append(group(plan, ref, lines) | _reported(lines))
    by = plan.order.by if plan.order else plan.measure or "count"
    if plan.order:
        rows.sort(key=lambda row: _weight(row, by), reverse=plan.order.descending)
    columns: Columns = [
        ("group", "ref"),
        *([("reported", "figures")] if any(r.get("reported") for r in rows) else [("count", "number")]),
    ]
    first = _first(rows, plan.limit, by) if plan.limit else rows
    return Table([*columns, *sized(rows)], rows, [r["group"]["id"] for r in first], len(rows))


def _first(rows: list[Row], limit: int, by: str) -> list[Row]:
    """The first of the sides; all where they are equal or cannot be compared."""
    even = len(rows) > limit and _weight(rows[limit - 1], by) == _weight(rows[limit], by)
    return rows if even or not comparable(rows, "committed" if by == "money" else by) else rows[:limit]


def _weight(row: Row, by: str) -> float:
    return (
        max((float(f["value"] or 0) for f in row["reported"]), default=0.0) if row.get("reported") else weight(row, by)
    )


def _reported(lines: Sequence[Line]) -> Row:
    figures = [one.cells["value"] | {"statistic": one.about} for one in lines if "value" in one.cells]
    return {"reported": figures} if figures else {}
