"""Judgements to partners: joins are drawn together unless what one side says contradicts the other side."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from graph.resolution.knowledge import Match
from graph.resolution.record import Record

_FACETS = ("number", "country", "place", "said country", "known partner")


class Clusters:
    """Records that are one partner. What a cluster's members say goes along, so that no chain joins contradictions:
    X Hà Nội = X = X Huế ends before the second step."""

    def __init__(self, records: Sequence[Record], known: Mapping[int, Match], apart: Iterable[tuple[int, int]]) -> None:
        """`apart`: pairs of positions that somebody has said are two."""
        self._above = list(range(len(records)))
        self._size = [1] * len(records)
        self._says = [_facets(record, known.get(i)) for i, record in enumerate(records)]
        self._apart: defaultdict[int, set[int]] = defaultdict(set)
        for i, j in apart:
            self._apart[i].add(j)
            self._apart[j].add(i)

    def root(self, i: int) -> int:
        while self._above[i] != i:
            self._above[i] = self._above[self._above[i]]
            i = self._above[i]
        return i

    def same(self, i: int, j: int) -> bool:
        return self.root(i) == self.root(j)

    def join(self, i: int, j: int) -> bool:
        """Draw two together; False, and nothing done, if their clusters contradict each other."""
        a, b = sorted((self.root(i), self.root(j)), key=lambda root: (-self._size[root], root))
        if a == b:
            return True
        if self.contradict(a, b):
            return False
        self._above[b] = a
        for other in self._apart.pop(b, ()):
            self._apart[other] = self._apart[other] - {b} | {a}
            self._apart[a].add(other)
        self._size[a] += self._size[b]
        self._says[a] = [ours | theirs for ours, theirs in zip(self._says[a], self._says[b], strict=True)]
        return True

    def contradict(self, i: int, j: int) -> bool:
        a, b = self.root(i), self.root(j)
        if b in self._apart.get(a, ()):
            return True
        pairs = zip(self._says[a], self._says[b], strict=True)
        return any(ours and theirs and ours.isdisjoint(theirs) for ours, theirs in pairs)

    def countries(self, i: int) -> frozenset[str]:
        """The countries its records are said to be of."""
        return self._says[self.root(i)][_FACETS.index("said country")]

    def groups(self) -> list[list[int]]:
        """All clusters, each in order."""
        found: dict[int, list[int]] = {}
        for i in range(len(self._above)):
            found.setdefault(self.root(i), []).append(i)
        return sorted(found.values())


def _facets(record: Record, known: Match | None) -> list[frozenset[str]]:
    """What a record says under each of `_FACETS`; of its names only those that say one country."""
    forms = record.forms
    return [
        frozenset(number for one in forms for number in one.numbers),
        frozenset(one.countries[0] for one in forms if len(set(one.countries)) == 1),
        frozenset(place for one in forms for place in one.places),
        frozenset([record.country] if record.country else []),
        frozenset([known.partner] if known else []),
    ]
