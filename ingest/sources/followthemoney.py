"""FollowTheMoney: partners, projects and the links between them, one a line, in an array, or in a diagram.

An id stands for one record: what is said of it again in the same file waits in quarantine. Links may come before their ends.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from graph.store import Store
from graph.things import Entity, Tie
from ingest.ftm.links import ENDS, link
from ingest.ftm.nodes import SCHEMATA, node
from ingest.ftm.reading import ftm_records, is_diagram, is_ftm
from ingest.problems import problem
from ingest.readers.head import Head
from ingest.record import Record
from ingest.source import WEB, FileSource


class FollowTheMoney(FileSource):
    name = "followthemoney"
    title: ClassVar = {"vi": "Thực thể và liên hệ (FollowTheMoney)", "en": "Entities and links (FollowTheMoney)"}
    publisher = "Bên gửi tệp FollowTheMoney"
    licence = "as stated by the publisher"
    rank = WEB
    order = 42
    endings = (".json", ".jsonl", ".ndjson", ".ftm", ".ijson")

    def fits(self, head: Head) -> bool:
        return is_ftm(head) or is_diagram(head)

    def records(self, path: Path, store: Store) -> Iterator[Record]:
        """Read twice: who is who first, as links may come before their ends."""
        yield from ftm_records(path)

    def key(self, record: Record, about: Entity) -> str:
        return record.need("id")

    def things(self, record: Record) -> Iterator[Entity | Tie]:
        record.need("id")
        schema = record.need("schema")
        if schema in ENDS:
            yield from link(record, schema)
        elif schema in SCHEMATA:
            yield from node(record, schema)
        else:
            raise record.wrong("schema", problem("ftm-schema", schema, known=", ".join((*SCHEMATA, *ENDS))))
