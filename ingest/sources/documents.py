"""Articles, reports and letters: their text, whom and what they name, the times they state and the figures they report.

A document is its text: the same text in another file is the same document. Figures are proposals: they stay with the
document until an officer accepts them (`graph.proposals`).
"""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar
from weakref import ref

import cypher
from graph.store import Store, Viewer
from graph.things import Entity, Tie
from ingest.problems import problem
from ingest.readers.documents import TEXT, Document, kind_of, read_document
from ingest.readers.files import read_head
from ingest.readers.head import Head
from ingest.readers.prose import is_prose
from ingest.readers.rows import Row
from ingest.reading.figures import Figure
from ingest.reading.gazetteer import Gazetteer
from ingest.reading.known import known_names
from ingest.reading.whole import Dated, Reading, quoted, read
from ingest.record import Record
from ingest.source import WEB, FileSource

_QUOTED = 600
_PLAIN = (".txt", ".md", ".markdown", "")
_TABLES = (".csv", ".tsv", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")


class Documents(FileSource):
    name = "documents"
    title: ClassVar = {"vi": "Tài liệu", "en": "Documents"}
    publisher = "the document's own author"
    licence = "as the document says"
    rank = WEB
    order = 90  # after everything whose names it may mention
    fall = 1.0  # a file holds one document: another text takes the place of the former one
    endings = (".txt", ".md", ".markdown", ".docx", ".doc", ".pdf", ".html", ".htm")

    def __init__(self) -> None:
        self._held: tuple[ref[Store], str, Gazetteer] | None = None

    def fits(self, head: Head) -> bool:
        """A Word file, a PDF, a web page, or text that reads as prose and not as a table, a card or code."""
        kind = kind_of(head.path, head.data)
        if head.path.suffix.lower() in _TABLES:
            return False
        plain = head.path.suffix.lower() in _PLAIN and bool(head.text.strip()) and not head.root
        return (plain and is_prose(head)) if kind == TEXT else bool(kind)

    def records(self, path: Path, store: Store) -> Iterator[Record]:
        document = read_document(path, read_head(path))
        names = self._names(store)
        yield _Read(path.name, document, read(document.text, names, document.title, document.published))

    def things(self, record: Record) -> Iterator[Entity | Tie]:
        assert isinstance(record, _Read)
        said, found = record.document, record.reading
        document = record.thing(
            "Document", said.title, sha256=sha256(said.text.encode()).hexdigest(), text=said.text, url=said.url or None,
            published=said.published or None, language=found.language or None, pages=said.pages,
            figures=[_figure(one) for one in found.figures], dates=[_date(one) for one in found.dates],
        )  # fmt: skip
        yield document
        if said.unread:
            record.warn("pages", problem("document-pages-unread", ", ".join(map(str, said.unread))))
        if found.figures:
            record.warn("figures", problem("figures-wait", count=len(found.figures)))
        for one in found.met:
            thing = Entity(one.of.type, one.of.name, id=one.of.id, only_known=True)
            yield Tie("MENTIONS", document, thing, {
                "snippet": one.snippet, "offset": one.offset, "words": one.said, "count": one.count,
            })  # fmt: skip

    def _names(self, store: Store) -> Gazetteer:
        """The names the graph knows, read once for all documents between two loads of lists."""
        rows = store.read(cypher.load("read/names_stamp"), Viewer())
        stamp = str(rows[0]["stamp"]) if rows else ""
        if not self._held or self._held[0]() is not store or self._held[1] != stamp:
            self._held = ref(store), stamp, known_names(store)
        return self._held[2]


class _Read(Record):
    """A document that was read."""

    def __init__(self, file: str, document: Document, reading: Reading) -> None:
        super().__init__([Row(file, "", 0, {}, {})])
        self.document, self.reading = document, reading


def _figure(one: Figure) -> str:
    """A figure as the document's claim keeps it, JSON with the fields that `graph.proposals` reads."""
    said: dict[str, Any] = {
        "id": one.id, "kind": one.kind, "measure": [one.measure.vi, one.measure.en], "value": one.value,
        "unit": list(one.unit), "qualifier": one.qualifier, "period": one.period, "as_of": one.as_of, "when": one.when,
        "subject": [one.subject.id, one.subject.type, one.subject.name] if one.subject else None,
        "sentence": quoted(one.sentence, one.number.start, _QUOTED), "offset": one.sentence.start, "how": one.how,
        "parts": [[part.id, part.value, quoted(part.sentence, part.number.start, _QUOTED)] for part in one.parts],
    }  # fmt: skip
    return json.dumps(said, ensure_ascii=False)


def _date(one: Dated) -> str:
    moment = one.moment
    return json.dumps(
        {"said": moment.said, "since": moment.since, "until": moment.until, "offset": one.offset, "snippet": one.snippet},
        ensure_ascii=False,
    )  # fmt: skip
