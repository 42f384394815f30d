"""What formats that say which places are twinned have in common."""

from abc import abstractmethod
from collections.abc import Iterator
from pathlib import Path

from graph.store import Store
from graph.things import Entity, Statement, Tie
from ingest.record import Record
from ingest.source import FileSource
from ingest.twinning import key_of, told, with_places


class TwinSource(FileSource):
    """A format whose records are pairs of twinned places."""

    @abstractmethod
    def pairs(self, path: Path) -> Iterator[Record]:
        """Rows that cannot be read come first, then the pairs."""

    def records(self, path: Path, store: Store) -> Iterator[Record]:
        return self.pairs(path)

    def key(self, record: Record, about: Entity) -> str:
        return key_of(record)

    def things(self, record: Record) -> Iterator[Entity | Tie]:
        return told(record)

    def statements(self, record: Record) -> list[Statement]:
        return with_places(super().statements(record), record)
