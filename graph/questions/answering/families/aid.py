"""Aid items, and what they come to (QUESTIONS 1 to 6)."""

from collections.abc import Collection, Mapping
from typing import Any

from graph import gifts
from graph.aid import under_way_between
from graph.gifts import Falls, Items
from graph.money import MEASURES, counted, part, portions, tidy
from graph.money import Part as Share
from graph.questions.answering.asked import Asked
from graph.questions.answering.family import Family, line
from graph.questions.answering.pool import Pool, country
from graph.questions.answering.select import in_bounds, selected
from graph.questions.answering.shape import Shape, filled, tie
from graph.questions.answering.table import Column, Found, Line, period, prop, refs
from graph.questions.plan import Part, Span

Row = dict[str, Any]
PARTS: Mapping[Part, Collection[str]] = {
    "funder": ("FUNDS",), "implementer": ("IMPLEMENTS",), "recipient": ("RECEIVES",), "manager": ("MANAGES",),
    "approver": ("APPROVES",), "parent": ("PART_OF",), "any": ("FUNDS", "IMPLEMENTS", "RECEIVES", "MANAGES", "APPROVES"),
}  # fmt: skip


def money(made: Pool, id_: str) -> list[Row]:
    """What an item is worth, as it says itself."""
    known = made.known[id_]
    return [
        {"amount": known[m], "currency": known.get("currency") or "", "measure": m}
        for m in MEASURES
        if known.get(m) is not None
    ]


def _measure(name: str) -> Column:
    return Column(name, "money", lambda made, id_: [m for m in money(made, id_) if m["measure"] == name])


def _status(made: Pool, id_: str) -> bool:
    """Under way is read on the day asked for; the other states are as the source gives them."""
    known, plan = made.known[id_], made.asked.plan
    said = {str(known.get("status") or "")}
    on = next(
        (p for p in plan.periods if p.meaning in ("overlaps", "now")), Span(since=made.asked.day, until=made.asked.day)
    )
    said = said - {"under way"} | ({"under way"} if under_way_between(known, on.since, on.until) else set())
    return not said.isdisjoint(plan.status)


SHAPE = Shape(
    label="AidItem",
    columns=(refs("funders", "FUNDS"), refs("implementer", "IMPLEMENTS"), refs("recipients", "RECEIVES"),
             refs("sectors", "IN_SECTOR"), refs("places", "TARGETS"),
             _measure("committed"), _measure("disbursed"), period(), prop("approved", "date"), prop("status", "code")),
    place=("TARGETS", "LOCATED_IN", "RECEIVES"), sector=("IN_SECTOR",), parts=PARTS, home=("FUNDS",),
    whose={"funder": ("funders",), "implementer": ("implementer",), "recipient": ("recipients",)},
    dates={"approved": "approved", "started": "since", "ended": "until"},
    measures={"money": "committed", "committed": "committed", "disbursed": "disbursed", "share": "share"},
    has={"funder": tie("FUNDS"), "implementer": tie("IMPLEMENTS"), "amount": filled("committed"), "disbursement": filled("disbursed")},
    under={"sector": lambda m, i: m.refs(i, ("IN_SECTOR",)), "place": lambda m, i: m.refs(i, ("TARGETS",)),
           "funder": lambda m, i: m.refs(i, ("FUNDS",)), "implementer": lambda m, i: m.refs(i, ("IMPLEMENTS",)),
           "kind": lambda m, i: m.known[i].get("kind"), "status": lambda m, i: m.known[i].get("status"),
           "direction": lambda m, i: m.known[i].get("direction"), "year": lambda m, i: year(m.known[i]),
           "country": lambda m, i: sorted({c for f in m.others(i, ("FUNDS",)) if (c := country(f))})},
    checks={"kinds": lambda m, i: m.known[i].get("kind") in m.asked.plan.kinds, "status": _status},
    settled=frozenset({"direction", "home", "types", "amount", "currency"}), first="date",
    refuses=lambda plan: ("direction",) if plan.direction in ("domestic", "away") else (),
)  # fmt: skip


def year(known: Row) -> str:
    """The year an item is counted under: that of its approval, else of its start."""
    return str(known.get("approved") or known.get("since") or known.get("year") or "")[:4]


