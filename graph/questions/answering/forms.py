"""How what was found is answered: as a list, a number, a sum, groups, a comparison, dates."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from graph.money import MEASURES, tidy, totals
from graph.questions.answering.asked import Asked
from graph.questions.answering.family import Family
from graph.questions.answering.shape import DATES
from graph.questions.answering.table import Found, Line
from graph.questions.plan import Order, Plan, Whose
from graph.weigh import in_usd

Row = dict[str, Any]
Columns = list[tuple[str, str]]  # (name, kind)
_NAMELESS: Row = {"id": "", "type": "", "name": ""}
_ROUNDED = 0.005  # what percentages may lack of the whole
_VALUED = frozenset({"capital", "sought", "members"})
_SORTED_BY = {"expiry": ("licence_expires", "expires", "ended"), "contact": ("last_contact",), "date": DATES}


@dataclass(slots=True)
class Table:
    """Columns, rows (column -> cell) and the ids they are about; `behind` is the list behind a number."""

    columns: Columns
    rows: list[Row]
    entities: list[str]
    total: int
    behind: "Table | None" = None
    more: Row = field(default_factory=dict[str, Any])


def table(asked: Asked, family: Family, found: Found) -> Table:
    """The answer to what a plan asks of a family."""
    plan = asked.plan
    lines = ordered(plan, found.lines, family.shape.first)
    if plan.about and plan.ask in ("list", "count", "sum", "when"):
        lines = [one for one in lines if one.about["id"] in {about.id for about in plan.about}]
    if plan.whose:
        return _whose(plan, plan.whose, family, lines)
    if plan.group:
        return _grouped(plan, lines)
    if plan.ask == "count" and plan.of != "statistics":
        return _number([("count", "number")], [{"count": len(lines)}], _list(plan, found, lines))
    if plan.ask == "sum" and plan.of != "statistics":
        columns, rows = _sum(plan, lines)
        return _number(columns, rows, _list(plan, found, lines))
    if plan.ask == "when":
        return _when(plan, lines)
    return _list(plan, found, lines)


def _number(columns: Columns, rows: list[Row], behind: Table) -> Table:
    return Table(columns, rows, behind.entities, behind.total, behind, behind.more)


def _list(plan: Plan, found: Found, lines: Sequence[Line]) -> Table:
    shown = lines[: plan.limit] if plan.limit else lines
    columns = [
        ("entity", "ref"),
        *((c.name, c.kind) for c in found.columns if c.kind != "type" or len(plan.types) != 1),
    ]
    filled = [(n, k) for n, k in columns if n == "entity" or any(_said(one.cells.get(n)) for one in shown)]
    rows = [{"entity": one.about} | {n: one.cells.get(n) for n, _ in filled[1:]} for one in shown]
    apart = [one.about for one in shown if one.strange]
    return Table(filled, rows, _ids(shown), len(lines), None, {"out_of_line": apart} if apart else {})


def _whose(plan: Plan, whose: Whose, family: Family, lines: Sequence[Line]) -> Table:
    """A row for each who has the part asked for, with the things it has it in."""
    found: dict[str, tuple[Row, list[Row]]] = {}
    for one in lines:
        for column in family.shape.whose[whose.part]:
            for ref in one.cells.get(column) or ():
                if not whose.types or ref["type"] in whose.types:
                    found.setdefault(ref["id"], (ref, []))[1].append(one.about)
    rows: list[Row] = [{"entity": ref, "in": mine} for ref, mine in found.values()]
    rows.sort(key=lambda row: str(row["entity"]["name"]))
    ids: list[str] = [row["entity"]["id"] for row in rows]
    made = Table([("entity", "ref"), ("in", "refs")], rows[: plan.limit], ids, len(rows))
    return _number([("count", "number")], [{"count": len(rows)}], made) if plan.ask == "count" else made


def _said(value: Any) -> bool:
    if isinstance(value, dict):
        return any(v is not None for v in value.values())  # pyright: ignore[reportUnknownVariableType]
    return value not in (None, "", [], ())


def _ids(lines: Iterable[Line]) -> list[str]:
    return list(dict.fromkeys(one.about["id"] for one in lines))


def ordered(plan: Plan, lines: Sequence[Line], first: str) -> list[Line]:
    """By what is asked for; else dated things the latest first, givers the largest first, the others by name."""
    named = sorted(lines, key=lambda one: (str(one.about["name"]).casefold(), one.about["id"]))
    order = plan.order or (
        Order(by="date") if first == "date" else Order(by="money") if plan.role == "funder" else None
    )
    if order is None or order.by == "name":
        return named[::-1] if order and order.descending and plan.order else named
    key = _key(order)
    known = [one for one in named if key(one) is not None]
    known.sort(key=lambda one: key(one) or 0, reverse=order.descending)
    return [*known, *(one for one in named if key(one) is None)]


def _key(order: Order) -> Callable[[Line], Any]:
    if order.by in _SORTED_BY:
        return lambda one: next((one.dates[d] for d in _SORTED_BY[order.by] if d in one.dates), None)  # pyright: ignore[reportArgumentType,reportUnknownVariableType,reportUnknownMemberType]
    if order.by == "count":
        return lambda one: len(one.cells.get("items") or ())
    measures = MEASURES if order.by == "money" else (order.by,)

    def amount(one: Line) -> float | None:
        sums = [sum(_in_usd(a) for a in one.amounts if a["measure"] == m) for m in measures]
        own = next((one.weights[m] for m in measures if m in one.weights), None)  # pyright: ignore[reportArgumentType]
        return next((s for s in sums if s), own)

    return amount


def _sum(plan: Plan, lines: Sequence[Line]) -> tuple[Columns, list[Row]]:
    if plan.measure in _VALUED:
        return valued(str(plan.measure), lines)
    measures = [plan.measure] if plan.measure in MEASURES else list(MEASURES)
    if not any(one.amounts for one in lines) and (
        own := next((m for m in _VALUED if any(m in one.measures for one in lines)), None)
    ):
        return valued(own, lines)
    rows = [
        {str(m): _money(t[m], t["currency"]) for m in measures} | {f"{m}_usd": t.get(f"{m}_usd") for m in measures}
        | {"currency": t["currency"], "items": t["items"], "shared": t["shared"]}
        for t in totals(a for one in lines for a in one.amounts) if any(t[m] is not None for m in measures)
    ]  # fmt: skip
    return [*((str(m), "money") for m in measures), ("items", "number")], rows


def _money(amount: Any, currency: str) -> list[Row]:
    return [] if amount is None else [{"amount": amount, "currency": currency}]


def valued(measure: str, lines: Sequence[Line]) -> tuple[Columns, list[Row]]:
    sums: dict[str, list[float]] = {}
    for one in lines:
        if (value := one.measures.get(measure)) is not None:  # pyright: ignore[reportArgumentType,reportUnknownVariableType]
            sums.setdefault("" if measure == "members" else one.currency or "", []).append(value)
    rows = [
        {measure: _money(tidy(sum(v)), c) if measure != "members" else tidy(sum(v)), "currency": c, "items": len(v)}
        for c, v in sorted(sums.items())
    ]  # fmt: skip
    return [(measure, "number" if measure == "members" else "money"), ("items", "number")], rows


def _grouped(plan: Plan, lines: Sequence[Line]) -> Table:
    """A row for what the lines are under: how many, and what they come to. What is under several counts in each, its
    amounts as they are parted; what nobody parts stands in the row without a name, where amounts are asked for."""
    assert plan.group is not None
    under: dict[str, tuple[Row, list[Line]]] = {}
    for one in lines:
        for ref in one.under.get(plan.group) or [_NAMELESS]:
            under.setdefault(ref["id"], (ref, []))[1].append(_portion(one, ref["id"]))
    counts = {id_: len(mine) for id_, (_, mine) in under.items()}
    shared = [one for one in lines if one.portions and one.under.get(plan.group)]
    if plan.ask == "sum" and (rest := [left for one in shared if (left := _left(one)).amounts]):
        under.setdefault("", (_NAMELESS, []))[1].extend(rest)
    groups: list[Row] = [group(plan, ref, mine) | {"count": counts.get(id_, 0)} for id_, (ref, mine) in under.items()]
    by = plan.order.by if plan.order else plan.measure or "count"
    groups.sort(key=lambda g: (-weight(g, by), str(g["group"]["name"])))
    if plan.order and not plan.order.descending:
        groups.reverse()
    shown = groups[: plan.limit] if plan.limit else groups
    columns: Columns = [("group", f"on_{plan.group}"), ("count", "number")]
    columns += sized(shown)
    ids = [g["group"]["id"] for g in shown if g["group"]["type"]]
    return Table(columns, shown, ids or _ids(lines), len(groups))


def _portion(one: Line, id_: str) -> Line:
    """A line with what of its amounts falls to one thing that it is under."""
    if not one.portions or not id_:
        return one
    return replace(one, amounts=_times(one, {m: by.get(id_, 0.0) for m, by in one.portions.items()}))


def _left(one: Line) -> Line:
    """A line with what of its amounts falls to nothing that it is under."""
    rest = {m: 1 - sum(by.values()) for m, by in one.portions.items()}
    return replace(one, amounts=_times(one, {m: part for m, part in rest.items() if part > _ROUNDED}))


def _times(one: Line, parts: Mapping[str, float]) -> list[Row]:
    return [
        a | {"amount": a["amount"] * part, "usd": None if a["usd"] is None else a["usd"] * part}
        for a in one.amounts if (part := parts.get(a["measure"], 0.0))
    ]  # fmt: skip


def sized(groups: Sequence[Row]) -> Columns:
    """The columns of what groups come to."""
    kinds = [*((m, "money") for m in (*MEASURES, "capital", "sought")), ("members", "number")]
    return [(name, kind) for name, kind in kinds if any(g.get(name) for g in groups)]


def group(plan: Plan, ref: Row, lines: Sequence[Line]) -> Row:
    sums = totals(a for one in lines for a in one.amounts)
    return {"group": ref, "count": len(lines)} | {
        m: [{"amount": t[m], "currency": t["currency"], "usd": t.get(f"{m}_usd")} for t in sums if t[m] is not None] for m in MEASURES
    } | _sizes(plan, lines)  # fmt: skip


def _sizes(plan: Plan, lines: Sequence[Line]) -> Row:
    """What the lines come to in a measure that is no aid."""
    for measure in ("capital", "sought"):
        if plan.measure in (measure, "money") and any(measure in one.measures for one in lines):
            return {measure: [cell for row in valued(measure, lines)[1] for cell in row[measure]]}
    if plan.measure == "members":
        return {"members": tidy(sum(one.measures.get("members", 0.0) for one in lines))}
    return {}


def weight(group: Row, by: str) -> float:
    if by == "count":
        return float(group["count"])
    sums: Any = group.get("committed" if by == "money" and "committed" in group else by) or ()
    return float(sums) if isinstance(sums, int | float) else sum(map(_in_usd, sums))


def _in_usd(said: Row) -> float:
    """About what an amount is in US dollars, to order by, also where nobody recorded it."""
    return said.get("usd") or in_usd({"said": said["amount"], "currency": said["currency"]}, "said")


def comparable(groups: Sequence[Row], by: str) -> bool:
    """Whether the sizes of groups tell which is larger: amounts in one currency, or with what they are in USD."""
    told: list[Any] = [g.get(by) for g in groups]
    sums: list[Row] = [s for one in told if isinstance(one, list) for s in one]  # pyright: ignore[reportUnknownVariableType]
    return len({s["currency"] for s in sums}) < 2 or all(s.get("usd") for s in sums)


def _when(plan: Plan, lines: Sequence[Line]) -> Table:
    """The date asked for of each; of what takes days its first and last."""
    wanted = (plan.date,) if plan.date else ()
    rows: list[Row] = []
    for one in lines[: plan.limit] if plan.limit else lines:
        days = [d for name in (*wanted, *(() if wanted else DATES)) if (d := one.dates.get(name))]
        last = one.dates.get("ended") if "held" in (plan.date, *one.dates) else None
        if days:
            rows.append({"entity": one.about, "date": days[0]} | ({"until": last} if last and last != days[0] else {}))
    columns: Columns = [("entity", "ref"), ("date", "date")]
    if any("until" in row for row in rows):
        columns.append(("until", "date"))
    return Table(columns, rows, [row["entity"]["id"] for row in rows] or _ids(lines), len(rows))
