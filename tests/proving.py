"""How right every rule and finder is on generated provinces with planted truths: `python -m tests.proving` (make evaluate).

A trial is one planted truth, or one thing that only looks like it, in a province beside another one full of truths of other
kinds. Found: of the truths, how many are told (recall). Right: of what is told about planted things, how much is true
(precision). Next door: findings that rest on nothing but things of the other province.
"""

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from graph.analysis import Params, all_analyses
from tests.chances import CHANCES
from tests.graphs import net
from tests.plants import DAY, GROUND, HERE, PLANTS, Edge, Node, Plant, laid

Layer = tuple[list[Node], list[Edge]]
EVERY = PLANTS | CHANCES
TRIALS, BESIDE = 12, 8
# What the other province has of its own, in the place of ours; countries and sectors are everybody's.
_MOVED = {
    "hp": "far",
    "union": "far union",
    "dept": "far dept",
    "office": "far office",
    "commune": "far commune",
    "far": "farther",
}
_SHARED = frozenset({"country-vn", "country-jp", "country-us", "country-fr", "sector-120", "sector-110", "sector-310"})
_OTHERS: Layer = (
    [("farther", "Province", {}), ("far commune", "Locality", {"country": "VN"}), ("far union", "FriendshipUnion", {})]
    + [(f"far {x}", "PublicBody", {}) for x in ("dept", "office")],
    [
        ("far commune", "LOCATED_IN", "far", {}),
        *((f"far {x}", "BASED_IN", "far", {}) for x in ("union", "dept", "office")),
    ],
)


@dataclass
class Score:
    truths: int = 0
    told: int = 0
    looks: int = 0
    mistaken: int = 0
    next_door: int = 0

    @property
    def recall(self) -> float:
        return self.told / self.truths if self.truths else 0.0

    @property
    def precision(self) -> float:
        return self.told / (self.told + self.mistaken) if self.told else 0.0


def moved(plant: Plant, tag: str) -> Layer:
    """A planted truth as the other province has it, its things under names of their own."""

    def name(id_: str) -> str:
        return id_ if id_ in _SHARED else _MOVED.get(id_, f"{tag} {id_}")

    nodes = [(name(id_), type_, dict(properties)) for id_, type_, properties in plant.nodes if id_ not in _SHARED]
    return nodes, [(name(a), kind, name(b), dict(tie)) for a, kind, b, tie in plant.ties]


def beside(kind: str, chance: random.Random) -> Iterator[Layer]:
    """Truths of other kinds in the other province."""
    others = [other for other in EVERY if other != kind]
    for n, other in enumerate(chance.sample(others, BESIDE)):
        yield moved(EVERY[other], f"~{n}")


def proven(kind: str, seed: int = 7) -> Score:
    """How a kind of finding fares in `TRIALS` provinces, and as many with each of what only looks like it."""
    plant, score, chance = EVERY[kind], Score(), random.Random(f"{seed} {kind}")
    find = next(a.find for a in all_analyses().values() if kind in a.kinds)
    truth = (plant.nodes, plant.ties)
    for miss in (None, *plant.misses):
        for _ in range(TRIALS):
            layers = [GROUND, _OTHERS, *beside(kind, chance), truth, *([miss] if miss else [])]
            found = [f for f in find(net(*laid(*layers)), Params(province=HERE, on=DAY)) if f.kind == kind]
            told = any(plant.subject in f.entities for f in found)
            score.truths, score.told = score.truths + (miss is None), score.told + (miss is None and told)
            score.looks, score.mistaken = score.looks + (miss is not None), score.mistaken + (miss is not None and told)
            score.next_door += sum(all(_other(e) for e in f.entities) for f in found)
    return score


def _other(id_: str) -> bool:
    return id_.startswith(("~", "far"))


def main() -> int:
    """Prints the table; 1 where a kind is found less than eight in ten times, or right less than nine in ten."""
    sys.stdout.write(f"{'':32}{'truths':>8}{'found':>8}{'alike':>8}{'right':>8}{'next door':>11}\n")
    weak = 0
    for kind in EVERY:
        s = proven(kind)
        weak += s.recall < 0.8 or s.precision < 0.9
        sys.stdout.write(f"{kind:32}{s.truths:8}{s.recall:8.2f}{s.looks:8}{s.precision:8.2f}{s.next_door:11}\n")
    return int(bool(weak))


if __name__ == "__main__":
    sys.exit(main())
