"""Outside knowledge: names known to be one organisation's, with where it can be checked. Officers add rows of their own."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from graph.asked import BadRequest
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


def united(before: Iterable[Known], learned: Iterable[Known]) -> list[Known]:
    """What officers taught beside what is known: a partner of theirs that bears a known name is the one that is known."""
    rows = list(before)
    named: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        named[fold(row.alias)].add(row.partner)
    added = list(learned)
    meant: defaultdict[str, set[str]] = defaultdict(set)
    for row in added:
        meant[row.partner] |= named.get(fold(row.alias), set())
    only = {partner: min(known) for partner, known in meant.items() if len(known) == 1}
    return rows + [row._replace(partner=only.get(row.partner, row.partner)) for row in added]


def officers_rows(path: Path) -> list[Known]:
    """The rows that officers keep in a CSV of their own (columns alias, partner, source); none where there is no file.

    Raises BadRequest where alias or partner has no column.
    """
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [{(k or "").strip().lower(): (v or "").strip() for k, v in row.items()} for row in csv.DictReader(file)]
    if rows and not {"alias", "partner"} <= rows[0].keys():
        raise BadRequest("columns", ", ".join(rows[0]))
    return [
        Known(row["alias"], row["partner"], row.get("source", "")) for row in rows if row["alias"] and row["partner"]
    ]


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
