"""Reading the package's tables, and finding a thing by one of its names."""

import csv
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from importlib.resources import files
from typing import Generic, TypeVar

from graph.names import fold, joined, key, nfc

T = TypeVar("T", bound=Hashable)


def rows(table: str) -> Iterator[dict[str, str]]:
    """The rows of one CSV of this package, in its order; an empty cell is ''."""
    text = files("graph.reference").joinpath(table).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())


def many(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, parted by `|`."""
    return tuple(value for value in cell.split("|") if value)


class Index(Generic[T]):
    """Things by name: as spelled first, then without accents, then written in one word."""

    def __init__(self, things: Iterable[T], names: Callable[[T], Iterable[str]]) -> None:
        self._spelled: dict[str, dict[T, str]] = {}
        self._folded: dict[str, dict[T, str]] = {}
        self._joined: dict[str, dict[T, str]] = {}
        for thing in things:
            for name in map(nfc, names(thing)):
                self._spelled.setdefault(key(name), {}).setdefault(thing, name)
                self._folded.setdefault(fold(name), {}).setdefault(thing, name)
                self._joined.setdefault(joined(name), {}).setdefault(thing, name)

    def spelled(self, text: str) -> tuple[T, ...]:
        """The things one of whose names is spelled so."""
        return tuple(self._spelled.get(key(text), ()))

    def folded(self, text: str) -> Mapping[T, str]:
        """The things one of whose names looks so without accents, or in one word; each with that name."""
        return self._folded.get(fold(text)) or self._joined.get(joined(text)) or {}
