"""Reported numbers, kept as they were said: value, unit, wording, period, source."""

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from graph.reference import find_country
from graph.things import Entity, Tie
from ingest.mentions import organization
from ingest.problems import ValueProblem
from ingest.record import Record
from ingest.reference import country_entity, places
from ingest.source import Source
from ingest.values import Quantity, parse_money, parse_quantity


class Statistics(Source):
    name = "statistics"
    title: ClassVar = {"vi": "Số liệu đã công bố", "en": "Reported statistics"}
    order = 70
    required = ("subject", "measure", "value")
    main = ("measure",)

    def things(self, record: Record) -> Iterator[Entity | Tie]:
        subject, measure, period = record.need("subject"), record.need("measure"), record.text("period")
        record.need("value")
        value = record.read("value", partial(_value, unit=record.text("unit") or ""))
        as_of = record.date("as_of")
        when = f" ({period or as_of})" if period or as_of else ""
        statistic = record.thing(
            "Statistic", f"{measure} – {subject}{when}", subject=subject, measure=measure, period=period or as_of,
            value=value.amount if value else None, unit=value.unit or None if value else None, as_of=as_of,
            qualifier=_wording(record.text("qualifier")) or (value.qualifier if value else None) or None,
            note=record.text("note"),
        )  # fmt: skip
        yield statistic
        yield Tie("ABOUT_SUBJECT", statistic, _subject(subject))


def _value(value: object, unit: str) -> Quantity:
    """A number with its wording, or an amount of money: "hơn 6,36 triệu USD", "hơn 6,36 triệu" with the unit USD."""
    try:
        said = parse_quantity(value)
        return said._replace(unit=unit or said.unit)
    except ValueProblem:
        money = parse_money(value, unit)
        return Quantity(money.amount, money.qualifier, money.currency)


def _wording(said: str | None) -> str | None:
    """A qualifier by its code ("hơn" is "more than"), else as it is said."""
    if said is None:
        return None
    try:
        return parse_quantity(f"{said} 1").qualifier or said
    except ValueProblem:
        return said


def _subject(said: str) -> Entity:
    if country := find_country(said):
        return country_entity(country)
    try:
        return places(said)[0]
    except ValueProblem:
        return organization(said)
