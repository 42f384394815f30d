"""Aid items: programmes, projects, non-project aid and relief, with their funders, implementers, recipients."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from graph.things import Entity, Tie
from ingest.amounts import amounts, total
from ingest.mentions import organization
from ingest.problems import problem
from ingest.record import Record
from ingest.source import Source
from ingest.stages import STATUS
from ingest.values import Money, split_amount
from ingest.words import Words

KIND = Words({
    "non-project": "phi dự án|viện trợ phi dự án|non project",
    "relief": "cứu trợ|cứu trợ khẩn cấp|khẩn cấp|emergency",
    "programme": "chương trình|program",
    "project": "dự án|viện trợ dự án",
})  # fmt: skip
DIRECTION = Words({
    "outbound": "viện trợ ra|viện trợ đi|ra|đi|cho|outgoing|hỗ trợ nước ngoài|out",
    "inbound": "viện trợ vào|tiếp nhận|nhận|vào|đến|incoming|in",
})  # fmt: skip
_MONEY = frozenset({"committed", "disbursed", "currency", "committed_usd", "disbursed_usd", "usd_rate_date"})
_ROLES = (("implementer", "IMPLEMENTS", "PublicBody"), ("recipient", "RECEIVES", "PublicBody"),
          ("managing_body", "MANAGES", "PublicBody"), ("approver", "APPROVES", "PublicBody"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Part:
    """What one line of a record says: its funders, the amount that is theirs, and the amounts of the item columns."""

    funders: list[Entity]
    own: Money | None = None
    committed: Money | None = None
    disbursed: Money | None = None


class AidItems(Source):
    name = "aid"
    title: ClassVar = {"vi": "Khoản viện trợ", "en": "Aid items"}
    order = 40
    required = ("title",)
    main = ("title", "code")

    def things(self, record: Record) -> Iterator[Entity | Tie]:
        span = record.span("start", "end")
        approved = record.date("approved")
        parts, priced = list(_parts(record)), approved or span["since"]
        committed = _whole(record, "committed", [p.committed for p in parts]) or total(
            p.own for p in parts if p.funders
        )
        disbursed = _whole(record, "disbursed", [p.disbursed for p in parts])
        if committed and disbursed and committed.currency != disbursed.currency:
            record.warn("disbursed", problem("currency-mixed", disbursed.currency, other=committed.currency))
        places = record.places("places")
        item = record.thing(
            "AidItem", record.need("title"), name_en=record.text("title_en"), **_identifier(record),
            decision=record.text("decision"), place="; ".join(p.name for p in places) or None,
            year=(priced or "")[:4] or None, kind=record.word("kind", KIND),
            direction=record.word("direction", DIRECTION) or "inbound", approved=approved,
            status=record.loose_word("status", STATUS), beneficiaries=record.text("beneficiaries"),
            note=record.text("note"), **span, **amounts(committed, disbursed, priced),
        )  # fmt: skip
        yield item
        yield from _funding(parts, item, priced)
        for field, tie, otherwise in _ROLES:
            yield from (Tie(tie, organization(said, otherwise), item) for said in record.texts(field))
        yield from (Tie("TARGETS", item, place) for place in places)
        for sector, share in record.sectors("sectors"):
            yield Tie("IN_SECTOR", item, sector, {"percentage": share} if share is not None else {})


def _identifier(record: Record) -> dict[str, str | None]:
    """An IATI identifier begins with its organisation's ("XM-DAC-...", "GB-CHC-..."); any other code is the list's own."""
    code = record.text("code")
    iati = code and code[:2].isalpha() and code[2:3] == "-" and code.count("-") >= 3
    return {"iati" if iati else "code": code}


def _parts(record: Record) -> Iterator[_Part]:
    """One part for each funder that stands with an amount of its own, else one for the line."""
    for line in record.lines("funder", "funder_amount", "committed", "disbursed"):
        stated = [split_amount(text) for text in line.texts("funder")]
        own, committed, disbursed = (line.money(f) for f in ("funder_amount", "committed", "disbursed"))
        if len(stated) > 1 and all(amount for _, amount in stated):
            yield from (_Part([organization(name, "NGO")], amount) for name, amount in stated)
            yield _Part([], None, committed, disbursed)
        else:
            said = stated[0][1] if len(stated) == 1 else None
            yield _Part([organization(name, "NGO") for name, _ in stated], own or said, committed, disbursed)


def _whole(record: Record, field: str, said: list[Money | None]) -> Money | None:
    """What the item comes to: the amount stated once for all lines, or the sum where each states its own."""
    stated = [amount for amount in said if amount]
    if not stated:
        return record.money(field)
    return stated[0] if len(stated) == 1 else total(said)


def _by_funder(parts: Iterable[_Part]) -> list[_Part]:
    """The instalments of one funder, on lines of their own, as one part where they can be added."""
    found: list[_Part] = []
    for part in parts:
        at = next((at for at, one in enumerate(found) if len(one.funders) == 1 and one.funders == part.funders), None)
        added = None if at is None else _added(found[at], part)
        if at is None or added is None:
            found.append(part)
        else:
            found[at] = added
    return found


def _added(one: _Part, other: _Part) -> _Part | None:
    """Both as one; None where an amount is missing on one side, or in another currency."""
    pairs = [(one.own, other.own), (one.committed, other.committed), (one.disbursed, other.disbursed)]
    sums = [total(pair) for pair in pairs]
    if any(both != (None, None) and whole is None for both, whole in zip(pairs, sums, strict=True)):
        return None
    return _Part(one.funders, *sums)


def _funding(parts: list[_Part], item: Entity, priced: str | None) -> Iterator[Tie]:
    """Each funder with its own part; a lone funder with the whole; several without parts as sharing it."""
    funded = _by_funder(part for part in parts if part.funders)
    each = len(funded) > 1 and all(p.committed or p.disbursed for p in funded)
    alone = sum(len(part.funders) for part in funded) == 1
    whole = {name: value for name, value in item.properties.items() if name in _MONEY}
    for part in funded:
        mine = amounts(part.own or (part.committed if each else None), part.disbursed if each else None, priced)
        for funder in part.funders:
            own = alone and part.own is not None and part.own.amount != whole.get("committed")  # others are not named
            share = whole if alone and not own else mine if mine and len(part.funders) == 1 else {"shared": True}
            yield Tie("FUNDS", funder, item, {"role": "funder", **share})
