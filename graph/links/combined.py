"""A score of unlinked pairs learnt from the known ties: a share of them is hidden, and what the parts of those pairs have
in common told from the parts of pairs that are not tied.

Boosted trees (scikit-learn's, BSD-3: its wheels bring all they need on every platform, where LightGBM asks for a system
library) see what only holds together, a logistic model what holds throughout and where examples are few; their
log-odds are added, which measured better at the top than either alone. Pairs with an end that has no known tie are not
learnt from: a file lists a place because it has ties, so a place without any is one whose ties were hidden.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.links.parts import Parts
from graph.links.ties import Floats, Ints, Pairs
from graph.links.traits import Traits
from graph.links.web import Web

_FOLDS, _ROUNDS = 10, 5
_EVEN = 0.5
"""What the even model counts beside the trees: whole, it helps the first hundred no more and spoils a place's own list."""
_PLACES = 800
_KEPT = {"two apart": 0.25, "shortlist": 0.1}
"""Of the pairs that are not tied, the share that is learnt from; all of those with several common neighbours, which crowd
the top."""
_SEVERAL = 2
_SAID = 0.01
"""What the file says of fewer of the pairs is not learnt from: the trees look at a part of them, in which it may be lost."""


@dataclass(frozen=True, slots=True)
class Combined:
    """The learnt score: what the trees and the even model say, added, of the parts that were `told` of enough pairs."""

    trees: Any
    even: Any
    told: NDArray[np.bool_]

    def score(self, parts: Floats) -> Floats:
        """A row of parts each: the higher the likelier. A hint of the order, no probability."""
        if not len(parts):
            return np.zeros(0)
        said = parts[:, self.told]
        return np.asarray(self.trees.decision_function(said) + _EVEN * self.even.decision_function(levelled(said)))


def learn(count: int, known: Ints, traits: Traits, seed: int) -> Combined | None:
    """Learnt from `known` ties alone; None where they are too few to learn from."""
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    from threadpoolctl import threadpool_limits

    if len(known) < _FOLDS:
        return None
    samples = list(_samples(count, known, traits, np.random.default_rng(seed)))
    parts, tied, weights = (np.concatenate(column) for column in zip(*samples, strict=True))
    if not 0 < tied.sum() < len(tied):
        return None
    told = np.isnan(parts).mean(axis=0) <= 1 - _SAID
    parts = parts[:, told]
    trees = HistGradientBoostingClassifier(
        max_iter=200, learning_rate=0.05, max_leaf_nodes=12, min_samples_leaf=min(60, 5 + int(tied.sum()) // 20),
        l2_regularization=10.0, early_stopping=False, random_state=0,  # pyright: ignore[reportArgumentType]
    )  # fmt: skip
    even = make_pipeline(StandardScaler(), LogisticRegression(C=0.3, max_iter=300))
    with threadpool_limits(1):  # several that wait for one another on a busy machine take six times as long
        trees.fit(parts, tied, sample_weight=weights / weights.mean())
        even.fit(levelled(parts), tied)
    return Combined(trees, even, told)


def levelled(parts: Floats) -> Floats:
    """Large counts drawn together, what is not known made nothing."""
    said = np.nan_to_num(parts)
    return np.sign(said) * np.log1p(5 * np.abs(said))


def _samples(
    count: int, known: Ints, traits: Traits, chance: np.random.Generator
) -> Iterator[tuple[Floats, Ints, Floats]]:
    """(parts, 1 where tied, weight) of pairs, a tenth of the known ties hidden at a time."""
    order = chance.permutation(len(known))
    for fold in range(_ROUNDS):
        hidden = np.zeros(len(known), dtype=bool)
        hidden[order[fold::_FOLDS]] = True
        web = Web(count, known[~hidden])
        parts, keys = Parts(web, traits), keys_of(count, tuple(known[hidden].T))
        places = np.unique(known[hidden])
        asked = np.sort(chance.permutation(places)[:_PLACES])
        for kind, pairs in (("two apart", web.two_apart()), ("shortlist", parts.shortlist(asked))):
            tied = np.isin(keys_of(count, pairs), keys)
            kept = (web.degree[pairs[0]] > 0) & (web.degree[pairs[1]] > 0)
            share = np.where(tied | (web.pairs("CN", pairs) >= _SEVERAL), 1.0, _KEPT[kind])
            kept &= chance.random(len(tied)) < share
            weights = 1 / share[kept]
            yield parts.matrix((pairs[0][kept], pairs[1][kept])), tied[kept].astype(np.int64), weights


def keys_of(count: int, pairs: Pairs) -> Ints:
    """A number for each pair, whichever of its places comes first."""
    return np.minimum(*pairs) * count + np.maximum(*pairs)
