"""A 3W row as things: an organisation at work somewhere, or an aid item where the row names an activity."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2s
from pathlib import Path
from typing import Any

from graph.identity import new_id
from graph.names import key
from graph.things import Entity, Tie
from ingest.amounts import amounts
from ingest.presence.areas import AREA, Area, area
from ingest.presence.clusters import clusters
from ingest.presence.fields import label
from ingest.presence.organizations import ROLES, organizations
from ingest.problems import FileProblem, Problem, ValueProblem, problem
from ingest.readers.cells import Cell
from ingest.readers.rows import Row
from ingest.readers.tables import Table
from ingest.record import Record
from ingest.reference import HOME
from ingest.stages import STATUS
from ingest.values import is_blank, parse_quantity

FIGURES = ("targeted", "reached", "inneed", "affected", "population")
"""Fields of numbers of people; each may come in parts, as "targeted+f"."""
_SECTORS = ("sectors", "sectors@vi", "sectors@en", "sectors@es", "sectors@fr", "sector_code")
_WHAT = ("project", "activity", "activity_code", "modality")
_SAID_ONCE = (*ROLES, *_SECTORS[:1], "subsector", *AREA, "since", "until", *_WHAT)
_NTH = "nth"


@dataclass(frozen=True, slots=True)
class _Row:
    """What a row says, read."""

    orgs: dict[str, list[Entity]]
    sectors: list[Entity]
    area: Area
    term: dict[str, str | None]


def numbered(rows: Iterable[Row]) -> Iterator[Record]:
    """A record for each row; rows that say the same of the same are told apart by their number among themselves."""
    seen: Counter[bytes] = Counter()
    for row in rows:
        _in_any_language(row)
        record = Record([row])
        mark = _mark(record)
        if seen[mark]:
            row.add(_NTH, Cell(str(seen[mark] + 1), seen[mark] + 1, _NTH))
        seen[mark] += 1
        yield record


def of_tables(path: Path, tables: Iterable[Table]) -> Iterator[Record]:
    """The records of a file's tables; the first of each remarks on the columns that nobody knows.

    Raises FileProblem "rows-none" where no table holds a row: then nothing is known of what the file held before.
    """
    empty = True
    for table in tables:
        for at, record in enumerate(numbered(table.rows)):
            if at == 0:
                record.warnings += _unknown(table)
            empty = False
            yield record
    if empty:
        raise FileProblem(problem("rows-none").at(file=path.name))


def _unknown(table: Table) -> Iterator[Problem]:
    for column, heading in table.unknown().items():
        found = problem("column-unknown", heading)
        yield found.at(file=table.file, sheet=table.sheet, row=table.heading_row, column=column)


def row_key(record: Record, about: Entity) -> str:
    """The key of a row among its source's: organisation, sector, place, period and activity."""
    nth = record.text(_NTH)
    return "/".join([new_id(about), _mark(record).hex(), *([nth] if nth else [])])


def _mark(record: Record) -> bytes:
    row = record.rows[0]
    said = "|".join(f"{field}={key(row.text(field))}" for field in _SAID_ONCE if field in row.cells)
    return blake2s(said.encode(), digest_size=8).digest()


def told(record: Record) -> Iterator[Entity | Tie]:
    """The things of a row. Of a sector or place that nobody knows it is at fault, without an organisation it has none."""
    _in_any_language(record.rows[0])
    term = record.span("since", "until") | {"as_of": record.date("as_of")}
    there = area(record, term["until"] or term["as_of"] or term["since"])
    orgs = {role: organizations(record, role, there.country) for role in ROLES}
    if not any(orgs[role] for role in ("org", "prog", "impl")):
        record.fault("org", problem("value-missing", field=_heading(record, "org")))
        return
    row = _Row(orgs, _sectors(record), there, term)
    record.ignore(*(f"{role}_type_code" for role in ROLES), *(name for name in record.rows[0].cells if "@" in name))
    title = record.text("project") or record.text("activity") or _funded(record, row)
    yield from _item(record, row, title) if title else _presence(record, row)


def _in_any_language(row: Row) -> None:
    """What a field does not say in our language it says in another: "adm1@es" of an empty "adm1"."""
    for name in [name for name in row.cells if "@" in name]:
        if (field := name.partition("@")[0]) not in row.cells:
            row.add(field, row.cells[name])


def _sectors(record: Record) -> list[Entity]:
    """Those of the first column that is understood: a column may say the same in another language, or as a code."""
    faults: list[tuple[str, ValueProblem]] = []
    for field in (name for name in _SECTORS if name in record.rows[0].cells):
        try:
            if found := {sector.id: sector for text in record.texts(field) for sector in clusters(text)}:
                record.ignore(*_SECTORS)
                return list(found.values())
        except ValueProblem as error:
            faults.append((field, error))
    for field, error in faults[:1]:
        record.fault(field, error.problem)
    return []


