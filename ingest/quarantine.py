"""Records that could not be used: kept in the graph with place, reasons and original, until a run takes them."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import blake2s
from typing import Any

import cypher
from graph.claims import Origin
from graph.errors import AmbiguousName, DuplicateRecord, TypeMismatch
from graph.store import Store, Viewer, Work
from graph.things import Statement
from ingest.originals import Original
from ingest.problems import Problem, problem
from ingest.record import Record

Refused = tuple[Record, list[Problem]]
_PAGE = 500


@dataclass(frozen=True, slots=True)
class Waiting:
    """A record that waits: `problems` are {"sheet", "row", "column", "code", "value", "vi", "en"}, `file` names its list.

    By its `mark` it is known in an export: the same whichever load of the list met it.
    """

    id: str
    run: str
    source: str
    file: str
    sheet: str
    problems: list[dict[str, Any]]
    original: Original
    mark: str


def waiting(store: Store, viewer: Viewer, run: str | None = None, source: str | None = None) -> Iterator[Waiting]:
    """The records that wait, list by list, each in its order."""
    rows: list[dict[str, Any]] = []
    asked = cypher.load("read/quarantine")
    while len(rows) % _PAGE == 0 and (
        page := store.read(asked, viewer, run=run, source=source, skip=len(rows), limit=_PAGE)
    ):
        rows += page
    for start in range(0, len(rows), _PAGE):
        chunk = rows[start : start + _PAGE]
        held = store.read(cypher.load("read/quarantine_originals"), viewer, ids=[row["id"] for row in chunk])
        originals = {row["id"]: row for row in held}
        yield from (_waiting(row, originals[row["id"]]) for row in chunk if row["id"] in originals)


def _waiting(row: dict[str, Any], kept: dict[str, Any]) -> Waiting:
    problems, original = json.loads(row["problems"]), Original.from_text(kept["original"])
    return Waiting(row["id"], row["run"], row["source"], row["file"], row["sheet"], problems, original, kept["mark"])


def keep(store: Store, origin: Origin, refused: Sequence[Refused], met: Counter[str], amends: str = "") -> None:
    """Write refused records with what is wrong with them. One that waited already keeps its id, its mark and the run it
    waits for, `amends`; one that an earlier load met too waits for this one. `met` counts those of the run that are alike.
    """
    rows = [_kept(origin, amends or origin.run, record, problems, met) for record, problems in refused]
    if rows:
        store.write(partial(_keep, origin=origin, rows=rows, overtakes=not amends))


def _keep(tx: Work, origin: Origin, rows: list[dict[str, Any]], overtakes: bool) -> None:
    tx.run(cypher.load("write/quarantine"), rows=rows)
    if overtakes:
        about = {"source": origin.source, "list": origin.list, "run": origin.run}
        tx.run(cypher.load("write/quarantine_overtake"), marks=[row["mark"] for row in rows], **about)


def settle(store: Store, run: str, taken: Sequence[str]) -> None:
    """Records that waited under these ids were taken by the run."""
    if taken:
        store.write(lambda tx: tx.run(cypher.load("write/quarantine_settle"), run=run, ids=list(taken)))


def told(found: Problem) -> dict[str, Any]:
    """A problem as the graph keeps it: its place within the list, and its words in both languages."""
    return {
        "sheet": found.sheet, "row": found.row, "column": found.column, "code": found.code, "value": found.value,
        "vi": f"{found.message('vi')} {found.remedy('vi')}".strip(),
        "en": f"{found.message('en')} {found.remedy('en')}".strip(),
    }  # fmt: skip


def refused_problem(statement: Statement, why: Exception, file: str, record: Record) -> Problem:
    """The problem of a statement that the graph refused, at the cell that names what is wrong."""
    match why:
        case AmbiguousName():
            name, found = why.values["name"], problem("name-ambiguous", why.values["name"], choices=why.values["ids"])
        case DuplicateRecord():
            name = statement.about.name
            found = problem("key-duplicate", name, first=why.values["row"])
        case TypeMismatch():
            name, found = why.values["name"], problem("type-mismatch", why.values["name"], **why.values)
        case _:
            raise why
    return record.naming(str(name), found).at(file=file)


def _kept(origin: Origin, run: str, record: Record, problems: Sequence[Problem], met: Counter[str]) -> dict[str, Any]:
    original = Original.of(record)
    row = {
        "id": record.waits or _id(run, record.address, original.text()), "source": origin.source, "run": run,
        "list": origin.list, "sheet": record.sheet, "row": record.rows[0].number, "original": original.text(),
        "problems": json.dumps([told(found) for found in problems], ensure_ascii=False),
    }  # fmt: skip
    return row if record.waits else row | {"mark": _mark(origin, record.sheet, original, met)}


def _mark(origin: Origin, sheet: str, original: Original, met: Counter[str]) -> str:
    """The same for the same words in whichever load of the list, at whichever row; of equal rows each has its own."""
    alike = _id(origin.source, origin.list, sheet, original.words())
    met[alike] += 1
    return alike if met[alike] == 1 else _id(alike, str(met[alike]))


def _id(*parts: str) -> str:
    return f"q-{blake2s('/'.join(parts).encode(), digest_size=8).hexdigest()}"
