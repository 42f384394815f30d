"""Adding what may be added of an activity's transactions.

Committed is the sum of outgoing commitments (type 2). Disbursed is the sum of disbursements (3) and expenditures (4), as
IATI's own figures of spending have it: what was passed on and what was spent are both gone, and each payment is only one
of the two. Negative transactions are corrections and count. What comes in (1, 11) is never added to what goes out: it
tells what each funder gave. Loans, equity, guarantees and pledges (5 to 10, 12, 13) and transactions without a type are in
no sum. A sum holds one currency; amounts in several stand in words, and in US dollars where every rate is known.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from graph.money import beyond
from graph.names import key
from graph.reference import usd
from graph.texts import money_text
from ingest.amounts import Properties
from ingest.iati.activity import (
    COMMITMENT,
    DISBURSEMENT,
    EXPENDITURE,
    INCOMING,
    INCOMING_COMMITMENT,
    Activity,
    Organisation,
    Part,
    Transaction,
    Value,
)
from ingest.values.numbers import plain

SPENT = (DISBURSEMENT, EXPENDITURE)
_FLOWS = {"percentage_disbursed": SPENT, "percentage_committed": (COMMITMENT,)}
_INCOMING = (INCOMING, INCOMING_COMMITMENT)

Shares = Mapping[str, Decimal]
"""Percentages by the property that holds them: `percentage`, or that of one measure alone."""
Parts = Callable[[Transaction], Sequence[Part]]
_Code = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Total:
    """What several amounts come to: by currency, and in US dollars if a rate is known for each.

    `rated` is the last year whose rate was used; the dollars are the sum of each amount at the rate of its own year.
    """

    by_currency: Mapping[str, Decimal]
    usd: Decimal | None
    rated: str | None

    @property
    def currency(self) -> str | None:
        """The currency, if it is one."""
        return next(iter(self.by_currency)) if len(self.by_currency) == 1 else None

    @property
    def words(self) -> str:
        return " + ".join(money_text(plain(v), c, "vi") for c, v in self.by_currency.items())


def total(values: Iterable[tuple[Value, str]]) -> Total:
    """The total of amounts, each with the date that stands in for the date of its rate; unknown amounts are left out."""
    by_currency: dict[str, Decimal] = {}
    dollars: Decimal | None = Decimal(0)
    rated: str | None = None
    for value, date in values:
        if value.amount is None or not value.currency:
            continue
        by_currency[value.currency] = by_currency.get(value.currency, Decimal(0)) + value.amount
        found = usd(1.0, value.currency, value.date or date)
        dollars = dollars + value.amount * Decimal(str(found[0])) if found and dollars is not None else None
        if found and value.currency != "USD":
            rated = max(rated or "", found[1])
    return Total(by_currency, dollars if by_currency else None, rated if dollars is not None else None)


def of_types(transactions: Iterable[Transaction], *types: str) -> Total:
    return total((t.value, t.date) for t in transactions if t.type in types)


def properties(committed: Total, disbursed: Total) -> Properties:
    """The amounts of an item, or of one funder's part in it, as properties; None values are left out.

    There is one `currency`: what is disbursed in another one than committed stands in US dollars only.
    """
    currency = committed.currency or (disbursed.currency if not committed.by_currency else None)
    said: Properties = {
        "committed": _of(committed, currency), "disbursed": _of(disbursed, currency), "currency": currency,
        "committed_usd": _dollars(committed), "disbursed_usd": _dollars(disbursed),
        "usd_rate_date": max(filter(None, (committed.rated, disbursed.rated)), default=None),
    }  # fmt: skip
    return {name: value for name, value in said.items() if value is not None}


def in_words(committed: Total, disbursed: Total) -> Mapping[str, str]:
    """What the properties cannot hold because it is in several currencies, under Vietnamese headings."""
    said = {"Cam kết": committed, "Giải ngân": disbursed}
    held = committed.currency or disbursed.currency
    return {head: t.words for head, t in said.items() if t.by_currency and (t.currency is None or t.currency != held)}


def parts_of_funders(activity: Activity) -> list[tuple[Organisation, Properties]]:
    """The funders: participants in that role and who else provided incoming money, each with what came in from it.

    What came in from somebody without a name is the only funder's, if there is one only.
    """
    funders = {_same(one): one for one in activity.participants if one.role == "1" and one.known}
    given: dict[str, list[Transaction]] = {}
    for transaction in activity.transactions:
        if transaction.type in (INCOMING, INCOMING_COMMITMENT):
            who = _who(transaction.provider, funders)
            given.setdefault(who, []).append(transaction)
            if who and transaction.provider.known:
                funders.setdefault(who, transaction.provider)
    return [
        (funder, properties(of_types(mine, INCOMING_COMMITMENT), of_types(mine, INCOMING)))
        for who, funder in funders.items()
        for mine in [given.get(who, [])]
    ]


def _who(provider: Organisation, funders: Mapping[str, Organisation]) -> str:
    """The funder a provider is, by reference or name; else itself."""
    if not provider.known:
        return next(iter(funders)) if len(funders) == 1 else ""
    named = {key(name) for name in provider.names.values()}
    for who, funder in funders.items():
        apart = provider.ref and funder.ref and provider.ref != funder.ref
        if not apart and (who == _same(provider) or named & {key(name) for name in funder.names.values()}):
            return who
    return _same(provider)


def _same(one: Organisation) -> str:
    return one.ref or key(one.name)


def by_value(transactions: Sequence[Transaction], parts: Parts) -> list[tuple[Part, Shares]]:
    """The parts that transactions name (sectors, countries), each with the percentage of the money that went there.

    What was spent and what is committed are weighed each by itself: where both are parted alike, or there is only one of
    them, `percentage` stands for all; else each share that is known has its own name. Where there is neither it is what
    came in. A part that no transaction weighs has none.
    """
    named = {(part.scheme, part.code): part for t in transactions for part in parts(t)}
    flows = {name: [t for t in transactions if t.type in types] for name, types in _FLOWS.items()}
    there = {name: _split(flow, named, parts) for name, flow in flows.items() if flow}
    if not there:
        there = {"percentage": _split([t for t in transactions if t.type in _INCOMING], named, parts)}
    alike = len({tuple(round(share) for share in split.values()) for split in there.values()}) == 1
    shares = {"percentage": next(iter(there.values()))} if alike else there
    return [(part, {name: split[code] for name, split in shares.items() if split}) for code, part in named.items()]


def stated(parts: Iterable[Part]) -> list[tuple[Part, Shares]]:
    """Parts of the activity itself, each with the percentage that it states."""
    return [(part, {} if part.percentage is None else {"percentage": part.percentage}) for part in parts]


def numbers(shares: Shares) -> Mapping[str, float]:
    """Percentages as properties hold them."""
    return {name: round(float(share), 4) for name, share in shares.items()}


def _split(flow: Sequence[Transaction], named: Iterable[_Code], parts: Parts) -> dict[_Code, Decimal]:
    """The percentage of each part; nothing where it cannot be weighed: no part is named, several are in one transaction, or
    amounts are unknown, negative on balance, or in currencies without a rate."""
    whole = _weight(flow)
    stated = [[(part.scheme, part.code) for part in parts(t)] for t in flow]
    several = any(len(codes) != len({scheme for scheme, _ in codes}) for codes in stated)
    if not whole or not any(stated) or several:
        return {}
    shares: dict[_Code, Decimal] = {}
    for code in named:
        own = _weight([t for t, codes in zip(flow, stated, strict=True) if code in codes])
        if own is None or not 0 <= own / whole <= 1:
            return {}
        shares[code] = own / whole * 100
    return shares


def _weight(transactions: Sequence[Transaction]) -> Decimal | None:
    """What transactions come to in one currency or in US dollars; None where that is not known."""
    if not transactions:
        return Decimal(0)
    if any(t.value.amount is None or not t.value.currency for t in transactions):
        return None
    sum_ = of_types(transactions, *{t.type for t in transactions})
    return sum_.by_currency[sum_.currency] if sum_.currency else sum_.usd


def out_of_line(activity: Activity) -> list[Transaction]:
    """Transactions beyond belief for one item of aid."""
    return [t for t in activity.transactions if t.value.amount and abs(t.value.amount) > beyond(t.value.currency)]


def _of(sum_: Total, currency: str | None) -> float | None:
    return plain(sum_.by_currency[currency]) if currency and sum_.currency == currency else None


def _dollars(sum_: Total) -> float | None:
    return None if sum_.usd is None else round(float(sum_.usd), 2)
