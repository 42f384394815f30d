"""Outside knowledge: names known to be one organisation's, with where it can be checked. Officers add rows of their own."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from graph.names import fold
from graph.resolution.lexicon import table
from graph.resolution.naming import Naming


class Known(NamedTuple):
    """One row: `alias` is a name of the organisation `partner` (any id that its rows share); `source` says who says so."""

    alias: str
    partner: str
    source: str


class Match(NamedTuple):
    """The organisation a name is known to be of, the folded name that is known, and who says so."""

    partner: str
    name: str
    source: str


class Knowledge:
    """Names -> organisations; a name that two organisations bear says nothing."""

    def __init__(self, rows: Iterable[Known]) -> None:
        self._partners: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for row in rows:
            self._partners[fold(row.alias)][row.partner] = row.source

    def match(self, naming: Naming) -> Match | None:
        """The organisation that bears this name; None if none or several do."""
        for name in _spoken(naming):
            found = self._partners.get(name, {})
            if len(found) == 1:
                ((partner, source),) = found.items()
                return Match(partner, name, source)
        return None


@cache
def shipped() -> tuple[Known, ...]:
    """The rows of `knowledge/aliases.csv`."""
    return tuple(Known(row["alias"], row["partner"], row["source"]) for row in table("aliases.csv"))


def _spoken(naming: Naming) -> Iterator[str]:
    """The name as said, without its short name, its short name alone, without "in Viet Nam"."""
    yield naming.full.fold
    for one in (naming.full, *naming.others):
        yield one.fold
        yield _without_host(one.fold)
    yield from (fold(short) for short in naming.short)


def _without_host(name: str) -> str:
    """`plan international` of "Plan International in Viet Nam"."""
    for ending in ("viet nam", "vietnam"):
        if name.endswith(" " + ending):
            return name.removesuffix(ending).rstrip().removesuffix(" in").removesuffix(" tai").rstrip()
    return name
