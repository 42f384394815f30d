"""Which things of a family fit a plan: each condition read once, the same for every family."""

from collections.abc import Collection, Iterable

from graph.aid import under_way_between
from graph.days import first_day, last_day
from graph.names import fold
from graph.questions.answering.asked import Asked
from graph.questions.answering.pool import Pool, countries_of, gather
from graph.questions.answering.shape import Shape
from graph.questions.answering.spans import overlaps, within
from graph.questions.plan import Amount, Part, Period, Span, Thing

Seed = tuple[Collection[str], Collection[str]]


def selected(asked: Asked, shape: Shape) -> Pool:
    """The things that all conditions of the plan leave."""
    made = gather(asked, shape.label, shape.kinds, *_seeds(asked, shape))
    made.keep(fitting(made, shape, list(made.known)))
    return made


def fitting(made: Pool, shape: Shape, ids: Iterable[str]) -> list[str]:
    """Those of the things that fit what `gather` could not see."""
    asked, plan = made.asked, made.asked.plan
    return [
        id_ for id_ in ids
        if _placed(made, shape, id_) and not _barred(made, shape, id_) and _at_home(made, shape, id_) and _with_parties(made, shape, id_)
        and in_time(made, shape, id_)
        and all(shape.has[one](made, id_, _bound(asked, one)) for one in plan.has if one in shape.has)
        and not any(shape.has[one](made, id_, _bound(asked, one)) for one in plan.lacks if one in shape.has)
        and all(check(made, id_) for name, check in shape.checks.items() if getattr(plan, name) not in (None, ()))
        and (plan.amount is None or "amount" in shape.settled or in_bounds(_measured(made, shape, id_, plan.amount), plan.amount))
    ]  # fmt: skip


def _seeds(asked: Asked, shape: Shape) -> Iterable[Seed]:
    if asked.where and shape.place and "places" not in shape.settled:
        yield asked.where.within, shape.place
    if asked.what and shape.sector and "sectors" not in shape.settled:
        yield asked.what.ids, shape.sector
    for party, ids in asked.reached:
        if not party.absent and (kinds := shape.parts.get(party.part)):
            yield ids, kinds


def _placed(made: Pool, shape: Shape, id_: str) -> bool:
    outside = made.asked.outside
    return not (outside and shape.place) or not made.meets(id_, shape.place, outside.within)


def _barred(made: Pool, shape: Shape, id_: str) -> bool:
    """Whether it is in the sector and place in which it must not be."""
    return "but_not" not in shape.settled and any(
        (fields is None or made.meets(id_, shape.sector, fields))
        and (where is None or made.meets(id_, shape.place, where))
        for fields, where in made.asked.but_not
    )


def _at_home(made: Pool, shape: Shape, id_: str) -> bool:
    home = made.asked.home
    if home is None or not shape.home or "home" in shape.settled or "home" in shape.checks:
        return True
    return not home.isdisjoint(countries_of(made, id_, shape.home))


def _with_parties(made: Pool, shape: Shape, id_: str) -> bool:
    return "parties" in shape.settled or all(
        made.meets(id_, _kinds(shape, party.part), ids) is not party.absent
        for party, ids in made.asked.reached
        if _kinds(shape, party.part)
    )


def _kinds(shape: Shape, part: Part) -> Collection[str]:
    return shape.parts.get(part, ())


def in_time(made: Pool, shape: Shape, id_: str) -> bool:
    """Whether a thing lies in all periods of the plan that are its own."""
    plan = made.asked.plan
    return all(_timed(made, shape, id_, p) for p in plan.periods if not shape.bounds(plan, p.meaning))


def _timed(made: Pool, shape: Shape, id_: str, period: Period) -> bool:
    known = made.known[id_]
    if "periods" in shape.settled:
        return True
    if property_ := shape.dates.get(period.meaning):
        return within(known.get(property_), period)
    if known["type"] == "AidItem":
        return under_way_between(known, period.since, period.until)
    bygone = bool(period.until) and period.until < made.asked.day and period.meaning == "overlaps"
    return not (bygone and not known.get("since")) and overlaps(known.get("since"), known.get("until"), period)


def _bound(asked: Asked, thing: Thing) -> Span | None:
    """The period that bounds what the row has or lacks."""
    meanings = {"contact": "contacted", "delegation": "held"}
    return next((p for p in asked.plan.periods if p.meaning == meanings.get(thing)), None)


def _measured(made: Pool, shape: Shape, id_: str, amount: Amount) -> dict[str, float]:
    """The amount of a thing by currency; what has no currency counts as such."""
    known = made.known[id_]
    value = known.get(shape.measures.get(amount.measure, ""))
    return {} if value is None else {str(known.get("currency") or ""): float(value)}


def in_bounds(measured: dict[str, float], amount: Amount) -> bool:
    """Whether an amount in the currency asked for is within the bounds; in another currency it is not known to be."""
    values = [v for currency, v in measured.items() if amount.currency is None or currency == amount.currency]

    def fits(value: float) -> bool:
        if amount.strict:
            return (amount.least is None or value > amount.least) and (amount.most is None or value < amount.most)
        return (amount.least is None or value >= amount.least) and (amount.most is None or value <= amount.most)

    return any(fits(value) for value in values)


def holds_words(text: str | None, words: str) -> bool:
    """Whether a text holds these words, accents aside, as whole words."""
    return f" {fold(words)} " in f" {fold(text or '')} "


def past(day: str | None, today: str) -> bool:
    """Whether something dated has begun by the asking day; what is dated only to a year that runs has."""
    return bool(day) and first_day(str(day)) <= today


def over(day: str | None, today: str) -> bool:
    return bool(day) and last_day(str(day)) < today