def find(asked: Asked, shape: Shape) -> Found:
    made = selected(asked, shape)
    items = gifts.loaded(asked.store, asked.viewer, list(made.known), given=asked.plan.direction == "outbound")
    givers = _givers(asked, items)
    made.keep(
        i for i in made.known if i in items.known and (givers is None or not givers.isdisjoint(items.funds.get(i, ())))
    )
    return valued(asked, made, items, shape, givers)


def _givers(asked: Asked, items: Items) -> frozenset[str] | None:
    """The funders that the question is about; None where it is about whoever gave."""
    plan, named = asked.plan, [ids for party, ids in asked.reached if party.part == "funder" and not party.absent]
    if not named and asked.home is None and not plan.types:
        return None
    return frozenset(
        f for f, e in items.funders.items()
        if all(f in ids for ids in named) and (asked.home is None or country(e) in asked.home)
        and (not plan.types or e["type"] in plan.types)
    )  # fmt: skip


def valued(asked: Asked, made: Pool, items: Items, shape: Shape, givers: Collection[str] | None) -> Found:
    """Lines with what of each item falls to the question; of an item and its part only the whole counts."""
    ceilings = gifts.ceilings(asked.store, asked.viewer)
    only = asked.plan.currency
    parts = {i: _own(items, i, givers) for i in made.known}
    counts = counted(parts, items.parents)
    lines: list[Line] = []
    for id_, own in parts.items():
        falls = gifts.falls(items, id_, asked.where, asked.what)
        strange = any(ceilings.exceeded(own.amounts[m][1], own.amounts[m][0]) for m in own.amounts)
        one = line(made, shape, id_)
        one.amounts = [] if strange else list(gifts.amounts(own, counts[id_], falls))
        one.strange = strange
        one.measures = {m: own.amounts[m][0] * falls[m] for m in MEASURES if m in own.amounts}
        if asked.plan.group == "sector":
            one.portions = _by_sector(asked, items, id_, falls)
        one.currency = next((own.amounts[m][1] for m in MEASURES if m in own.amounts), None)
        if {"committed", "disbursed"} <= one.measures.keys() and one.measures["committed"]:
            one.measures["share"] = 100 * one.measures["disbursed"] / one.measures["committed"]
        if only and one.currency != only:
            continue
        one.measures["money"] = next((one.measures[m] for m in MEASURES if m in one.measures), 0.0)
        for m in MEASURES:
            one.cells[m] = (
                [{"amount": tidy(one.measures[m]), "currency": one.currency or ""}] if m in one.measures else []
            )
        if (bound := asked.plan.amount) is None or in_bounds(
            {one.currency or "": one.measures.get(bound.measure, -1.0)}, bound
        ):
            lines.append(one)
    return Found(list(shape.columns), lines)


def _by_sector(asked: Asked, items: Items, item: str, falls: Falls) -> dict[str, dict[str, float]]:
    """What of a line's amounts falls to each sector of the item, by measure."""
    here = gifts.falls(items, item, asked.where, None)
    found: dict[str, dict[str, float]] = {}
    for m in MEASURES:
        said = portions(items.sectors.get(item, ()), items.weight, m)
        found[m] = {sector: part * here[m] / falls[m] for sector, part in said.items() if falls[m]}
    return found


def _own(items: Items, item: str, givers: Collection[str] | None) -> Share:
    """What these funders gave of an item: of one its part; of several their stated parts, else the whole, shared."""
    known, funds = items.known[item], items.funds.get(item, {})
    mine = [f for f in funds if givers is None or f in givers]
    if givers is None or (len(mine) == len(funds) and len(mine) > 1):
        return part(known, (), 1, items.weight)
    if len(mine) == 1:
        return part(known, funds[mine[0]]["said"], len(funds), items.weight)
    each = [part(known, funds[f]["said"], len(funds), items.weight) for f in mine]
    if any(one.shared for one in each):
        whole = part(known, (), 1, items.weight)
        return Share(whole.item, whole.amounts, whole.usd, frozenset(whole.amounts), whole.rate_date)
    return _together(item, each)


def _together(item: str, each: list[Share]) -> Share:
    amounts: dict[str, tuple[float, str]] = {}
    usd: dict[str, float] = {}
    for one in each:
        for measure, (amount, currency) in one.amounts.items():
            amounts[measure] = (amounts.get(measure, (0.0, currency))[0] + amount, currency)
        for measure, amount in one.usd.items():
            usd[measure] = usd.get(measure, 0.0) + amount
    return Share(item, amounts, usd, frozenset())


FAMILIES = (Family("aid", SHAPE, find),)
