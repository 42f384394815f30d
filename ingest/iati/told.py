"""What an activity says, as things: the aid item with its money, who has to do with it, its places and its sectors."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.texts import money_text
from graph.things import Entity, Tie
from ingest.iati.activity import (
    ACTUAL_END,
    ACTUAL_START,
    COMMITMENT,
    INCOMING_COMMITMENT,
    PLANNED_END,
    PLANNED_START,
    Activity,
    Contact,
    Names,
    Planned,
    spoken,
)
from ingest.iati.money import SPENT, in_words, of_types, out_of_line, properties
from ingest.iati.organisations import Cast, contact_things
from ingest.iati.places import Where, where
from ingest.iati.rules import broken_rules
from ingest.iati.sectors import Sectors, sectors_of
from ingest.iati.standard import SCOPES, STATUS
from ingest.iati.ties import ties_of
from ingest.problems import Problem, problem

_LONGEST_NOTE = 6_000
_MOST_PERIODS = 6
_AID_KINDS = {"C01": "project", "B03": "programme"}
_PLANS = {"Ngân sách": "budget", "Dự kiến giải ngân": "planned-disbursement"}


@dataclass(frozen=True, slots=True)
class Account:
    """An activity with what we know its places and sectors as."""

    activity: Activity
    where: Where
    sectors: Sectors

    @classmethod
    def of(cls, activity: Activity) -> "Account":
        return cls(activity, where(activity), sectors_of(activity))

    def remarks(self, today: str) -> Iterator[Problem]:
        """Everything an officer or the publisher should know, each with its line; `today` is ISO."""
        own = self.activity
        if own.fault:
            return
        found = [*own.remarks, *broken_rules(own, today), *self.where.problems, *self.sectors.problems]
        if untyped := sum(not t.type for t in own.transactions):
            found.append(problem("iati-no-type", count=untyped))
        unreadable = sum(r.code == "iati-amount" and r.column.startswith("transaction") for r in own.remarks)
        if empty := sum(t.value.amount is None for t in own.transactions) - unreadable:
            found.append(problem("iati-no-amount", count=empty))
        for odd in out_of_line(own):
            said = money_text(odd.value.amount, odd.value.currency, "vi")
            found.append(problem("iati-out-of-line", said).at(row=odd.line))
        if any(ref == own.identifier for _, ref in own.related):
            found.append(problem("iati-itself"))
        yield from (each if each.row else each.at(row=own.line) for each in found)

    def things(self, contacts: tuple[Contact, ...]) -> Iterator[Entity | Tie]:
        """The item first. `contacts` are those of the activity that nobody has told of yet."""
        cast = Cast(self.activity)
        committed, disbursed = (
            of_types(self.activity.transactions, COMMITMENT),
            of_types(self.activity.transactions, *SPENT),
        )
        money = properties(committed, disbursed)
        item = self._item({**money, "note": self._note(in_words(committed, disbursed).items())})
        yield item
        yield from ties_of(self.activity, item, cast, money)
        for place, share in self.where.places:
            yield Tie("TARGETS", item, place, share)
        for sector, share in self.sectors.sectors:
            yield Tie("IN_SECTOR", item, sector, share)
        yield from contact_things(contacts, cast)

    def _item(self, more: dict[str, object]) -> Entity:
        own, name = self.activity, spoken(self.activity.titles) or self.activity.identifier
        since = own.dates.get(ACTUAL_START) or own.dates.get(PLANNED_START)
        said = more | {
            "iati": own.identifier, "name_vi": own.titles.get("vi"), "name_en": own.titles.get("en"),
            "aliases": [ref for ref in own.other_identifiers if len(ref) > 2],
            "place": "; ".join(dict.fromkeys([p.name for p, _ in self.where.places] + self.where.words)),
            "year": (since or "")[:4], "since": since, "until": own.dates.get(ACTUAL_END) or own.dates.get(PLANNED_END),
            "kind": "relief" if own.humanitarian else _AID_KINDS.get(own.aid_type), "status": STATUS.get(own.status),
            "direction": self._direction(), "beneficiaries": " ".join(_texts(own, "3")), "reference": self._reference(),
            "sample": True if "(mẫu)" in f"{name} {own.reporter.name}" else None,
        }  # fmt: skip
        return Entity("AidItem", name, {field: value for field, value in said.items() if value not in (None, "", [])})

    def _direction(self) -> str | None:
        if self.where.inbound:
            return "inbound"
        return "outbound" if self.where.places and self.activity.reporter.ref.upper().startswith("VN-") else None

    def _reference(self) -> str:
        reporter = self.activity.reporter
        told = f"{reporter.name} ({reporter.ref})" if reporter.ref and reporter.names else reporter.name
        return "; ".join(filter(None, (f"IATI: {told}" if told else "IATI", *self.activity.links)))

    def _note(self, mixed: Iterable[tuple[str, str]]) -> str:
        """What no property holds, under Vietnamese headings as the notes of lists are."""
        own = self.activity
        incoming = of_types(own.transactions, INCOMING_COMMITMENT)
        said = [
            *_texts(own, "1"), *(f"Mục tiêu: {text}" for text in _texts(own, "2")),
            *(f"{head}: {words}" for head, words in mixed),
            *([f"Tiền vào đã được cam kết: {incoming.words}"] if incoming.by_currency else []),
            *(f"{head}: {words}" for head, kind in _PLANS.items() if (words := _periods(own.planned, kind))),
            *([f"Lĩnh vực theo bên công bố: {'; '.join(self.sectors.words)}"] if self.sectors.words else []),
            *([f"Phạm vi: {SCOPES[own.scope]}"] if own.scope else []),
        ]  # fmt: skip
        return " ".join(text if text.endswith((".", "!", "?", "…")) else f"{text}." for text in said)[:_LONGEST_NOTE]


def _texts(activity: Activity, kind: str) -> list[str]:
    """The descriptions of a kind, in Vietnamese if there are, else in English."""
    told: Iterable[Names] = activity.descriptions.get(kind, ())
    return [text for names in told if (text := spoken(names))]


def _periods(planned: Iterable[Planned], kind: str) -> str:
    """ "2021: 230.000 USD; 2021–2022: 120.000 USD"; amounts of zero say nothing."""
    said = [p for p in planned if p.kind == kind and p.value.amount and p.value.currency]
    shown = [f"{_years(p)}: {money_text(p.value.amount, p.value.currency, 'vi')}" for p in said[:_MOST_PERIODS]]
    return "; ".join(shown + ["…"] * (len(said) > _MOST_PERIODS))


def _years(planned: Planned) -> str:
    years = dict.fromkeys(day[:4] for day in (planned.start, planned.end) if day)
    return "–".join(years)
