"""Of which table, and when, an officer said on the page what it is: that table keeps his word, others may take it over."""

import re
from datetime import UTC, datetime
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from graph.names import fold

_ABOVE = 300


class Place(NamedTuple):
    """Where a table stands: its file and sheet by name, and the texts above it."""

    file: str
    sheet: str = ""
    titles: tuple[str, ...] = ()

    @property
    def above(self) -> str:
        return " ".join(self.titles)[:_ABOVE]


class Said(BaseModel):
    """`at` is an ISO moment. A table is the same one in the same file and sheet, under the same words: figures in them,
    such as the month, may be others."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: str
    sheet: str = ""
    above: str = ""
    at: str

    @classmethod
    def now(cls, place: Place) -> "Said":
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        return cls(file=place.file, sheet=place.sheet, above=place.above, at=at)

    @property
    def of(self) -> tuple[str, str, str]:
        """What tells the table from others."""
        return _told(self.file, self.sheet, self.above)

    def holds_at(self, place: Place) -> bool:
        return self.of == _told(place.file, place.sheet, place.above)


def _told(file: str, sheet: str, above: str) -> tuple[str, str, str]:
    return fold(file), fold(sheet), " ".join(re.sub(r"\d+", " ", fold(above)).split())
