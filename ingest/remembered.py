"""Answers that no mapping of a table can keep: what values mean in files of a format of its own, and in JSON objects.

They are kept by source and field in `answers.csv` beside the mappings, and hold for every later file of that source.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2s
from io import StringIO
from pathlib import Path
from secrets import token_hex
from typing import NamedTuple

from ingest.cleaning import Lookup, clean, lookup_of
from ingest.disk import written_to
from ingest.problems import FileProblem, problem
from ingest.record import Record

NAME = "answers.csv"


class Answer(NamedTuple):
    """A value of a source's field, as it stood, and what it means."""

    source: str
    field: str
    value: str
    meant: str


class Remembered:
    """The answers of a folder of mappings. Raises FileProblem where their file cannot be read."""

    def __init__(self, answers: Iterable[Answer] = ()) -> None:
        said: dict[str, dict[str, dict[str, str]]] = {}
        for one in answers:
            said.setdefault(one.source, {}).setdefault(one.field, {})[one.value] = one.meant
        self._of = {
            source: {name: lookup_of(words) for name, words in fields.items()} for source, fields in said.items()
        }

    @classmethod
    def of(cls, folder: Path) -> "Remembered":
        return cls(_read(folder))

    def mark(self, source: str) -> str:
        """What tells these answers from any others, "" where there are none."""
        said = json.dumps(self._of.get(source), ensure_ascii=False, sort_keys=True)
        return blake2s(said.encode(), digest_size=8).hexdigest() if source in self._of else ""

    def cleaned(self, source: str, records: Iterator[Record]) -> Iterator[Record]:
        """The records of a source with what was answered put right."""
        said = self._of.get(source)
        return (_cleaned(record, said) for record in records) if said else records


NOTHING = Remembered()


def keep(folder: Path, told: Iterable[Answer]) -> None:
    """Add answers; of two on one value the later counts. Raises DiskFull, DataUnwritable, and FileProblem as `Remembered` does."""
    new = list(told)
    if not new:
        return
    kept = {(one.source, one.field, *lookup_of({one.value: ""})): one for one in (*_read(folder), *new)}
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows((Answer._fields, *kept.values()))
    half = folder / f".{token_hex(4)}"
    with written_to(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            half.write_bytes(text.getvalue().encode())
            half.replace(folder / NAME)
        finally:
            half.unlink(missing_ok=True)


def _read(folder: Path) -> list[Answer]:
    path = folder / NAME
    try:
        text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
        rows = csv.DictReader(StringIO(text, newline=""))
        return [Answer(*(row[name] or "" for name in Answer._fields)) for row in rows]
    except (OSError, UnicodeDecodeError, csv.Error, KeyError) as error:
        raise FileProblem(problem("answers-unreadable", heads=", ".join(Answer._fields)).at(file=NAME)) from error


def _cleaned(record: Record, said: Mapping[str, Lookup]) -> Record:
    for row in record.rows:
        for name in said.keys() & row.cells.keys():
            clean(row, name, said[name])
    return record
