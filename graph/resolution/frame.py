"""The list at hand as a whole: who bears which word, who makes or says which short name, what is usual in it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from math import prod

from graph.names import fold
from graph.resolution.acronyms import initials, made_of
from graph.resolution.knowledge import Knowledge, Match
from graph.resolution.record import Record
from graph.resolution.weights import Weights
from graph.resolution.words import Form

_LONG = 4
_NONE: frozenset[str] = frozenset()


class Frame:
    """What the records of one list say together; records go by their position."""

    def __init__(self, records: Sequence[Record], knowledge: Knowledge) -> None:
        self.records = records
        self.weights = Weights(one for record in records for one in record.forms)
        self.bearers: defaultdict[str, set[int]] = defaultdict(set)
        self.said: defaultdict[str, set[int]] = defaultdict(set)
        self.made: defaultdict[str, set[int]] = defaultdict(set)
        self.written: defaultdict[str, set[int]] = defaultdict(set)
        self._makes: defaultdict[int, set[str]] = defaultdict(set)
        self._shorts: defaultdict[int, set[str]] = defaultdict(set)
        self.known: dict[int, Match] = {}
        self._letters: Counter[str] = Counter()
        self._lengths: Counter[int] = Counter()
        for i, record in enumerate(records):
            self._enter(i, record)
            if found := next(filter(None, map(knowledge.match, record.namings)), None):
                self.known[i] = found
        self._covered = self._coverage()
        self._lower()
        self._known_short = {
            i: self._shorts.get(i, set()) | r.acronyms for i, r in enumerate(records) if r.acronyms or i in self._shorts
        }
        self._starting: defaultdict[str, set[str]] = defaultdict(set)
        for short in self.said:
            self._starting[short[:2]].add(short)

    def _enter(self, i: int, record: Record) -> None:
        for short in record.acronyms:
            self.said[short].add(i)
        for one in record.forms:
            for unit in one.hard:
                self.bearers[unit.id].add(i)
            for word in one.capitals:
                self.written[word.upper()].add(i)
            for short in initials(one):
                self.made[short].add(i)
                self._makes[i].add(short)
                self._letters.update(short)
                self._lengths[len(short)] += 1

    def _lower(self) -> None:
        """Short names that one list writes as words: "Danida" where another writes "DANIDA", "Norad" as a name makes."""
        for i, record in enumerate(self.records):
            for one in record.forms:
                short = one.squashed.upper()
                if len(one.units) == 1 and " " not in one.fold and (self.said.get(short) or self._whole(short)):
                    self._shorts[i].add(short)
        for i, shorts in self._shorts.items():
            for short in shorts:
                self.said[short].add(i)

    def _whole(self, short: str) -> bool:
        return len(short) > _LONG and bool(self.made.get(short))

    def short_names(self, i: int) -> Set[str]:
        """The short names a record bears."""
        return self._known_short.get(i, _NONE)

    def bearing(self, ids: Iterable[str]) -> set[int]:
        """The records that bear all these units in their names."""
        found = sorted((self.bearers[unit] for unit in ids), key=len)
        return set.intersection(*found) if found else set()

    def answering(self, short: str) -> set[int]:
        """The records whose names say this short name, hold it as a word, or make it by their initials."""
        return self.said[short] | self.made[short] | self.written[short]

    def makes(self, i: int) -> set[str]:
        """The short names that are said in this list and that a record's names make."""
        return {short for short in self._makes.get(i, ()) if self.said.get(short)}

    def rivalled(self, short: str, i: int) -> bool:
        """Whether another short name of the list fits the same full name: HUFO and HAUFO for one union of Hà Nội."""
        return any(
            made_of(other, one)
            for one in self.records[i].forms
            if short in initials(one)
            for other in self._like(short, one)
        )

    def _like(self, short: str, one: Form) -> set[str]:
        """Other short names that begin as this name's words may."""
        first, *rest = one.words
        starts = {first[:2], *(first[0] + word[0] for word in rest[:3])}
        return {other for start in starts for other in self._starting[start.upper()]} - {short}

    def only_short(self, i: int, short: str) -> bool:
        """Whether a record has no name but this short one."""
        return all(one.squashed == fold(short).replace(" ", "") for one in self.records[i].forms)

    def trust(self, short: str) -> float:
        """How likely the one name that makes a short name is its name: 1 less the chance of a coincidence in this list."""
        letters = max(self._letters.total(), 1)
        chance = self._lengths[len(short)] * prod(self._letters[letter] / letters for letter in short)
        return self._covered / (self._covered + (1 - self._covered) * chance)

    def _coverage(self) -> float:
        """The share of longer short names of which the list holds a full name; a half where it holds few."""
        long = [short for short in self.said if len(short) >= _LONG]
        found = sum(bool(self.made.get(short)) for short in long)
        return (found + 5) / (len(long) + 10)
