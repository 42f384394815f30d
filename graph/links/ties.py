"""The ties of a file as arrays: which places are twinned, and what the file says of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Pairs = tuple[Ints, Ints]
"""Two arrays of equal length: the places on either side, by number."""


@dataclass(frozen=True, slots=True)
class Ties:
    """Places in the order of their ids, and undirected ties between their numbers, each once, the smaller number first.

    `said` holds an array for each thing the file tells of some of its places: "name" and "country" (texts, "" where not
    said), "population" (people), "latitude" and "longitude" (degrees), NaN where not said.
    """

    ids: tuple[str, ...]
    ends: Ints
    said: Mapping[str, NDArray[Any]] = field(default_factory=dict[str, NDArray[Any]])

    @classmethod
    def of(cls, pairs: Sequence[tuple[str, str]], about: Mapping[str, Mapping[str, object]]) -> "Ties":
        """From pairs of ids in any order, and what is known by id."""
        ids = tuple(sorted({id_ for pair in pairs for id_ in pair}))
        number = {id_: n for n, id_ in enumerate(ids)}
        ends = sorted({tuple(sorted((number[a], number[b]))) for a, b in pairs if a != b})
        known = [about.get(id_, {}) for id_ in ids]
        said: dict[str, NDArray[Any]] = {}
        for name in ("name", "country"):
            if any(one.get(name) for one in known):
                said[name] = np.array([str(one.get(name) or "") for one in known])
        for name in ("population", "latitude", "longitude"):
            values = np.array([_number(one.get(name)) for one in known])
            if not np.isnan(values).all():
                said[name] = values
        return cls(ids, np.array(ends, dtype=np.int64).reshape(-1, 2), said)

    def hide(self, share: float, seed: int) -> tuple[Ints, Ints]:
        """(ties that stay known, hidden ties), a share of them drawn at random; the same for the same seed."""
        count = len(self.ends)
        hidden = np.zeros(count, dtype=bool)
        hidden[np.random.default_rng(seed).permutation(count)[: round(share * count)]] = True
        return self.ends[~hidden], self.ends[hidden]


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else float("nan")
