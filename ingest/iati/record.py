"""Activities as records: each with its XML packed away for the quarantine, remarks bounded, and a count at the end."""

import base64
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from lxml import etree

from graph.today import today
from ingest.iati.activity import CHILD, PARENT, Activity, Contact
from ingest.iati.parse import parse_activity
from ingest.iati.told import Account
from ingest.problems import FileProblem, Problem, RowProblem, problem
from ingest.readers.cells import CELL_LIMIT, Value
from ingest.readers.rows import Row
from ingest.readers.xml import LARGEST, Element, xml_element, xml_elements, xml_root
from ingest.record import Record

_OF_A_KIND = 10
"""How many remarks of one kind a file makes in full; the others are counted."""


class ActivityRecord(Record):
    """One activity. `contacts` are those of its contacts whom no activity before it in the file has named."""

    def __init__(self, file: str, number: int, element: Element) -> None:
        super().__init__([Row(file, "", number, {}, {})])
        self.account = Account.of(parse_activity(element))
        self.contacts = self.account.activity.contacts
        self._packed = zlib.compress(etree.tostring(element, encoding="utf-8", with_tail=False), level=1)

    def said(self) -> Mapping[str, Sequence[Value]]:
        """The activity's XML, packed where one cell cannot hold it, and its identifier, which an officer may put right."""
        text = zlib.decompress(self._packed).decode()
        held = {"xml": text} if len(text) <= CELL_LIMIT else {"xml-packed": base64.b64encode(self._packed).decode()}
        return {"iati-identifier": [self.account.activity.identifier], **{name: [said] for name, said in held.items()}}

    def finish(self) -> list[str]:
        return list(self.account.activity.unknown)


def activity_records(path: Path) -> Iterator[ActivityRecord]:
    """The activities of a file, in its order; the last one tells what was counted.

    Raises FileProblem: at once for organisation files and the versions before 2.01, whose elements and codes are others.
    """
    root, attributes = xml_root(path)
    if root == "iati-organisations":
        raise FileProblem(problem("iati-organisations").at(file=path.name))
    if (version := attributes.get("version", "").strip()).startswith("1."):
        raise FileProblem(problem("iati-version", version).at(file=path.name))
    return _records(_Count(path.name), xml_elements(path, "iati-activity"))


def _records(count: "_Count", elements: Iterator[Element]) -> Iterator[ActivityRecord]:
    held = None
    try:
        for element in elements:
            if held:
                yield held
            held = count.record(element)
    except FileProblem:
        if held:
            yield count.closing(held)
        raise
    if held:
        yield count.closing(held)


def account_of(record: Record) -> tuple[Account, tuple[Contact, ...]]:
    """What a record says and whom it newly names, also one that comes back from the quarantine. Raises RowProblem."""
    if isinstance(record, ActivityRecord):
        account, contacts = record.account, record.contacts
    else:
        activity = _kept(record)
        account, contacts = Account.of(activity), activity.contacts
    if account.activity.fault:
        row = record.rows[0]
        raise RowProblem(account.activity.fault.at(file=row.file, row=row.number))
    return account, contacts


def _kept(record: Record) -> Activity:
    """The activity of a record whose XML is a field, with the identifier that stands beside it."""
    row = record.rows[0]
    try:
        packed = base64.b64decode(record.text("xml-packed") or "")
        text = zlib.decompressobj().decompress(packed, LARGEST).decode() if packed else record.need("xml")
        activity = parse_activity(xml_element(text, row.file))
    except FileProblem as error:
        raise RowProblem(error.problem.at(row=row.number)) from error
    except (ValueError, zlib.error) as error:
        raise RowProblem(problem("xml-broken", reason=str(error)).at(file=row.file, row=row.number)) from error
    identifier = record.text("iati-identifier")
    return replace(activity, identifier=identifier, fault=None) if identifier else activity


class _Count:
    """What a file came to so far."""

    def __init__(self, file: str) -> None:
        self.file, self.today = file, today()
        self._number = 0
        self._seen: Counter[str] = Counter()
        self._contacts: set[Contact] = set()
        self._last: dict[str, Problem] = {}

    def record(self, element: Element) -> ActivityRecord:
        """The record of an element: numbered by its line, or counted on where several begin in one line."""
        self._number = max(self._number + 1, element.sourceline or 0)
        record = ActivityRecord(self.file, self._number, element)
        self._count(record.account.activity)
        record.contacts = tuple(c for c in dict.fromkeys(record.contacts) if c not in self._contacts)
        self._contacts.update(record.contacts)
        for found in record.account.remarks(self.today):
            self._seen[found.code] += 1
            self._last[found.code] = found
            if self._seen[found.code] <= _OF_A_KIND:
                record.warnings.append(found.at(file=self.file))
        return record

    def closing(self, record: ActivityRecord) -> ActivityRecord:
        """The last record, with what was counted in all."""
        names = ("activities", "transactions", "untyped", "empty", "negative", "related")
        counts = problem("iati-counts", **{name: self._seen[name] for name in names})
        more = [
            problem("remarks-more", self._last[code].message(), count=self._seen[code] - _OF_A_KIND)
            for code in self._last
            if self._seen[code] > _OF_A_KIND
        ]
        record.warnings += [found.at(file=self.file) for found in (*more, counts)]
        return record

    def _count(self, activity: Activity) -> None:
        values = [t.value.amount for t in activity.transactions]
        self._seen["activities"] += 1
        self._seen["transactions"] += len(values)
        self._seen["untyped"] += sum(not t.type for t in activity.transactions)
        self._seen["empty"] += values.count(None)
        self._seen["negative"] += sum(value is not None and value < 0 for value in values)
        self._seen["related"] += any(kind in (PARENT, CHILD) for kind, _ in activity.related)
