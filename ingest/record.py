"""One record of a list: its row, or its several rows, read field by field as what each should be.

A value that cannot be read is a fault, kept with its address; reading goes on with something harmless in its stead, so
that all faults of a record are told at once. A record with a fault is quarantined as a whole. An amount that cannot be
read is no reason to refuse: it is left out and a warning kept.
"""

import re
from calendar import isleap
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, Self, TypeVar, cast

from graph.names import fold, key
from graph.texts import date_text
from graph.things import Entity
from ingest import reference
from ingest.judged import Judged
from ingest.problems import Problem, RowProblem, ValueProblem, problem
from ingest.readers.cells import Cell, Value, refusal, say, tidy
from ingest.readers.rows import Row
from ingest.sectors import shares
from ingest.values import (
    Money,
    Period,
    Quantity,
    parse_date,
    parse_number,
    parse_period,
    parse_quantity,
    split_values,
)
from ingest.words import Words

T = TypeVar("T")

_SAMPLE = re.compile(r"(?:dữ liệu|danh sách|số liệu|bản ghi) mẫu\b|\bsample (?:data|list|record)\b|^(?:mẫu|sample)$")
_SAMPLE_NAME = re.compile(r"[(\[](?:mẫu|sample)[)\]]", re.I)
_OPEN = re.compile(
    r"\b(?:nay|hien tai|dang thuc hien|vo thoi han|khong thoi han|khong xac dinh|gia han|present|ongoing|indefinite|unlimited)\b"
)
_UNCLEAR = re.compile(r"(?:chua|khong) ro\b|unknown")
_TERM = re.compile(r"(?:thoi han )?(\d{1,2}) (?:nam|years?)")
_CONTACT = ("website", "email", "phone", "address")
STAND_IN = "?"
"""What goes on in the stead of a name that is missing; its record is refused in the end."""
_NOWHERE = Entity("Country", STAND_IN, {"iso2": "XX"})


