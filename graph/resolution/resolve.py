"""A list of records to partners: candidates, judgements, the sure ones joined, the doubtful ones ranked for an officer."""

import gc
from collections import Counter
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager

from graph.resolution.alike import WEAK
from graph.resolution.blocking import candidates
from graph.resolution.cluster import Clusters
from graph.resolution.evidence import Evidence
from graph.resolution.frame import Frame
from graph.resolution.knowledge import Knowledge, Known, shipped
from graph.resolution.record import Record
from graph.resolution.score import HOUSES, JOIN, Judgement, judge

_ROUNDS = 2
_PORTAL = 10


class Resolution:
    """What came of a list: `clusters` of positions, `judgements` best first; the order of the records changes nothing."""

    def __init__(
        self, records: Sequence[Record], known: Iterable[Known] | None = None, apart: Iterable[tuple[str, str]] = ()
    ) -> None:
        """`known`: outside knowledge, what is shipped by default; `apart`: ids of records that somebody said are two."""
        self.records = sorted(records, key=lambda record: record.id)
        with _nothing_freed():
            self._frame = Frame(self.records, Knowledge(shipped() if known is None else known))
            weighed = (judge(self._frame, i, j) for i, j in candidates(self._frame))
            judged = _without_portals([found for found in weighed if found.verdict != "different"])
            at = {record.id: i for i, record in enumerate(self.records)}
            told = [(at[a], at[b]) for a, b in apart if a in at and b in at]
            self._clusters = Clusters(self.records, self._frame.known, told)
            self.judgements = self._joined(sorted(judged, key=lambda found: (-found.points, found.ours, found.theirs)))

    @property
    def clusters(self) -> list[list[Record]]:
        return [[self.records[i] for i in group] for group in self._clusters.groups()]

    def queue(self) -> list[Judgement]:
        """The pairs an officer should look at, best first: likely ones whose records are not one partner yet."""
        return [found for found in self.judgements if not self._clusters.same(found.ours, found.theirs)]

    def _joined(self, judged: list[Judgement]) -> list[Judgement]:
        """Join what is sure by itself, then what is sure because nobody else in the list answers to it."""
        for found in judged:
            if found.verdict == "join":
                self._clusters.join(found.ours, found.theirs)
        for _ in range(_ROUNDS):
            judged = [self._promoted(found) for found in judged]
        return judged

    def _promoted(self, found: Judgement) -> Judgement:
        if found.verdict == "join" or found.disputed or not (found.name.alone or found.name.short):
            return found
        if not self._alone(found) or not self._clusters.join(found.ours, found.theirs):
            return found
        alone = Evidence("nobody_else", JOIN - min(found.points, JOIN))
        return found._replace(verdict="join", points=max(found.points, JOIN), evidence=(*found.evidence, alone))

    def _alone(self, found: Judgement) -> bool:
        """Whether every record that answers to what the names rest on is of these two partners, or of other countries;
        where both have a full name, one that has none but the short name may be theirs too."""
        name, frame = found.name, self._frame
        ends = {self._clusters.root(found.ours), self._clusters.root(found.theirs)}
        full = not (frame.only_short(found.ours, name.short) or frame.only_short(found.theirs, name.short))
        here = self._clusters.countries(found.ours) | self._clusters.countries(found.theirs)
        for i in frame.bearing(name.alone) if name.alone else frame.answering(name.short):
            if self._clusters.root(i) in ends or (name.short and full and frame.only_short(i, name.short)):
                continue
            there = self._clusters.countries(i)
            if not (here and there and here.isdisjoint(there)):
                return False
        return not (name.short and any(frame.rivalled(name.short, i) for i in (found.ours, found.theirs)))


@contextmanager
def _nothing_freed() -> Generator[None]:
    """Have Python look for no circles meanwhile: all that is made here is kept, none leads in a circle, and looking
    takes a third of the time."""
    looks = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looks:
            gc.enable()


def _without_portals(judged: list[Judgement]) -> list[Judgement]:
    """A page that many houses of one body name as theirs says nothing of who each is: it joins nobody."""
    houses = Counter(piece.ours for found in judged for piece in found.evidence if piece.code == HOUSES)
    portals = {site for site, pairs in houses.items() if pairs >= _PORTAL}
    return [_unsited(found, portals) if portals else found for found in judged]


def _unsited(found: Judgement, portals: set[str]) -> Judgement:
    said = next((piece for piece in found.evidence if piece.code == "same_site" and piece.ours in portals), None)
    if said is None:
        return found
    weaker = tuple(said._replace(code=HOUSES, weight=WEAK) if piece is said else piece for piece in found.evidence)
    points = found.points - said.weight + WEAK
    sure = points >= JOIN and found.verdict == "join"
    return found._replace(evidence=weaker, points=points, verdict="join" if sure else "review")