def _presence(record: Record, row: _Row) -> Iterator[Entity | Tie]:
    present = [org for role in ("org", "prog", "impl") for org in row.orgs[role]]
    yield present[0]
    words = _words(record, "subsector", "modality", "status", "recipient", "committed", "disbursed", "currency", "note")
    note = _joined(*words, _figures(record))
    said = {"reported_as": row.area.reported, "note": note, **row.term}
    for org in {one.name: one for one in present}.values():
        for place in row.area.places:
            for sector in row.sectors or (None,):
                code = sector.properties["code"] if sector else None
                yield Tie("WORKS_IN", org, place, _stated({**said, "sector": code}))
        yield from (Tie("WORKS_IN_SECTOR", org, sector, _stated(row.term)) for sector in row.sectors)
    yield from row.area.ties
    yield from _contact(record, present[0])


def _item(record: Record, row: _Row, title: str) -> Iterator[Entity | Tie]:
    item = _aid_item(record, row, title)
    yield item
    doing = row.orgs["impl"] or row.orgs["org"] or row.orgs["prog"]
    leading = [org for role in ("org", "prog") for org in row.orgs[role] if org.name not in {d.name for d in doing}]
    as_of = _stated({"as_of": row.term["as_of"]})
    yield from (Tie("IMPLEMENTS", org, item, as_of) for org in {one.name: one for one in doing}.values())
    yield from (Tie("MANAGES", org, item, as_of) for org in {one.name: one for one in leading}.values())
    yield from _funding(row, item)
    yield from (Tie("RECEIVES", org, item) for org in row.orgs["recipient"])
    yield from (
        Tie("TARGETS", item, place, as_of | _stated({"reported_as": row.area.reported})) for place in row.area.places
    )
    yield from (Tie("IN_SECTOR", item, sector) for sector in row.sectors)
    yield from row.area.ties
    yield from _contact(record, (leading or doing)[0])


def _aid_item(record: Record, row: _Row, title: str) -> Entity:
    """Known by its code; without one, by title, place and year, as two provinces may each have an item of one title."""
    code, since, until = record.text("activity_code"), row.term["since"], row.term["until"]
    priced = since or row.term["as_of"]
    alone = {"place": "; ".join(p.name for p in row.area.places) or None, "year": (since or until or "")[:4] or None}
    money = amounts(record.money("committed"), record.money("disbursed"), priced)
    fields = (
        ("subsector", "modality", "note")
        if title == record.text("activity")
        else ("activity", "subsector", "modality", "note")
    )
    return record.thing(
        "AidItem", title, direction="inbound" if row.area.country == HOME else None,
        status=record.loose_word("status", STATUS), beneficiaries=_figures(record), since=since, until=until,
        note=_joined(*_words(record, *fields)), **({"code": code} if code else alone), **money,
    )  # fmt: skip


def _funding(row: _Row, item: Entity) -> Iterator[Tie]:
    """A lone funder with the whole amount; several share it, nobody knows how."""
    money = {name: value for name, value in item.properties.items() if name.startswith(("committed", "disbursed"))}
    whole = money | {name: item.properties[name] for name in ("currency", "usd_rate_date") if name in item.properties}
    funders = row.orgs["funder"]
    for funder in funders:
        yield Tie("FUNDS", funder, item, {"role": "funder", **(whole if len(funders) == 1 else {"shared": True})})


def _funded(record: Record, row: _Row) -> str | None:
    """What to call an item that has a funder but no name: its sub-sector or sector, and who does it."""
    doing = [org for role in ("impl", "org", "prog") for org in row.orgs[role]]
    if not row.orgs["funder"] or not doing or not (row.sectors or record.text("subsector")):
        return None
    return f"{record.text('subsector') or row.sectors[0].name} – {doing[0].name}"


def _contact(record: Record, org: Entity) -> Iterator[Entity | Tie]:
    name, title = record.text("contact"), record.text("contact_title")
    mail, phone = record.text("contact_email"), record.text("contact_phone")
    if name:
        person = record.thing("Person", name, organization=org.name, email=mail, phone=phone)
        yield person
        yield Tie("HAS_POST", person, org, {"title": title} if title else {})


def _figures(record: Record) -> str | None:
    """Numbers of people in words, each under its heading; what is no number is kept, with a remark."""
    row = record.rows[0]
    found: list[str] = []
    for field in [name for name in row.cells if name.partition("+")[0] in FIGURES]:
        for cell in row.all(field):
            if not is_blank(cell.value):
                found.append(f"{_heading(record, field)}: {cell.text}")
                _check(record, field, cell)
        record.ignore(field)
    return "; ".join(found) or None


def _check(record: Record, field: str, cell: Cell) -> None:
    try:
        parse_quantity(cell.value)
    except ValueProblem:
        record.warn(field, problem("figure-unreadable", cell.text, heading=_heading(record, field)))


def _words(record: Record, *fields: str) -> list[str]:
    """Texts that are kept as they stand, each under its heading."""
    cells = record.rows[0].cells
    return [f"{_heading(record, f)}: {text}" for f in fields if f in cells and (text := record.text(f))]


def _joined(*said: str | None) -> str | None:
    return "; ".join(filter(None, said)) or None


def _heading(record: Record, field: str) -> str:
    """What the table calls a field; a hashtag or the path of a JSON object says it in no language."""
    said, column = record.rows[0].headings.get(field, ("", ""))
    return label(field) if said in ("", column) or said.startswith("#") else said


def _stated(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value is not None}