class Record(Judged):
    """The rows of one record; the first holds what is said once, the others what is said several times."""

    @classmethod
    def of(cls, file: str, number: int, said: Mapping[str, Value | Sequence[Value]], sheet: str = "") -> Self:
        """A record of a format without cells: fields are addressed by their names (a JSON path, an XML element).

        A list gives a field several values; empty texts are no values. `number` is the line, or the place from 1.
        """
        row = Row(file, sheet, number, {}, {})
        for field, value in said.items():
            several: Sequence[Value] = value if isinstance(value, list | tuple) else [cast(Value, value)]
            for one in several:
                held = tidy(one) if isinstance(one, str) else one
                if held is not None:
                    row.add(field, Cell(say(held), held, field))
                if isinstance(held, str) and (found := refusal(held)):
                    row.problem = found.at(file=file, sheet=sheet, row=number, column=field)
        return cls([row])

    @classmethod
    def flawed(cls, file: str, number: int, found: Problem, sheet: str = "") -> Self:
        """A record that could not be read at all: `check` says why."""
        return cls([Row(file, sheet, number, {}, {}, problem=found)])

    @property
    def section(self) -> str:
        """The title of the section row above the record, "" if there is none."""
        return self.rows[0].section

    def text(self, field: str) -> str | None:
        row = self._row(field)
        return row.text(field).strip() or None if row else None

    def need(self, field: str) -> str:
        """The text of a field, of several columns the first; "value-missing" where there is none."""
        try:
            return (self._row(field) or self.rows[0]).need(field)
        except RowProblem as error:
            self._blame(error.problem)
            return STAND_IN

    def texts(self, field: str) -> list[str]:
        """The values of all cells of a field, each once, split at semicolons and line breaks."""
        return list(dict.fromkeys(text for _, text in self._values(field)))

    def notes(self, **more: str | None) -> str | None:
        """The note, and other texts that are kept as they stand, each under its heading."""
        said = {"": self.text("note"), **more}
        return ". ".join(f"{head}: {text}" if head else text for head, text in said.items() if text) or None

    def read(self, field: str, parser: Callable[[Value], T]) -> T | None:
        """The value as the parser reads it; None where it is blank or cannot be read."""
        row = self._row(field)
        try:
            return row.read(field, parser) if row else None
        except RowProblem as error:
            self._blame(error.problem)
            return None

    def date(self, field: str) -> str | None:
        """ISO text of the precision given: "2019", "2019-05", "2019-05-12"."""
        return self.read(field, parse_date)

    def span(self, start: str, end: str) -> dict[str, str | None]:
        """`since` and `until` from two columns, or from a period in the first: "2019-2022", "5-8/10/2023"."""
        period = self.read(start, parse_period) or Period(None, None)
        until = self.until(end, period.since)
        return {"since": period.since, "until": until or (period.until if period.until != period.since else None)}

    def until(self, field: str, since: str | None = None) -> str | None:
        """The end of something: a date, a term counted from `since` ("5 năm"), or None while it goes on ("đến nay").

        It is "period-reversed" when it ends before it began.
        """
        said = fold(self.text(field) or "")
        if not said or _OPEN.search(said) or _UNCLEAR.match(said):
            return None
        if (term := _TERM.fullmatch(said)) and (since or self.faults):  # it may be the start that is at fault
            return _years_on(since, int(term[1])) if since else None
        until = self.read(field, lambda value: parse_date(value, last=True))
        if since and until and until[: len(since)] < since[: len(until)]:
            self.fault(field, problem("period-reversed", f"{date_text(since, 'vi')} – {date_text(until, 'vi')}"))
        return until

    def quantity(self, field: str) -> Quantity | None:
        """A number with its wording: "hơn 56.000 người"."""
        return self.read(field, parse_quantity)

    def number(self, field: str) -> float | None:
        return self.read(field, parse_number)

    def integer(self, field: str) -> int | None:
        found = self.number(field)
        return None if found is None else round(found)

    def money(self, field: str, currency: str = "currency") -> Money | None:
        """An amount with its currency; an unreadable one is left out with the warning "amount-unknown"."""
        self._taken.add(currency)
        row = self._row(field)
        try:
            return row.money(field, currency) if row else None
        except RowProblem as error:
            said = error.problem
            found = problem("amount-unknown", said.value)
            self._note(found.at(file=said.file, sheet=said.sheet, row=said.row, column=said.column))
            return None

    def word(self, field: str, words: Words) -> str | None:
        """The code of a closed word; "word-unknown" where it is none."""
        return next(iter(self._each(field, lambda text: [words.read(text)], whole=True)), None)

    def loose_word(self, field: str, words: Words) -> str | None:
        """The code of a word, or the text itself with a warning where it is none of those we know; "chưa rõ" is none."""
        if _UNCLEAR.match(fold(self.text(field) or "")):
            return None
        codes: list[str] = []
        for row, text in self._values(field, whole=True):
            try:
                codes.append(words.read(text))
            except ValueProblem as error:
                self._note(row.wrong(field, error.problem).problem)
                return self.text(field)
        return next(iter(codes), None)

    def countries(self, field: str) -> list[Entity]:
        return _distinct(self._each(field, reference.countries, instead=(_NOWHERE,)))

    def country(self, field: str) -> Entity | None:
        return next(iter(self.countries(field)), None)

    def places(self, field: str, country: str = "VN") -> list[Entity]:
        """Provinces (former ones too), communes, and localities as "X, Province" or "X, Country".

        A name that is neither a province nor a country is looked for in `country` (ISO alpha-2).
        """
        return _distinct(self._each(field, lambda text: reference.places(text, country)))

    def place(self, field: str, country: str = "VN") -> Entity | None:
        return next(iter(self.places(field, country)), None)

    def sectors(self, field: str) -> list[tuple[Entity, float | None]]:
        """Sectors, each with its percentage if one is stated: "Y tế (60%); Giáo dục (40%)"."""
        found: dict[str, tuple[Entity, float | None]] = {}
        for sector, share in self._each(field, shares, whole=True):
            _, known = found.get(sector.name, (sector, None))
            found[sector.name] = sector, share if known is None else known + (share or 0)  # two words for one sector
        return list(found.values())

    def loose_sectors(self, field: str) -> tuple[list[Entity], list[str]]:
        """Sectors of a column in which anything may stand, and what else does: that is told in a warning and is no fault."""
        found: list[Entity] = []
        others: list[str] = []
        for row, text in self._values(field):
            try:
                found += (sector for sector, _ in shares(text))
            except ValueProblem as error:
                others.append(text)
                for part in split_values(text, comma=True):
                    with suppress(ValueProblem):
                        found += (sector for sector, _ in shares(part))
                for one in error.problems:
                    self._note(row.wrong(field, replace(one, code="sector-kept")).problem)
        return _distinct(found), others

    def contact(self) -> dict[str, str | None]:
        """Web site, e-mail, telephone and address of an organisation."""
        return {name: self.text(name) for name in _CONTACT}

    def lines(self, *fields: str) -> Iterator["Record"]:
        """A record for each row that says one of these fields of its own; what is merged over rows is left to the whole."""
        self._taken.update(fields)
        merged = {name for row in self.rows for name in fields if (cell := row.cell(name)) and cell.spread}
        for row in self.rows:
            own = {name: cell for name, cell in row.cells.items() if name not in merged}
            if any(name in own for name in fields):
                part = Record([replace(row, cells=own)])
                part.warnings, part.faults, part._taken = self.warnings, self.faults, self._taken
                yield part

    def thing(self, type_: str, name: str, **properties: Any) -> Entity:
        """An entity with what this record says of it; None values are left out, where it is from is added."""
        said = properties | {
            "reference": self.text("source"),
            "sample": True if self.is_sample or _SAMPLE_NAME.search(name) else None,
        }
        return Entity(type_, name, {k: v for k, v in said.items() if v is not None and v != []})

    @property
    def is_sample(self) -> bool:
        """Whether the list marks the record as invented, in a column of its own, the note or the source."""
        marks = (self.text("sample") or "", self.text("note") or "", self.text("source") or "")
        flagged = fold(marks[0]) in ("x", "1", "co", "yes", "true", "mau", "sample")
        return flagged or any(_SAMPLE.search(key(mark)) or _SAMPLE_NAME.search(mark) for mark in marks)


def _years_on(since: str, years: int) -> str:
    """So many years after a date of any precision; of 29 February the day before where the year has none."""
    year = int(since[:4]) + years
    return f"{year:04}{'-02-28' if since[4:] == '-02-29' and not isleap(year) else since[4:]}"


def _distinct(things: list[Entity]) -> list[Entity]:
    return list({(t.type, t.id or t.name): t for t in things}.values())
