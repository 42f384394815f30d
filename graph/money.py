"""Amounts of aid: who gave how much of an item, what part of it falls to a place and a sector, what is out of line.

Nothing is added that must not be (GRAPH.md): currencies stay apart, so do commitments and disbursements; of an item
and its part only the whole counts; an amount far out of line is shown apart until somebody confirms it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any

Row = dict[str, Any]
MEASURES = ("committed", "disbursed")
# Beyond belief for one item of non-governmental aid (the whole country's is some 230 million USD a year).
_BEYOND_BELIEF = {"VND": 25e12, "JPY": 150e9, "KRW": 1.4e12, "IDR": 15e12, "LAK": 20e12}
_BEYOND_ELSE = 1e9
_FEW = 8
_ROUNDED = 100.5
"""The most that percentages rounded by their publisher make together."""


@dataclass(frozen=True, slots=True)
class Ceilings:
    """Above which an amount is out of line, by currency: from the amounts of all items in the graph."""

    by_currency: Mapping[str, float]

    @classmethod
    def of(cls, amounts: Iterable[Mapping[str, Any]]) -> "Ceilings":
        """From rows {"currency","committed","disbursed"}: with 8 or more amounts, a thousand times the median, if that
        is also twenty times what nine out of ten stay under."""
        seen: dict[str, list[float]] = {}
        for row in amounts:
            seen.setdefault(row["currency"], []).extend(abs(row[m]) for m in MEASURES if row.get(m))
        return cls({currency: _ceiling(currency, sorted(values)) for currency, values in seen.items()})

    def exceeded(self, currency: str | None, amount: float | None) -> bool:
        return amount is not None and abs(amount) > self.by_currency.get(currency or "", beyond(currency))


def beyond(currency: str | None) -> float:
    return _BEYOND_BELIEF.get(currency or "", _BEYOND_ELSE)


def _ceiling(currency: str, values: Sequence[float]) -> float:
    if len(values) < _FEW:
        return beyond(currency)
    return min(beyond(currency), max(1000 * median(values), 20 * quantiles(values, n=10)[-1]))


@dataclass(frozen=True, slots=True)
class Part:
    """What one funder gave to one item: each measure with its currency, and whether it is shared with others."""

    item: str
    amounts: Mapping[str, tuple[float, str]]
    usd: Mapping[str, float]
    shared: frozenset[str]
    rate_date: str | None = None


def part(item: Row, said: Sequence[Row], funders: int, weight: Mapping[str, tuple[Any, ...]]) -> Part:
    """A funder's part in an item: its own where stated, else the whole, shared if it isn't the only funder.

    `said` are the FUNDS ties from this funder; where two claims state different parts, the weightier (`weight`: claim
    -> sort key) is believed, never their sum. Parts stated within one claim are added.
    """
    own = _believed(said, weight)
    amounts: dict[str, tuple[float, str]] = {}
    usd: dict[str, float] = {}
    shared: set[str] = set()
    for measure in MEASURES:
        source = own if own.get(measure) is not None else item
        # Who of several stated a part of one measure has not said that the whole of the other is theirs.
        if source.get(measure) is None or (source is item and own and funders > 1):
            continue
        amounts[measure] = (float(source[measure]), str(source.get("currency") or item.get("currency") or ""))
        in_usd = source.get(f"{measure}_usd")
        if in_usd is None and amounts[measure][1] == "USD":
            in_usd = source[measure]
        if in_usd is not None:
            usd[measure] = float(in_usd)
        if source is item and (funders > 1 or any(t.get("shared") for t in said)):
            shared.add(measure)
    return Part(item["id"], amounts, usd, frozenset(shared), own.get("usd_rate_date") or item.get("usd_rate_date"))


def _believed(said: Sequence[Row], weight: Mapping[str, tuple[Any, ...]]) -> Row:
    by_claim: dict[str, list[Row]] = {}
    for tie in said:
        if any(tie.get(m) is not None for m in MEASURES):
            by_claim.setdefault(str(tie.get("claim")), []).append(tie)
    if not by_claim:
        return {}
    best = by_claim[max(by_claim, key=lambda c: (weight.get(c, ()), c))]
    together = dict(best[0])
    for tie in best[1:]:
        if tie.get("currency") == together.get("currency"):
            for name in (*MEASURES, *(f"{m}_usd" for m in MEASURES)):
                if tie.get(name) is not None:
                    together[name] = (together.get(name) or 0) + tie[name]
    return together


def share(
    said: Iterable[Row], wanted: Collection[str], weight: Mapping[str, tuple[Any, ...]], measure: str = ""
) -> float:
    """The part of an item (0 to 1) that falls to the `wanted` targets, as the weightiest claim that names one states it.

    `said` are the ties to places, or to sectors: {"target","percentage","claim"}. Without percentages it is the whole;
    what percentages leave over falls to the targets without one. Several schemes that each make 100 are averaged. A claim
    may state percentages of one `measure` alone ("percentage_committed").
    """
    by_claim = _percentages(said, measure)
    naming = [c for c in by_claim if any(t in wanted for t in by_claim[c])]
    if not naming:
        return 1.0
    stated = by_claim[_weightiest(by_claim, naming, weight)]
    known = {target: p for target, p in stated.items() if p is not None}
    if not known:
        return 1.0
    total, mine = sum(known.values()), sum(p for target, p in known.items() if target in wanted)
    if total > _ROUNDED:
        return mine / total
    silent = any(t in wanted for t in stated if t not in known)
    return min(1.0, (mine + (max(0.0, 100 - total) if silent else 0.0)) / 100)


def portions(said: Iterable[Row], weight: Mapping[str, tuple[Any, ...]], measure: str = "") -> dict[str, float]:
    """What of an item (0 to 1) falls to each target, together never more than the whole: as `share` reads it, but where
    nobody says how several share it none of them has a part."""
    by_claim = _percentages(said, measure)
    if not any(p is not None for stated in by_claim.values() for p in stated.values()):
        targets = list(dict.fromkeys(t for stated in by_claim.values() for t in stated))
        return dict.fromkeys(targets, 1.0) if len(targets) == 1 else {}
    stated = by_claim[_weightiest(by_claim, by_claim, weight)]
    known = {target: p for target, p in stated.items() if p is not None}
    silent, total = [t for t in stated if t not in known], sum(known.values())
    if len(silent) == 1 and total < 100:
        known[silent[0]] = 100 - total
    return {target: p / max(total, 100.0) for target, p in known.items()}


def _percentages(said: Iterable[Row], measure: str) -> dict[str, dict[str, float | None]]:
    """By claim and target."""
    by_claim: dict[str, dict[str, float | None]] = {}
    for tie in said:
        own = tie.get(f"percentage_{measure}") if measure else None
        by_claim.setdefault(str(tie.get("claim")), {})[tie["target"]] = tie.get("percentage") if own is None else own
    return by_claim


def _weightiest(
    by_claim: Mapping[str, Mapping[str, float | None]], among: Iterable[str], weight: Mapping[str, tuple[Any, ...]]
) -> str:
    """The claim that is believed: one that states percentages goes before one that does not."""
    return max(among, key=lambda c: (any(v is not None for v in by_claim[c].values()), weight.get(c, ()), c))


def counted(parts: Mapping[str, Part], parents: Mapping[str, Collection[str]]) -> dict[str, frozenset[str]]:
    """Which measures of each item count: not those that an item above it, given by the same funder, holds already."""
    wholes = {item: _above(item, parents) for item in parts}

    def held(item: str, measure: str) -> bool:
        return any(
            measure in parts[whole].amounts
            and not (item in wholes[whole] and item < whole)  # a ring: the first is the whole
            for whole in wholes[item]
            if whole in parts
        )

    return {item: frozenset(m for m in own.amounts if not held(item, m)) for item, own in parts.items()}


def _above(item: str, parents: Mapping[str, Collection[str]]) -> frozenset[str]:
    found: set[str] = set()
    waiting = list(parents.get(item, ()))
    while waiting:
        if (whole := waiting.pop()) not in found:
            found.add(whole)
            waiting += parents.get(whole, ())
    return frozenset(found - {item})


def totals(amounts: Iterable[Row], unknown: int = 0) -> list[Row]:
    """Sums by currency of {"currency","measure","amount","usd","item","shared"}, the largest first (MAPAPI's `money`).

    `unknown` items without any amount make an entry of their own only where nothing else is known.
    """
    sums: dict[str, Row] = {}
    for one in amounts:
        entry = sums.setdefault(one["currency"], {"ids": set(), "usd": {}, "shared": False})
        entry[one["measure"]] = entry.get(one["measure"], 0.0) + one["amount"]
        entry["usd"].setdefault(one["measure"], []).append(one.get("usd"))
        entry["ids"].add(one["item"])
        entry["shared"] |= bool(one.get("shared"))
    out = [
        {"currency": currency}
        | {m: tidy(e.get(m)) for m in MEASURES}
        | {f"{m}_usd": _all(e["usd"].get(m)) for m in MEASURES}
        | {"items": len(e["ids"]), "shared": e["shared"]}
        for currency, e in sums.items()
    ]
    if not out and unknown:
        out = [{"currency": "", "committed": None, "disbursed": None, "items": unknown, "shared": False}]
    return sorted(out, key=lambda e: (-(e.get("committed_usd") or e.get("disbursed_usd") or 0), e["currency"]))


def _all(values: Sequence[float | None] | None) -> float | int | None:
    """The sum where every value is known."""
    return tidy(sum(v for v in values if v is not None)) if values and None not in values else None


def tidy(amount: float | None) -> float | int | None:
    """Whole amounts as integers, others to the cent."""
    if amount is None:
        return None
    return int(amount) if float(amount).is_integer() else round(float(amount), 2)
